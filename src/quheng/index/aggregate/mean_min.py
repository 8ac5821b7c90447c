"""The mean-min function: the mean, less a share of its distance to the weakest child."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import Field

from quheng.index.aggregate.arithmetic import arithmetic
from quheng.index.aggregate.present import present_shares
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats


def mean_min(children: Floats, weights: Floats, alpha: float, beta: float) -> Floats:
    """Return ``M - alpha (sqrt((M - m)^2 + beta^2) - beta)``, M the weighted mean and m the least child.

    Alpha 0 is the arithmetic mean; alpha 1 with beta 0 is the least child.

    Parameters
    ----------
    children
        (n_units, n_children), NaN where missing.
    weights
        (n_children,), non-negative; only their proportions count. A child without a weight is not the least.
    alpha
        From 0 to 1, how much of the distance is taken off.
    beta
        Zero or more, on the scale of the children: distances small beside it are hardly penalised.

    Returns
    -------
    (n_units,), between the least child and the mean; NaN where no child is present.

    References
    ----------
    Casadio Tarabusi and Guarini (2013), Social Indicators Research 112(1), An unbalance adjustment method for
    development indicators. Compind 3.4's `ci_mean_min` subtracts means of columns along rows; this does not.
    """
    mean = arithmetic(children, weights)
    least = np.min(children, axis=1, initial=np.inf, where=present_shares(children, weights) > 0)
    distance = mean - np.where(np.isfinite(least), least, np.nan)
    score: Floats = mean - alpha * (np.hypot(distance, beta) - beta)
    return score


class MeanMin(Aggregation):
    """`mean_min`.

    Parameters
    ----------
    alpha
        From 0 (the mean) to 1 (with beta 0, the least child).
    beta
        Up to about which distance from mean to least child the penalty stays small.
    """

    by: Literal["mean_min"] = "mean_min"
    alpha: float = Field(ge=0, le=1)
    beta: float = Field(ge=0, allow_inf_nan=False)

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return mean_min(children, weights, self.alpha, self.beta)
