"""Text to token ids of XLM-RoBERTa: the best path over the container's pieces; knows no graphs, sessions or prompts.

Why not a library: sentencepiece gives the same ids (a test holds both together), but takes half a second to load these
250,000 pieces, more than everything else in a command's start. Here nothing is loaded: a table of slots, built once,
says which piece may begin a stretch of bytes; the piece itself is compared in the mapped container.
"""

import re
from collections.abc import Mapping
from itertools import accumulate
from zlib import crc32

import numpy as np
import numpy.typing as npt

from graph_schema.errors import EncoderError
from search.encoders.container import Container

BEGIN, PAD, END, UNKNOWN = 0, 1, 2, 3

_SLOTS = 1 << 20  # four times the pieces: nearly every look-up ends at its first slot
_LAST_SLOT = _SLOTS - 1
_EMPTY = -1
_UNKNOWN_PENALTY = 10.0

# Written by a user these strings would become the ids that only the model's own frame may hold.
_SPECIAL = re.compile(r"<(?:s|/s|pad|unk|mask)>")
_SPACES = re.compile(r" {2,}")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Tokenizer:
    """Splits text into the ids the model was trained on, without the frame of begin and end."""

    def __init__(self, container: Container, table: bytes) -> None:
        """`table` is what `build_piece_table` made of the same container."""
        slots = np.frombuffer(table, "<i4").astype(np.int32)
        if len(slots) != _SLOTS + 1:
            raise EncoderError(
                f"the cached piece table has {len(slots)} entries, not {_SLOTS + 1}; delete the cache folder"
            )
        offsets, blob = container.piece_bytes()
        # Memoryviews (.data) give plain integers and floats, several times faster than NumPy one at a time.
        self._slots = slots[1:].data
        self._longest = int(slots[0])
        self._offsets = offsets.astype(np.uint32).data
        self._blob = blob
        scores = container.scores()
        self._scores = scores.astype(np.float32).data
        self._unknown_score = float(scores.min()) - _UNKNOWN_PENALTY
        self._normalisation = container.normalisation

    def encode(self, text: str) -> list[int]:
        """Token ids of `text`; strings such as `<s>` are read as a space, runs of unknown characters as one id."""
        spaced = normalise(text, self._normalisation)
        if not spaced:
            return []
        return self._best_path((spaced if spaced[0] == " " else f" {spaced}").replace(" ", "▁"))

    def _best_path(self, run: str) -> list[int]:
        """The ids of the pieces that cover `run` with the highest sum of scores (Viterbi)."""
        data = run.encode("utf-8")
        bounds = [0, *accumulate(len(character.encode("utf-8")) for character in run)]
        count, scores, find = len(run), self._scores, self._find
        best = [0.0] + [-float("inf")] * count
        steps: list[tuple[int, int]] = [(0, UNKNOWN)] * (count + 1)
        for start in range(count):
            here, first = best[start], bounds[start]
            # A single character that is no piece is covered all the same, at a price.
            if here + self._unknown_score > best[start + 1]:
                best[start + 1] = here + self._unknown_score
                steps[start + 1] = (start, UNKNOWN)
            for end in range(start + 1, min(count, start + self._longest) + 1):
                piece = find(data[first : bounds[end]])
                if piece >= 0 and here + scores[piece] > best[end]:
                    best[end] = here + scores[piece]
                    steps[end] = (start, piece)
        return _walk_back(steps)

    def _find(self, key: bytes) -> int:
        """The id of the piece with these bytes, or _EMPTY."""
        slots = self._slots
        slot = crc32(key) & _LAST_SLOT
        piece = slots[slot]
        while piece >= 0 and self._blob[self._offsets[piece] : self._offsets[piece + 1]] != key:
            slot = (slot + 1) & _LAST_SLOT
            piece = slots[slot]
        return piece


def _walk_back(steps: list[tuple[int, int]]) -> list[int]:
    ids: list[int] = []
    end = len(steps) - 1
    while end:
        end, piece = steps[end]
        # Characters unknown to the model count once, however many follow each other.
        if piece != UNKNOWN or not ids or ids[-1] != UNKNOWN:
            ids.append(piece)
    return ids[::-1]


def normalise(text: str, mapping: Mapping[int, str]) -> str:
    """`text` with every code point mapped, the model's special strings removed and runs of spaces made one."""
    # Mapping comes first: full-width ＜ｓ＞ turns into the very string that has to go.
    mapped = _SURROGATES.sub(" ", text).replace("\0", " ").translate(mapping)
    return _SPACES.sub(" ", _SPECIAL.sub(" ", mapped))


def build_piece_table(container: Container) -> bytes:
    """Slots by the hash of a piece's bytes, the next free one taken where two meet; the first entry is the length of
    the longest piece in characters. Pieces that only the model's frame may hold are left out.
    """
    special = {BEGIN, PAD, END, UNKNOWN, container.pieces_count - 1}  # the last piece is <mask>
    slots = [_EMPTY] * _SLOTS
    longest = 0
    for number, piece in enumerate(container.pieces()):
        if number in special:
            continue
        longest = max(longest, len(piece))
        slot = crc32(piece.encode("utf-8")) & _LAST_SLOT
        while slots[slot] != _EMPTY:
            slot = (slot + 1) & _LAST_SLOT
        slots[slot] = number
    table: npt.NDArray[np.int32] = np.array([longest, *slots], "<i4")
    return table.tobytes()
