"""What a store with indexes of its own has to know of passages to be searched. Values only; knows no encoder."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class PassageLinks:
    """What a passage is about and the tasks that it leads to (ids of nodes), and its Chinese characters, one by one.

    characters: the full-text index pairs characters that stand together; these, apart, are found alone.
    """

    owner: str
    plan: str
    tasks: tuple[str, ...] = ()
    characters: str = ""


@dataclass(frozen=True, slots=True)
class Searchable:
    """The passages of a graph for search. encoder: the name of what makes the vectors. dimension: their length.

    embed: the vectors [texts, dimension], rows of length 1, of some texts; asked only for what the store lacks.
    """

    encoder: str
    dimension: int
    embed: Callable[[Sequence[str]], npt.NDArray[np.float32]]
    links: Mapping[str, PassageLinks] = field(default_factory=dict)

    @property
    def vector_field(self) -> str:
        """A property name for the vectors of this encoder; another encoder has another one."""
        return f"_vector_{blake2b(self.encoder.encode(), digest_size=5).hexdigest()}_{self.dimension}"
