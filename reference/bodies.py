"""Standing public bodies by function: full names, abbreviations, English, renamings. Knows no document and no graph."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from graph_schema.errors import DataFileError
from reference.body import DEPARTMENT_WORDS, KINDS, Body, normal_form
from reference.body_text import BodyMention, ChineseBodyFinder
from reference.english_bodies import EnglishBodyFinder, EnglishMention
from reference.places import Gazetteer, load_gazetteer
from reference.unit_english import Gloss, gloss_unit
from reference.unit_kinds import is_collective, looks_like_unit, unit_kind
from reference.unit_names import UnitName, decompose_unit

__all__ = [
    "Body", "BodyLexicon", "BodyMention", "EnglishMention", "Gloss", "UnitName",
    "is_collective", "load_bodies", "looks_like_unit", "normal_form",
]  # fmt: skip

DATA = Path(__file__).resolve().parent.parent / "data" / "lexicon"
_PLACE_MARK = "·"  # in a full name: where the place stands, 中国人民银行·支行
_LONGEST_MERGED = 16
_SINGLE = {
    "教": "education", "科": "science", "体": "sports", "文": "culture_tourism", "旅": "culture_tourism", "农": "agriculture",
    "牧": "livestock", "水": "water", "林": "forestry", "商": "commerce", "卫": "health", "交": "transport",
}  # fmt: skip
"""One character of a merged bureau's short name: 教体科局."""
_ONE_WORK = "business_environment"
"""Its names (营商环境建设局) only look like several."""
_HEADS = ("局", "委", "委员会", "办", "厅", "部")
_LEVELS = frozenset(("nation", "province", "city", "county"))


class BodyLexicon:
    """All bodies, found by exact form, inside unit names, and in Chinese or English text."""

    def __init__(
        self,
        bodies: list[Body],
        gazetteer: Gazetteer,
        *,
        words: dict[str, str],
        endings: "Endings",
        spoken: dict[str, tuple[str, ...]] | None = None,
    ) -> None:
        """`spoken`: what people call bodies when they ask (交警), by full name; no plan signs with it."""
        self.bodies = bodies
        self._spoken = spoken or {}
        self._gazetteer = gazetteer
        self._words = words
        self.endings = endings
        self._forms: dict[str, list[Body]] = defaultdict(list)
        for body in bodies:
            for form in dict.fromkeys((body.name, *body.forms)):
                self._forms[normal_form(form)].append(body)

    def __iter__(self) -> Iterator[Body]:
        """All bodies in the order of the file."""
        return iter(self.bodies)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {body.name: number for number, body in reversed(list(enumerate(self.bodies)))}

    @cached_property
    def _by_function(self) -> dict[str, list[Body]]:
        found: dict[str, list[Body]] = defaultdict(list)
        for body in self.bodies:
            found[body.function].append(body)
        return found

    @cached_property
    def _chinese(self) -> ChineseBodyFinder:
        best = {
            form: min(found, key=lambda body: self._preference(body, form, None)) for form, found in self._forms.items()
        }
        by_name = {body.name: body for body in self.bodies if not body.is_kin}
        for name, forms in self._spoken.items():
            best.update({form: by_name[name] for form in forms if form not in best})
        return ChineseBodyFinder(best, self._gazetteer)

    @cached_property
    def _english(self) -> EnglishBodyFinder:
        names = [
            (english, body.function, body.level) for body in self.bodies if not body.is_kin for english in body.english
        ]
        return EnglishBodyFinder(names)

    def match(self, form: str, *, level: str | None = None) -> Body | None:
        """The body that a name without its place prefix means; exact forms only, and 财政部门 for 财政局.

        level ("nation", "province", "city", "county") decides where a form is used at several; without it a body of any
        place comes before a national one, and a name in force before a former one.
        """
        found = self._forms.get(normal_form(form), [])
        if not found and (departments := self._as_department(form)):
            return min(departments, key=lambda body: self._preference(body, form, level)[:-1])
        if not found and form.startswith("委") and len(form) > 2:
            found = [body for body in self._forms.get(normal_form(form[1:]), ()) if body.kind == "party"]
        if not found:
            return self._as_branch(form) or self._as_merged(form)
        return min(found, key=lambda body: self._preference(body, form, level))

    def _as_branch(self, form: str) -> Body | None:
        """生态环境分局, a superior's office that bears no place of its own; made from 生态环境局."""
        head = form.removesuffix("分局") + "局"
        branch = form.endswith("分局")
        found = [body for body in self._forms.get(normal_form(head), ()) if not body.is_kin] if branch else []
        if not found:
            return None
        body = min(found, key=lambda body: self._preference(body, head, None))
        english = body.english[0].replace("Bureau", "Sub-bureau") if body.english else ""
        return replace(body, name=body.name[:-1] + "分局", english=(english,), forms=(), until=None, successors=())

    def _as_merged(self, form: str) -> Body | None:
        """教育科技和体育局, several bodies in one; `functions` tells those of all, its own is that of the first."""
        parts = self._parts(form)
        return Body(form, parts[0], "government", (), is_kin=True) if parts else None

    def functions(self, body: Body) -> tuple[str, ...]:
        """What a body does: its function, and where several bodies are one (发改和科技局) those of the others behind it."""
        may_be = body.kind == "government" and body.level != "nation" and body.function != _ONE_WORK
        parts = self._parts(body.name) if may_be else ()
        return tuple(dict.fromkeys((body.function, *parts)))

    def _parts(self, form: str) -> tuple[str, ...]:
        """The functions of the bodies that a merged name consists of (教体科局, 农业农村和水利局); () for any other."""
        stem = normal_form(form).removesuffix("局")
        if stem in (normal_form(form), "") or len(stem) > _LONGEST_MERGED:
            return ()
        functions: list[str] = []
        at = 0
        while at < len(stem):
            ends = range(len(stem) if at else len(stem) - 1, at + 1, -1)
            found = next(
                (end for end in ends if (known := self._forms.get(stem[at:end] + "局")) and not known[0].is_kin), 0
            )
            if found:
                part = stem[at:found] + "局"
                functions.extend((self._forms[part][0].function, *self._parts(part)))
            elif stem[at] in _SINGLE:
                found = at + 1
                functions.append(_SINGLE[stem[at]])
            else:
                return ()
            at = found
        return tuple(functions) if len(functions) > 1 else ()

    def _as_department(self, form: str) -> list[Body]:
        for ending in DEPARTMENT_WORDS:
            if form.endswith(ending) and len(form) > len(ending) + 1:
                stem = normal_form(form[: -len(ending)])
                found = [body for last in _HEADS for body in self._forms.get(stem + last, ()) if not body.is_kin]
                return sorted(found, key=lambda body: self._order[body.name])  # the commonest stands first in the file
        return []

    def _preference(self, body: Body, form: str, level: str | None) -> tuple[int, bool, bool, bool, str]:
        if level is not None:
            misfit = 0 if body.level == level else 2 if body.level else 1
        else:
            misfit = 2 if body.level == "nation" else 1 if body.level else 0
        return (misfit, body.is_kin, normal_form(body.name) != normal_form(form), body.until is not None, body.name)

    def with_function(self, function: str) -> list[Body]:
        """All bodies of a function key (natural_resources), in the order of the file."""
        return list(self._by_function.get(function, ()))

    def decompose(self, name: str, *, within: str | None = None) -> UnitName:
        """A unit's name in its parts: place, level, body, branch, bracket; within is the place that speaks."""
        return decompose_unit(name, self.match, self._gazetteer, within=within)

    def expand(self, name: str) -> str:
        """The name with its body in full: 市资规局定海分局 -> 市自然资源和规划局定海分局; else unchanged."""
        return self.decompose(name).full_name

    def successors(self, body: Body) -> list[Body]:
        """The bodies that took over a renamed body, in the order of the file; empty where it is in force."""
        found = [self.match(name, level=body.level) for name in body.successors]
        return [successor for successor in found if successor is not None]

    def english(self, name: str, place_en: str = "") -> Gloss:
        """An English gloss of a unit's name; place_en is the English name of its place (Zhoushan, Dinghai District)."""
        return gloss_unit(
            self.decompose(name), place_en, words=self._words, gazetteer=self._gazetteer, match=self.match
        )

    def kind(self, name: str) -> str:
        """What sort of body a name is: one of KINDS, or person."""
        parts = self.decompose(name)
        return unit_kind(name, parts.body.kind if parts.body else None)

    def is_collective(self, name: str) -> bool:
        """Whether a name stands for a group of bodies: 各乡镇, 市级有关部门, 各成员单位."""
        return is_collective(name)

    def looks_like_unit(self, name: str) -> bool:
        """Whether a name is, or ends like, the name of a unit."""
        return self.match(name) is not None or looks_like_unit(name, self.endings.always, self.endings.guarded)

    def find_in_chinese(self, text: str, *, within: str | None = None) -> list[BodyMention]:
        """Bodies a Chinese text mentions, with the place or level word before them; longest match, in order."""
        return self._chinese.find(text, within=within)

    def find_in_english(self, text: str) -> list[EnglishMention]:
        """Bodies an English text mentions, by function, whatever the order of the words."""
        return self._english.find(text)


@dataclass(frozen=True, slots=True)
class Endings:
    """Words that end the name of a unit; `guarded` ones only where a known place, level or body comes before."""

    always: tuple[str, ...]
    guarded: tuple[str, ...]


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        raise DataFileError(f"{path}: cannot read the lexicon ({exc}); restore the file") from exc


def _split(value: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in value.split(";") if part.strip())


def read_bodies(path: Path) -> list[Body]:
    """The bodies of a CSV file, each kin name a body of its own after its row; raises DataFileError."""
    bodies: list[Body] = []
    for number, row in enumerate(csv.DictReader(_read_text(path).splitlines()), start=2):
        if None in row or any(value is None for value in row.values()):
            raise DataFileError(f"{path}, line {number}: wrong number of columns; quote values that hold a comma")
        level, until = row["level"], row["until"]
        if (
            row["kind"] not in KINDS
            or (level and level not in _LEVELS)
            or not row["name"]
            or (until and not until.isdigit())
        ):
            raise DataFileError(f"{path}, line {number}: unknown kind, level or year; see data/lexicon/README.md")
        name, english, years = row["name"], _split(row["english"]), int(until) if until else None
        successors = tuple(successor.replace(_PLACE_MARK, "") for successor in _split(row["successor"]))
        bodies.append(
            Body(
                name.replace(_PLACE_MARK, ""), row["function"], row["kind"], english, level or None,
                _split(row["forms"]), max(name.find(_PLACE_MARK), 0), years, successors,
            )
        )  # fmt: skip
        bodies += [
            Body(kin, row["function"], row["kind"], english, level or None, is_kin=True) for kin in _split(row["kin"])
        ]
    return bodies


def read_endings(path: Path) -> Endings:
    """The words of unit_endings.txt, longest first."""
    lines = [line.strip() for line in _read_text(path).splitlines() if line.strip() and not line.startswith("#")]
    ordered = sorted(lines, key=lambda line: (-len(line), line))
    return Endings(
        tuple(line for line in ordered if not line.endswith("?")),
        tuple(line[:-1] for line in ordered if line.endswith("?")),
    )


def read_spoken(path: Path) -> dict[str, tuple[str, ...]]:
    """What people call bodies, by full name, from a CSV of two columns."""
    return {
        row["name"].replace(_PLACE_MARK, ""): _split(row["forms"])
        for row in csv.DictReader(_read_text(path).splitlines())
    }


def read_unit_words(path: Path) -> dict[str, str]:
    """Chinese words of unit names and their English, from a CSV of two columns."""
    return {row["chinese"]: row["english"] for row in csv.DictReader(_read_text(path).splitlines())}


@lru_cache(maxsize=1)
def load_bodies() -> BodyLexicon:
    """The lexicon shipped in data/lexicon, read once."""
    return BodyLexicon(
        read_bodies(DATA / "bodies.csv"),
        load_gazetteer(),
        words=read_unit_words(DATA / "unit_words.csv"),
        endings=read_endings(DATA / "unit_endings.txt"),
        spoken=read_spoken(DATA / "spoken_names.csv"),
    )
