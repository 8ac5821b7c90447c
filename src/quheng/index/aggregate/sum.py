"""The sum of scores: points are added up, and a child that is missing is not a child with no points."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats


def total(children: Floats, weights: Floats) -> Floats:
    """Return ``sum(w x) / mean(w)``: with equal weights the plain sum.

    Parameters
    ----------
    children
        (n_units, n_children), NaN where missing.
    weights
        (n_children,), positive; a child that weighs twice the average counts its points twice.

    Returns
    -------
    (n_units,); NaN where a child is missing, for the sum of the others is no sum of all.
    """
    points: Floats = children @ (weights / weights.mean())
    return points


class Sum(Aggregation):
    """`sum`: a unit with a missing child has none, unless the rule says how much must be present.

    With `coverage` or `minimum` the rule is a sum over the children that are present.
    """

    by: Literal["sum"] = "sum"

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return total(np.nan_to_num(children, nan=0.0) if self.is_demanding else children, weights)
