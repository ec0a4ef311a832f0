"""Logistic regression for the commands that fit our models to questions with known answers. Knows no question and no store."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_STEPS = 60


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
