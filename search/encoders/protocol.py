"""What every encoder is: text in, unit vectors out; knows of no model."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors whose inner product is their likeness.

    A text's vector depends on the text alone, never on the texts it is encoded with.
    """

    @property
    def name(self) -> str:
        """Identity, recorded in every index: two encoders of one name give the same vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode_query(self, texts: Sequence[str]) -> Vectors:
        """Questions or topics as float32 of shape [texts, dimension], each row of length 1."""

    def encode_document(self, texts: Sequence[str]) -> Vectors:
        """Passages as float32 of shape [texts, dimension], each row of length 1."""


def unit_rows(vectors: npt.NDArray[np.floating]) -> Vectors:
    """The rows divided by their Euclidean length, as float32 in row order; a row of zeros stays zero."""
    rows = np.ascontiguousarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    lengths[lengths == 0] = 1
    return np.asarray(rows / lengths, dtype=np.float32)
