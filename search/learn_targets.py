"""Fits the weights of search/retrieval/target_model.py on question sets and writes data/lexicon/target_model.tsv. Run by hand only.

    python -m search.learn_targets STORE FILE [STORE FILE ...]

Each FILE is a question set (data/questions) about the documents of the STORE before it. Its questions with expected targets say
which targets are meant; asked of two other plans of the store, which do not set them, they say what is no answer, as do those
that expect none. Same input, same bytes.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

import search.select_targets as selecting
from graph_schema.tables import Node
from search.engine import Engine
from search.evaluation import ExpectedTarget, Question
from search.fitting import Floats, fit_choice, fit_logistic, read_sets
from search.passages import PassageFilter
from search.results import Evidence
from search.retrieval.find_targets import TargetResult, find_targets
from search.retrieval.target_model import WEIGHTS, AnswerSigns, TargetSigns

_RATE = 0.1
_PENALTY = {"zh": 0.003, "en": 0.0003}
_ANSWER_PENALTY = 2.0
_SILENT_WEIGHT = {"zh": 1.5, "en": 0.2}
_OTHER_PLANS = 3
_UNLIKE = 50.0
"""How alike indicators may be at most for one of another plan to be no answer."""
_LIKE = 40.0
"""How alike (0 to 100) indicators have to be for a target of the value, unit and year expected to be the one expected."""


@dataclass(frozen=True, slots=True)
class Example:
    """One question as the models see it: a row of signs for each target that counts, and which of them are meant.

    answer: what speaks for the best one being meant; others: for the best ones of plans that do not set it.
    """

    signs: Floats
    meant: npt.NDArray[np.bool_]
    answer: AnswerSigns | None
    is_right: bool
    others: tuple[AnswerSigns, ...]


def examples(engine: Engine, questions: Sequence[Question]) -> Iterator[tuple[str, Example]]:
    """The questions of a set, by language, for which targets were looked for by topic and one that is meant was among them."""
    calls: list[tuple[tuple[Any, ...], dict[str, Any], TargetResult]] = []

    def recorded(*args: Any, **options: Any) -> TargetResult:
        result = find_targets(*args, **options)
        calls.append((args, options, result))
        return result

    vars(selecting)["find_targets"] = recorded
    try:
        for question in questions:
            is_silent = question.expect.status == "no_match"
            if not is_silent and (question.kind not in ("targets", "comparison") or not question.expect.targets):
                continue
            calls.clear()
            engine.ask(question.question, limit=1)
            if is_silent:
                yield from ((question.language, _nothing(call[2].there)) for call in calls[:1] if call[2].there)
            elif calls and calls[0][2].signs:
                args, options, result = calls[0]
                example = _example(engine, question, result, tuple(_elsewhere(engine, question, args, options)))
                if example.meant.any():
                    yield question.language, example
    finally:
        vars(selecting)["find_targets"] = find_targets


def _nothing(answer: AnswerSigns) -> Example:
    """A question that no target answers."""
    return Example(np.zeros((0, len(TargetSigns._fields))), np.zeros(0, dtype=np.bool_), answer, False, ())


def _example(engine: Engine, question: Question, result: TargetResult, others: tuple[AnswerSigns, ...]) -> Example:
    ids = list(result.signs)
    nodes = engine.graph.nodes(ids)
    stems = {
        key: PurePath(rows[0].document).name.partition(".")[0] for key, rows in engine.evidence(ids).items() if rows
    }
    expected = question.expect
    rows, meant = [], []
    best, is_right = result.best, False
    for key in ids:
        is_meant = any(_is_same(nodes[key], stems.get(key, ""), wanted) for wanted in expected.targets or ())
        may = any(_is_same(nodes[key], stems.get(key, ""), wanted) for wanted in expected.targets_may)
        is_right |= key == best and (is_meant or may)
        if is_meant or (expected.targets_complete and not may):
            rows.append(result.signs[key])
            meant.append(is_meant)
    answer = result.there if is_right or expected.targets_complete else None
    return Example(np.array(rows), np.array(meant, dtype=np.bool_), answer, is_right, others)


def _elsewhere(
    engine: Engine, question: Question, args: tuple[Any, ...], options: dict[str, Any]
) -> Iterator[AnswerSigns]:
    """What speaks for the best targets of some plans of other places, unless they are of the same indicator."""
    from rapidfuzz import fuzz

    if options.get("among") is not None:
        return
    allowed = options.get("allowed")
    stems = {wanted.plan for wanted in (*(question.expect.targets or ()), *question.expect.targets_may)}
    there = {plan for plan, rows in engine.evidence(engine.catalogue.plans).items() if _stem(rows) in stems}
    asked = {place for plan in there for place in engine.catalogue.plans[plan].places}
    away = [
        plan for plan, entry in engine.catalogue.plans.items() if plan not in there and not asked & set(entry.places)
    ]
    away.sort(key=lambda plan: crc32(f"{plan}{question.question}".encode()))
    for plan in away[:_OTHER_PLANS]:
        kinds = allowed.kinds if allowed is not None else frozenset(("target",))
        result = find_targets(*args, **{**options, "allowed": PassageFilter(plans=frozenset((plan,)), kinds=kinds)})
        if result.there is None or result.best is None:
            continue
        indicator = str(engine.graph.nodes([result.best])[result.best].properties["indicator"])
        if all(fuzz.partial_ratio(indicator, wanted.indicator) < _UNLIKE for wanted in question.expect.targets or ()):
            yield result.there


def _stem(rows: Sequence[Evidence]) -> str:
    """The name of the file that something comes from, without its ending."""
    return PurePath(rows[0].document).name.partition(".")[0] if rows else ""


def _is_same(node: Node, stem: str, wanted: ExpectedTarget) -> bool:
    from rapidfuzz import fuzz

    held = node.properties
    return (
        stem == wanted.plan
        and held["value"] == wanted.value
        and (held.get("scope") or "") == (wanted.scope or "")
        and wanted.year in (None, held.get("year"))
        and fuzz.ratio(str(held["indicator"]), wanted.indicator) >= _LIKE
    )


def fit(found: Sequence[Example], penalty: float) -> Floats:
    """Weights by which the targets that are meant come first: a softmax over each question's targets."""
    choices = [(example.signs, example.meant) for example in found if example.meant.any()]
    return fit_choice(choices, penalty=penalty, rate=_RATE)


def fit_answers(found: Sequence[Example], silent_weight: float) -> tuple[float, Floats]:
    """Bias and weights that tell targets that are meant from others, which count silent_weight each."""
    held = [(example.answer, example.is_right) for example in found if example.answer is not None]
    held += [(other, False) for example in found for other in example.others]
    signs, answer = np.array([sign for sign, _ in held]), np.array([float(is_right) for _, is_right in held])
    importance = np.where(answer > 0, 1.0, silent_weight)
    bias, weights = fit_logistic(signs, answer, importance, penalty=_ANSWER_PENALTY)
    taken = bias + signs @ weights > 0
    sys.stdout.write(
        f"{int(answer.sum())} answers, {1 - float(taken[answer > 0].mean()):.3f} of them refused; "
        f"{int((1 - answer).sum())} others, {float(taken[answer == 0].mean()):.3f} of them taken\n"
    )
    return bias, weights


def table(targets: Mapping[str, Floats], answers: Mapping[str, tuple[float, Floats]]) -> str:
    """The weights as the file has them."""
    rows = [("target", sign, targets["zh"][at], targets["en"][at]) for at, sign in enumerate(TargetSigns._fields)]
    rows.append(("answer", "bias", answers["zh"][0], answers["en"][0]))
    rows += [
        ("answer", sign, answers["zh"][1][at], answers["en"][1][at]) for at, sign in enumerate(AnswerSigns._fields)
    ]
    listed = (f"{model}\t{sign}\t{zh:.3f}\t{en:.3f}" for model, sign, zh, en in rows)
    return "\n".join(["model\tsign\tzh\ten", *listed]) + "\n"


def main() -> None:
    """Fit on the stores and sets given and write the weights."""
    found: dict[str, list[Example]] = {"zh": [], "en": []}
    for engine, questions in read_sets("search.learn_targets", __doc__ or ""):
        for language, example in examples(engine, questions):
            found[language].append(example)
    targets = {language: fit(held, _PENALTY[language]) for language, held in found.items()}
    answers = {language: fit_answers(held, _SILENT_WEIGHT[language]) for language, held in found.items()}
    WEIGHTS.write_text(table(targets, answers), encoding="utf-8")


if __name__ == "__main__":
    main()
