"""The weighted median: what half of the weight reaches; no child can pull it far."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.index.aggregate.present import ROUNDING, present_shares
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats


def median(children: Floats, weights: Floats) -> Floats:
    """Return the least child at which half of the weight is reached.

    Where exactly half of the weight lies on either side, it is the middle of the two children there, so that
    equal weights give the ordinary median. It is not interpolated otherwise.

    Parameters
    ----------
    children
        (n_units, n_children), NaN where missing.
    weights
        (n_children,), non-negative; only their proportions count.

    Returns
    -------
    (n_units,), between the least and the greatest child; NaN where no child is present.

    References
    ----------
    Edgeworth (1888), Philosophical Magazine 25(154), on a new method of reducing observations.
    """
    shares = present_shares(children, weights)
    values = np.where(shares > 0, children, np.inf)
    order = np.argsort(values, axis=1, kind="stable")
    values = np.take_along_axis(values, order, axis=1)
    reached = np.cumsum(np.take_along_axis(shares, order, axis=1), axis=1)
    lower = np.argmax(reached >= 0.5 - ROUNDING, axis=1)[:, None]
    upper = np.argmax(reached > 0.5 + ROUNDING, axis=1)[:, None]
    ends = np.take_along_axis(values, np.hstack([lower, upper]), axis=1)
    middle: Floats = np.where(np.isfinite(ends), ends, np.nan).mean(axis=1)
    return middle


class Median(Aggregation):
    """`median`."""

    by: Literal["median"] = "median"

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return median(children, weights)
