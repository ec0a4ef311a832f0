"""A bounded memory of what was asked last. For what never changes: a version of a graph."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

_K = TypeVar("_K", bound=Hashable)
_V = TypeVar("_V")


class Recent(Generic[_K, _V]):
    """Values by key; when there are more than `size`, those that were not asked for longest go. Threads may share it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._held: OrderedDict[_K, _V] = OrderedDict()

    def known(self, keys: Iterable[_K]) -> dict[_K, _V]:
        """The values there are, by key."""
        with self._lock:
            held = self._held
            found = {key: held[key] for key in keys if key in held}
            for key in found:
                held.move_to_end(key)
        return found

    def keep(self, values: Mapping[_K, _V]) -> None:
        """Remember these."""
        with self._lock:
            self._held.update(values)
            while len(self._held) > self._size:
                self._held.popitem(last=False)
