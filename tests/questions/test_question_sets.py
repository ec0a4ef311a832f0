"""The question sets written apart from the code are well formed, and what they expect stands in the gold annotations.

Knows the files and the gold, nothing of the search.
"""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
QUESTIONS = ROOT / "data" / "questions"
GOLD = ROOT / "tests" / "gold"
LEAST = {
    "five_plans.jsonl": 170, "made_plans.jsonl": 70, "fresh.jsonl": 60, "asked_five.jsonl": 80, "asked_made.jsonl": 46, "asked_fresh.jsonl": 34,
    "third_made.jsonl": 36, "fifth_five.jsonl": 60, "fifth_made.jsonl": 60,
}  # fmt: skip
KINDS = {"units", "tasks", "targets", "plans", "count", "comparison", "deadline", "citation", "place", "yes_no"}
KINDS |= {"two_in_one", "silence"}
LISTS = {"units": {"name", "jurisdiction", "role"}, "tasks": {"title", "plan"}, "plans": set()}
LISTS["targets"] = {"indicator", "value", "unit", "year", "plan", "scope"}
EXPECT = {"status", "count", "cites", "truth", "answer_has"} | set(LISTS)
EXPECT |= {f"{name}_complete" for name in LISTS} | {f"{name}_may" for name in LISTS}
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")

Row = dict[str, Any]


def read_rows(name: str) -> list[Row]:
    """All questions of a set."""
    return [json.loads(line) for line in (QUESTIONS / name).read_text(encoding="utf-8").splitlines()]


def read_gold(documents: str) -> dict[str, Row]:
    """The annotations of the documents of one store, by the name of the document's file without its ending."""
    if documents == "five":
        return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(GOLD.glob("*.json"))}
    paths = sorted((GOLD / documents).glob("*.gold.json"))
    return {path.name.removesuffix(".gold.json"): json.loads(path.read_text(encoding="utf-8")) for path in paths}


SETS = {name: read_rows(name) for name in LEAST}
ALL_GOLD = {documents: read_gold(documents) for documents in ("five", "made", "fresh")}
BESIDE = [
    row
    for path in sorted(QUESTIONS.glob("*/*.jsonl"))
    if path.parent.name in ("topics", "targets")
    for row in read_rows(f"{path.parent.name}/{path.name}")
]
"""Sets of topics and of targets. Of silence only the status is told; those of plans count actions and dates, too."""
NINTH = [row for documents in ALL_GOLD for row in read_rows(f"ninth_{documents}.jsonl")]
ROWS = [pytest.param(row, id=row["id"]) for rows in (*SETS.values(), BESIDE, NINTH) for row in rows]


def bodies(plan: Row) -> set[tuple[str, str]]:
    """Each body of a plan with each role that it has; those named once for all support."""
    owners = [owner for task in plan["tasks"] for owner in (task, *task["subtasks"])]
    named = {(unit["name"], unit["role"]) for owner in owners for unit in owner["units"]}
    return named | {(name, "support") for name in plan["plan"]["collective_units"]}


def expected(row: Row, name: str) -> list[Row]:
    """All entries of a list of a question, those that count neither way too."""
    expect: Row = row["expect"]
    return [*expect.get(name, []), *expect.get(f"{name}_may", [])]


def test_ids_and_questions_are_unique() -> None:
    rows = [row for rows in (*SETS.values(), BESIDE, NINTH) for row in rows]
    assert len({row["id"] for row in rows}) == len(rows)
    asked = Counter((row["documents"], row["question"]) for row in rows)
    assert [question for question, times in asked.items() if times > 1] == []


@pytest.mark.parametrize("name", sorted(LEAST))
def test_a_set_is_large_half_english_and_an_eighth_silent(name: str) -> None:
    rows = SETS[name]
    assert len(rows) >= LEAST[name]
    assert sum(row["language"] == "en" for row in rows) * 2 == len(rows)
    assert {row["kind"] for row in rows} == KINDS
    silent = sum(row["expect"].get("status") == "no_match" for row in rows)
    assert 0.1 <= silent / len(rows) <= 0.18


@pytest.mark.parametrize("row", ROWS)
def test_a_question_is_well_formed(row: Row) -> None:
    assert set(row) - {"note"} == {"id", "question", "language", "kind", "documents", "expect"}
    assert row["question"] == row["question"].strip() != ""
    assert row["kind"] in KINDS and row["documents"] in ALL_GOLD
    expect = row["expect"]
    assert expect and set(expect) <= EXPECT
    assert expect.get("status", "answered") in {"answered", "no_match"}
    assert (expect.get("status") == "no_match") == (row["kind"] == "silence")
    if row["kind"] == "silence":
        assert set(expect) == {"status"}
    assert expect.get("truth") in ({"yes", "no"} if row["kind"] == "yes_no" else {None})
    for name, keys in LISTS.items():
        assert f"{name}_complete" not in expect or expect.get(name)
        for entry in expected(row, name) if keys else []:
            assert set(entry) - {"number", "value_to"} == keys
        sure, may = expect.get(name, []), expect.get(f"{name}_may", [])
        assert not [entry for entry in may if entry in sure]


@pytest.mark.parametrize("row", ROWS)
def test_the_language_is_that_of_the_question(row: Row) -> None:
    han, latin = len(HAN.findall(row["question"])), len(LATIN_WORD.findall(row["question"]))
    assert (row["language"] == "en") == (latin >= 3 and latin > han / 4)


@pytest.mark.parametrize("row", ROWS)
def test_units_stand_in_the_gold(row: Row) -> None:
    gold = ALL_GOLD[row["documents"]]
    for unit in expected(row, "units"):
        places = set(unit["jurisdiction"].split("、"))
        plans = [plan for plan in gold.values() if places <= set(plan["plan"]["jurisdictions"])]
        found = {body for plan in plans for body in bodies(plan)}
        assert (unit["name"], unit["role"]) in found, unit


@pytest.mark.parametrize("row", ROWS)
def test_tasks_targets_plans_and_citations_stand_in_the_gold(row: Row) -> None:
    gold = ALL_GOLD[row["documents"]]
    for task in expected(row, "tasks"):
        same = [one for one in gold[task["plan"]]["tasks"] if one["title"] == task["title"]]
        assert len([one for one in same if task["title"] or one["number"] == task["number"]]) == 1, task
    for target in expected(row, "targets"):
        keys = set(target) - {"plan"}
        assert any(all(one[key] == target[key] for key in keys) for one in gold[target["plan"]]["targets"]), target
    plans = row["expect"].get("plans", [])
    assert set(plans) <= set(gold)
    cited = {cite["title"] for plan in plans for cite in gold[plan]["plan"]["cites"]}
    assert set(row["expect"].get("cites", [])) <= cited


@pytest.mark.parametrize("row", [param for param in ROWS if "count" in param.values[0]["expect"]])  # type: ignore[index]
def test_counts_agree_with_their_lists(row: Row) -> None:
    expect = row["expect"]
    listed = [len(expect[name]) for name in LISTS if expect.get(f"{name}_complete")]
    if listed:
        assert expect["count"] in listed
    elif expect["count"]:
        (plan,) = expect["plans"]
        assert expect["count"] == len(ALL_GOLD[row["documents"]][plan]["tasks"])
