"""Fits the choice among headings (search/heading_choice.py) to questions with known answers. Run by hand only.

    python -m search.learn_headings STORE FILE [STORE FILE ...]

Each FILE is a question set about the documents of the STORE before it. A question whose expected tasks are those under a heading
means it; one with other tasks, units or nothing means none. Same input, same bytes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from search.analyser import folded
from search.catalogue import text_of
from search.engine import Engine
from search.evaluation import Question
from search.fitting import Floats, fit_choice, read_sets
from search.heading_choice import WEIGHTS, HeadingSigns, heading_signs
from search.headings import headings_of
from search.scope import read_scope

_PENALTY, _RATE = 0.0005, 0.15
_KINDS = frozenset(("tasks", "units", "silence"))


def examples(engine: Engine, questions: Sequence[Question]) -> Iterator[tuple[str, Floats, npt.NDArray[np.bool_]]]:
    """The language of each question that may mean a heading, the signs of all headings and of none, and which of them it means."""
    corpus = engine._corpus
    for question in questions:
        query = engine._understander.understand(question.question)
        if question.kind not in _KINDS or query.units or not (query.plans or query.filter_places) or not query.topic:
            continue
        scope = read_scope(engine.catalogue, replace(query, asks=("task",)))
        headings = headings_of(corpus, scope.plans)
        if len(headings) < 2:
            continue
        names, rows = heading_signs(corpus, query, headings, scope.plans)
        if not names:
            continue
        wanted = {folded(task.title or "") for task in question.expect.tasks or ()}
        held: dict[str, set[str]] = {heading: set() for heading in headings}
        for edge in corpus.graph.edges(sources=list(headings), types=["HAS_TASK"]):
            held[edge.source].add(edge.target)
        nodes = corpus.graph.nodes([task for tasks in held.values() for task in tasks])
        meant = [
            question.kind == "tasks"
            and len(held[name]) > 1
            and {folded(text_of(nodes[task], "title")) for task in held[name]} == wanted
            for name in names
        ]
        yield query.language, rows, np.array([*meant, not any(meant)], dtype=np.bool_)


def main() -> None:
    """Fit on the stores and sets given and write the weights."""
    found = [
        example
        for engine, questions in read_sets("search.learn_headings", __doc__ or "")
        for example in examples(engine, questions)
    ]
    fitted = {
        language: fit_choice(
            [(rows, meant) for own, rows, meant in found if own == language], penalty=_PENALTY, rate=_RATE
        )
        for language in ("zh", "en")
    }
    lines = ["sign\tzh\ten"]
    for place, sign in enumerate(HeadingSigns._fields):
        lines.append(f"{sign}\t{fitted['zh'][place]:.3f}\t{fitted['en'][place]:.3f}")
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
