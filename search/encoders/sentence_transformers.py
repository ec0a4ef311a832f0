"""Any model of the sentence-transformers library, by hub name or by folder; the library is imported at the first text.

Needs `pip install "sentence-transformers>=6,<7"`, which brings torch. The prompts for questions and passages are those
of the model's own configuration; a model without prompts gets the bare text.
"""

import hashlib
import os
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from graph_schema.errors import EncoderError, MissingDependencyError
from search.encoders.protocol import Vectors, unit_rows

_INSTALL = 'pip install "sentence-transformers>=6,<7"'


class SentenceTransformersEncoder:
    """A sentence-transformers model behind the encoder protocol."""

    def __init__(
        self, model: str, *, device: str | None = None, batch_size: int = 32, dtype: str | None = None
    ) -> None:
        """`model` is a hub name or a folder; `device` (cpu, cuda, mps) and `dtype` (float32, bfloat16, ...) as torch
        names them, None for the library's choice. Passages are padded in batches of `batch_size`: their vectors can
        differ from those of single texts in the last bits.
        """
        self._model_name = model
        self._device = device
        self._batch_size = batch_size
        self._dtype = dtype
        self._lock = threading.Lock()

    @cached_property
    def name(self) -> str:
        """`sentence-transformers:` and the hub name; of a folder its last name and the hash of its files."""
        folder = Path(self._model_name)
        identity = f"{folder.resolve().name}@{_folder_hash(folder)}" if folder.is_dir() else self._model_name
        return f"sentence-transformers:{identity}" + (f" {self._dtype}" if self._dtype else "")

    @property
    def dimension(self) -> int:
        """Length of a vector; loads the model."""
        dimension: int | None = self._loaded().get_embedding_dimension()
        if dimension is None:
            raise EncoderError(f"{self._model_name}: the model does not say how long its vectors are; take another")
        return dimension

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """Questions as unit vectors, with the model's prompt for questions."""
        return self._encode("encode_query", texts)

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """Passages as unit vectors, with the model's prompt for passages."""
        return self._encode("encode_document", texts)

    def _encode(self, method: str, texts: Sequence[str]) -> Vectors:
        model = self._loaded()
        vectors = getattr(model, method)(
            list(texts),
            batch_size=self._batch_size,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )
        # An empty list comes back without its second axis; half-precision rows are not quite of length 1.
        return unit_rows(vectors.reshape(len(texts), -1) if len(texts) else vectors.reshape(0, self.dimension))

    def _loaded(self) -> Any:
        with self._lock:
            return self._model

    @cached_property
    def _model(self) -> Any:
        os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")  # commands show their own progress
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as exc:
            raise MissingDependencyError(
                f"the encoder sentence-transformers:{self._model_name} needs the package: {_INSTALL}"
            ) from exc
        options = {"dtype": self._dtype} if self._dtype else None
        try:
            return SentenceTransformer(self._model_name, device=self._device, model_kwargs=options)
        except (OSError, ValueError, RuntimeError, KeyError) as exc:
            reason = (str(exc).strip() or type(exc).__name__).splitlines()[0]
            raise EncoderError(
                f"sentence-transformers cannot load {self._model_name!r} ({reason}); give a folder with the model or "
                "a hub name that can be reached from here"
            ) from exc


def _folder_hash(folder: Path) -> str:
    """A short hash of all files below `folder`, so that an index knows its model wherever the folder lies."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
        if path.is_file():
            with path.open("rb") as file:
                content = hashlib.file_digest(file, "sha256").digest()
            total.update(path.relative_to(folder).as_posix().encode("utf-8") + b"\0" + content)
    return total.hexdigest()[:16]
