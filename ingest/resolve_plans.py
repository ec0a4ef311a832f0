"""Which of the documents that were read another one names: by document number, else by title. Reads no text."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.facts import Citation, Plan
from ingest.header.lines import title_key
from ingest.resolve_places import NATION, Jurisdiction, jurisdiction_of
from reference.places import load_gazetteer

_NOTICE = re.compile(r"^.{0,60}?关于(?:印发|转发|发布|公布)")
_NOTICE_END = re.compile(r"的(?:通知|公告)$")
_SHORTEST = 10
"""Shorter titles (工作要点) name too little to be known by them."""


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """A plan that was read: its node's id, its header, its places."""

    id: str
    plan: Plan
    places: Sequence[Jurisdiction]


class PlanResolver:
    """Finds the plan that a citation means among all that were read. Drafts are never meant."""

    def __init__(self, plans: Iterable[ReadPlan]) -> None:
        self._by_number: dict[str, set[str]] = defaultdict(set)
        self._by_title: dict[str, set[str]] = defaultdict(set)
        self._plans: dict[str, ReadPlan] = {}
        for read in plans:
            if read.plan.status == "draft":
                continue
            self._plans[read.id] = read
            if read.plan.doc_number:
                self._by_number[_number_key(read.plan.doc_number)].add(read.id)
            for key in _title_keys(read.plan.title):
                self._by_title[key].add(read.id)

    def resolve(self, citation: Citation, places: Sequence[Jurisdiction]) -> str | None:
        """The id of the one plan that is meant by a document of `places`; None where none or several may be.

        A number settles it. By title it is a plan of these places or of a place they lie in, whose number is not another.
        """
        number = _number_key(citation.doc_number) if citation.doc_number else None
        if number in self._by_number:
            return _only(self._by_number[number])
        above = {place for own in places for place in _above(own)}
        found = {
            identifier
            for key in _title_keys(citation.title)
            for identifier in self._by_title.get(key, ())
            if any(place.id in above or place.code == NATION for place in self._plans[identifier].places)
            and not (number and self._plans[identifier].plan.doc_number)
        }
        return _only(found)


def _only(found: set[str]) -> str | None:
    return next(iter(found)) if len(found) == 1 else None


def _number_key(number: str) -> str:
    """A number without the brackets that offices write differently."""
    return re.sub(r"\W", "", number)


def _title_keys(title: str) -> set[str]:
    """A title's keys: as it stands, and that of the plan inside 关于印发…的通知."""
    inner = _NOTICE_END.sub("", _NOTICE.sub("", title)) if _NOTICE.search(title) else title
    return {key for key in (title_key(title), title_key(inner)) if len(key) >= _SHORTEST}


def _above(place: Jurisdiction) -> Iterator[str]:
    """The ids of a place and of those it lies in."""
    gazetteer = load_gazetteer()
    current: Jurisdiction | None = place
    while current is not None:
        yield current.id
        parent = gazetteer.by_code(current.parent) if current.parent else None
        current = jurisdiction_of(parent, gazetteer) if parent else None
