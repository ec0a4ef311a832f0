"""The default encoder: multilingual-e5-small with 4-bit weights in ONNX Runtime; offline, without torch.

One text is one call, never padded: so a text's vector is the same whatever it is encoded with.
"""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from graph_schema.errors import EncoderError
from search.cores import usable_cores
from search.encoders.container import Container, dequantise, read_container
from search.encoders.model_files import CONTAINER_SHA256, cached_file, encoder_folder, find_container
from search.encoders.protocol import Vectors, unit_rows
from search.encoders.runtime import onnx_runtime
from search.encoders.tokenizer import BEGIN, END, Tokenizer, build_piece_table

_DIMENSION = 384
_RECIPE = 1  # to be raised when graph or tokens change: it renames the encoder, so indexes are built anew
_WINDOW = 510  # content tokens; with begin and end this is all the model's positions
_MOST_THREADS = 8


@dataclass(frozen=True, slots=True)
class _Parts:
    container: Container
    tokenizer: Tokenizer
    graph: bytes
    graph_path: Path
    word: npt.NDArray[np.uint8]
    place: npt.NDArray[np.float32]


class BundledEncoder:
    """multilingual-e5-small (100 languages, 384 dimensions); nothing is loaded before the first text."""

    name = f"bundled:multilingual-e5-small-q4.{_RECIPE}"
    dimension = _DIMENSION

    def __init__(self, *, cache_dir: Path | None = None, threads: int | None = None) -> None:
        """`cache_dir` keeps what is built once (20 MB); `threads` defaults to the cores this process may use."""
        self._folder = encoder_folder(cache_dir)
        self._threads = threads or min(_MOST_THREADS, usable_cores())
        self._lock = threading.Lock()

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """Questions or topics as unit vectors, [texts, 384]."""
        return self._encode([f"query: {text}" for text in texts])

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """Passages as unit vectors, [texts, 384]."""
        return self._encode([f"passage: {text}" for text in texts])

    def _encode(self, texts: Sequence[str]) -> Vectors:
        """Each thread works on its own text, the longest first: two on one text take as long, and twice a processor's time."""
        with self._lock:  # threads of a web app share one encoder: load once
            session = self._session
        if len(texts) < 2:
            return self._rows([self._pooled(session, text) for text in texts])
        order = sorted(range(len(texts)), key=lambda place: -len(texts[place]))
        rows: list[npt.NDArray[np.float32]] = [np.empty(0, np.float32)] * len(texts)

        def fill(place: int) -> None:
            rows[place] = self._pooled(session, texts[place])

        with ThreadPoolExecutor(min(self._threads, len(texts))) as pool:
            for _ in pool.map(fill, order):
                pass
        return self._rows(rows)

    @staticmethod
    def _rows(pooled: Sequence[npt.NDArray[np.float32]]) -> Vectors:
        return unit_rows(np.stack(pooled)) if pooled else np.empty((0, _DIMENSION), np.float32)

    def _pooled(self, session: Any, text: str) -> npt.NDArray[np.float32]:
        """The mean over all tokens; of a text longer than the model's positions, the weighted mean of its windows."""
        ids = self._parts.tokenizer.encode(text)
        windows = [ids[start : start + _WINDOW] for start in range(0, len(ids), _WINDOW)] or [[]]
        means = [self._run(session, window) for window in windows]
        if len(means) == 1:
            return means[0]
        weights = np.array([len(window) for window in windows], np.float32)
        return np.asarray(weights @ np.stack(means) / weights.sum(), np.float32)

    def _run(self, session: Any, content: list[int]) -> npt.NDArray[np.float32]:
        ids = np.array([BEGIN, *content, END], np.int64)
        x = dequantise(self._parts.word[ids]) + self._parts.place[: len(ids)]
        hidden: npt.NDArray[np.float32] = session.run(None, {"x": x[None]})[0][0]
        return np.asarray(hidden.mean(axis=0), np.float32)

    @cached_property
    def _session(self) -> Any:
        onnxruntime = onnx_runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            return onnxruntime.InferenceSession(self._parts.graph, options, providers=["CPUExecutionProvider"])
        except Exception as exc:  # its exceptions share no other base
            raise EncoderError(
                f"{self._parts.graph_path}: cannot be loaded as a model; delete this file ({exc})"
            ) from exc

    @cached_property
    def _parts(self) -> _Parts:
        onnxruntime = onnx_runtime()
        container = read_container(find_container(self._folder))
        if container.hidden != _DIMENSION:
            raise EncoderError(f"{container.path}: {container.hidden} dimensions instead of {_DIMENSION}")
        tools = f"onnx{version('onnx')}-ort{onnxruntime.__version__}"
        built = self._folder / f"e5-{CONTAINER_SHA256[:12]}-r{_RECIPE}"
        graph_path = built / f"{tools}.onnx"
        place = container.fp32("emb.pos").reshape(-1, _DIMENSION) + container.fp32("emb.type")[:_DIMENSION]
        return _Parts(
            container=container,
            tokenizer=Tokenizer(container, cached_file(built / "pieces.table", lambda: build_piece_table(container))),
            graph=cached_file(graph_path, lambda: _build(container)),
            graph_path=graph_path,
            word=container.q4("emb.word", _DIMENSION),
            place=place,
        )


def _build(container: Container) -> bytes:
    from search.encoders.onnx_graph import build_graph  # imports onnx, which a start with a warm cache does not need

    return build_graph(container)
