import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import reference
import search.retrieval
import search.understanding
from reference.patterns import lazy_pattern


def test_a_pattern_finds_what_re_would_find() -> None:
    lazy, made = lazy_pattern(r"(\d+)亿元", re.IGNORECASE), re.compile(r"(\d+)亿元", re.IGNORECASE)
    assert lazy.findall("投资10亿元、20亿元") == made.findall("投资10亿元、20亿元") == ["10", "20"]
    assert (lazy.pattern, lazy.flags, lazy.sub("x", "3亿元")) == (made.pattern, made.flags, "x")


def test_a_pattern_is_made_when_it_is_first_looked_for() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error, match="unterminated"):
        wrong.search("")


def _modules() -> Iterator[str]:
    for package in (reference, search.understanding, search.retrieval):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__") and ".build_" not in found.name:
                yield found.name


def test_every_pattern_can_be_made() -> None:
    kind = type(lazy_pattern(""))
    held = [value for name in _modules() for value in vars(importlib.import_module(name)).values()]
    patterns = [pattern for value in held for pattern in (value if isinstance(value, tuple) else (value,))]
    assert sum(isinstance(pattern, kind) and bool(pattern.pattern) for pattern in patterns) > 100
