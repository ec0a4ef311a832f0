"""Regular expressions that are made when they are first looked for. Knows no text.

A question needs those of its language and its kind alone; making all of them takes longer than answering it.
"""

import re
from functools import cached_property
from typing import Any, cast


class _LazyPattern:
    """Stands for a pattern; what is asked of it is asked of the pattern, and kept."""

    def __init__(self, text: str, flags: int) -> None:
        self._source = (text, flags)

    @cached_property
    def _made(self) -> re.Pattern[str]:
        return re.compile(*self._source)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        asked = self.__dict__[name] = getattr(self._made, name)
        return asked


def lazy_pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, made at its first use; only a pattern's own methods work with it, not those of `re`."""
    return cast(re.Pattern[str], _LazyPattern(text, flags))
