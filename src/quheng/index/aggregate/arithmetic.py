"""The weighted arithmetic mean: full compensation between the children."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.index.aggregate.present import present_shares
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats


def arithmetic(children: Floats, weights: Floats) -> Floats:
    """Return ``sum(w x) / sum(w)`` over the children that are present.

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
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 6.10 (additive methods).
    """
    shares = present_shares(children, weights)
    score: Floats = np.einsum("uc,uc->u", shares, np.nan_to_num(children, nan=0.0))
    return score


class Arithmetic(Aggregation):
    """`arithmetic`."""

    by: Literal["arithmetic"] = "arithmetic"

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return arithmetic(children, weights)
