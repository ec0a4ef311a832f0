"""Bodies by the names that people give them, in both languages, with the place before, behind or elsewhere in the question.

The graph is made up: each of two cities and a county has every body of asked_names.csv but the last, of which one city has none.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from reference.bodies import load_bodies
from reference.places import load_gazetteer
from search.catalogue import Catalogue, PlaceEntry, PlanEntry, UnitEntry
from search.understanding.understand import Understander

BODIES = [
    (row["body"], row["chinese"].split(";"), row["english"].split(";"))
    for row in csv.DictReader((Path(__file__).parent / "asked_names.csv").read_text("utf-8").splitlines())
]
CITIES = {"绵阳市": "Mianyang", "荆门市": "Jingmen"}
PLACES = {**CITIES, "桐梓县": "Tongzi"}
LACKING = "荆门市"
"""The city without the last body."""
ZH = (
    "{place}{name}牵头哪些任务？",
    "{short}{name}负责哪些工作？",
    "在{place}，哪些任务由{level}{name}牵头？",
    "{place}的{name}参与哪些任务？",
)
EN = (
    "Which tasks does the {place} {rank} {name} lead?",
    "List the tasks that {place}'s {name} leads or supports.",
    "What is the {name} of {place} responsible for?",
    "Which tasks in {place} are led by the {rank} {name}?",
)


@pytest.fixture(scope="module")
def understander() -> Understander:
    gazetteer = load_gazetteer()
    places: dict[str, PlaceEntry] = {}
    units: dict[str, UnitEntry] = {}
    plans: dict[str, PlanEntry] = {}
    for name, english in PLACES.items():
        known = gazetteer.by_name(name)[0]
        level = "city" if name in CITIES else "county"
        places[name] = PlaceEntry(name, name, name[:-1], known.code, level, known.title_en, english.lower(), None)
        plans[name] = PlanEntry(
            f"plan-{name}", f"{name}方案", None, None, (None, None), (None, None), None, None, (name,)
        )
        for body, _, _ in BODIES[: -1 if name == LACKING else None]:
            gloss = load_bodies().english(name + body, known.title_en)
            units[name + body] = UnitEntry(name + body, name + body, (), gloss.text, False, name, None)
    plans_at = {name: [f"plan-{name}"] for name in PLACES}
    catalogue = Catalogue(places, units, {plan.id: plan for plan in plans.values()}, {}, {}, frozenset(), {}, plans_at)
    return Understander(catalogue, lambda pair: False, lambda pairs: set())


def questions(place: str, chinese: list[str], english: list[str]) -> Iterator[str]:
    for name in chinese:
        for form in ZH:
            yield form.format(place=place, short=place[:-1], level=place[-1], name=name)
    rank = "municipal" if place in CITIES else "county"
    for name in english:
        for form in EN:
            yield form.format(place=PLACES[place], rank=rank, name=name)


@pytest.mark.parametrize(("body", "chinese", "english"), BODIES, ids=[body for body, _, _ in BODIES])
def test_a_body_is_found_by_whatever_it_is_called_and_no_other_is_taken(
    understander: Understander, body: str, chinese: list[str], english: list[str]
) -> None:
    wrong: list[str] = []
    for place in PLACES:
        for question in questions(place, [body, *chinese], english):
            query = understander.understand(question)
            is_there = (place, body) != (LACKING, BODIES[-1][0])
            if query.unit_ids != ((place + body,) if is_there else ()) or query.topic.text:
                wrong.append(f"{question} -> {query.unit_ids} {query.topic.text}")
    assert not wrong
