"""The 41,000 towns, townships and subdistricts, unpacked on first use. Knows only the codes of the levels above."""

import gzip
from collections import defaultdict
from functools import cached_property
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.place import Place

_SUFFIXES = ("街道", "苏木", "镇", "乡")


def town_stem(name: str) -> str:
    """The name without 镇, 乡, 街道; the name itself where that would leave one character."""
    for suffix in _SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            return name[: -len(suffix)]
    return name


class Towns:
    """Towns by name and by the county they lie in."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _rows(self) -> list[tuple[str, str, str]]:
        try:
            text = gzip.decompress(self._path.read_bytes()).decode("utf-8")
        except (OSError, ValueError, EOFError) as exc:
            raise DataFileError(f"{self._path}: cannot read the towns ({exc}); restore the file") from exc
        rows = []
        for line in text.splitlines():
            code, name, spoken = line.split("\t")
            rows.append((code, name, spoken))
        return rows

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for number, (_, name, _) in enumerate(self._rows):
            index[name].append(number)
        return index

    @cached_property
    def _by_pinyin(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for number, (_, _, spoken) in enumerate(self._rows):
            index[spoken.replace(" ", "")].append(number)
        return index

    @cached_property
    def _by_code(self) -> dict[str, int]:
        return {code: number for number, (code, _, _) in enumerate(self._rows)}

    @cached_property
    def _by_parent(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = defaultdict(list)
        for number, (code, _, _) in enumerate(self._rows):
            index[code[:6]].append(number)
        return index

    def _place(self, number: int) -> Place:
        code, name, spoken = self._rows[number]
        syllables = spoken.split()
        english = syllables[0] + "".join(f"'{part}" if part[0] in "aoe" else part for part in syllables[1:])
        return Place(code, name, town_stem(name), "town", code[:6], "".join(syllables), english.capitalize())

    def by_code(self, code: str) -> Place | None:
        """The town with this nine-digit code."""
        number = self._by_code.get(code)
        return None if number is None else self._place(number)

    def by_name(self, name: str, *, prefix: str = "") -> list[Place]:
        """Towns whose full name this is and whose code begins with prefix, by code."""
        return [
            self._place(number) for number in self._by_name.get(name, ()) if self._rows[number][0].startswith(prefix)
        ]

    def by_pinyin(self, pinyin: str, endings: tuple[str, ...], *, prefix: str = "") -> list[Place]:
        """Towns by the joined pinyin of their short name and by rank, whose code begins with prefix, by code."""
        numbers = [number for number in self._by_pinyin.get(pinyin, ()) if self._rows[number][0].startswith(prefix)]
        return [self._place(number) for number in numbers if self._rows[number][1].endswith(endings)]

    def has_name(self, name: str, *, prefix: str = "") -> bool:
        """Whether a town of this full name exists under a code prefix."""
        return any(self._rows[number][0].startswith(prefix) for number in self._by_name.get(name, ()))

    def children(self, code: str) -> list[Place]:
        """The towns of a county (or of a city without counties), by code."""
        return [self._place(number) for number in self._by_parent.get(code, ())]
