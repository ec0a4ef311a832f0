"""What the commands share that fit our models to questions with known answers: regressions, and the sets over their stores."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from search.engine import Engine, open_store
from search.evaluation import Question, read_questions

Floats = npt.NDArray[np.float64]
_STEPS = 60
_CHOICE_STEPS = 400


def read_sets(program: str, description: str) -> Iterator[tuple[Engine, list[Question]]]:
    """The question sets that the command line names (STORE FILE [STORE FILE ...]), each with its store, open while it is used."""
    parser = argparse.ArgumentParser(prog=f"python -m {program}", description=description.split("\n")[0])
    parser.add_argument("pairs", nargs="+", metavar="STORE FILE", help="a store and a question set about its documents")
    given = parser.parse_args().pairs
    if len(given) % 2:
        parser.error("stores and question sets come in pairs")
    stores = list(zip(given[::2], given[1::2], strict=True))
    for store in dict.fromkeys(given[::2]):
        with open_store(store) as engine:
            for file in (file for own, file in stores if own == store):
                yield engine, list(read_questions(Path(file)))


def fit_choice(choices: Sequence[tuple[Floats, npt.NDArray[np.bool_]]], *, penalty: float, rate: float) -> Floats:
    """The weights [features] by which rows that are meant come first: a softmax over the rows of each choice, fitted by Adam.

    choices: the rows [rows, features] of each and which of them are meant, one at least; rate: how far a step goes. Same input, same weights.
    """
    weights = np.zeros(choices[0][0].shape[1])
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, _CHOICE_STEPS + 1):
        slope = penalty * weights
        for rows, meant in choices:
            values = np.exp(rows @ weights - (rows @ weights).max())
            wanted = values * meant
            slope = slope + rows.T @ (values / values.sum() - wanted / wanted.sum()) / len(choices)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope * slope
        weights = weights - rate * first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return weights


def fit_logistic(rows: Floats, truth: Floats, importance: Floats, *, penalty: float) -> tuple[float, Floats]:
    """The bias and the weights [features] under which bias + weights of a row are the log odds of its being true.

    rows: [examples, features]; truth: 1 or 0 of each; importance: what each counts; penalty: how strongly weights are held near zero
    (of features divided by their deviations; the bias is free). Same input, same weights.
    """
    middle, scale = rows.mean(0), rows.std(0) + 1e-9
    data = np.c_[(rows - middle) / scale, np.ones(len(rows))]
    hold = np.r_[np.full(rows.shape[1], penalty), 0.0]
    weights = np.zeros(data.shape[1])
    for _ in range(_STEPS):  # Newton: the loss is convex
        odds = 1 / (1 + np.exp(-data @ weights))
        slope = data.T @ (importance * (odds - truth)) + hold * weights
        bend = (data * (importance * odds * (1 - odds))[:, None]).T @ data + np.diag(hold)
        weights = weights - np.linalg.solve(bend, slope)
    own = np.asarray(weights[:-1] / scale)
    return float(weights[-1] - own @ middle), own
