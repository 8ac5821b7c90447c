"""The weighted geometric mean: a low child costs more than a high one can repay."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.bilingual import Text
from quheng.index.aggregate.domain import require_non_negative
from quheng.index.aggregate.present import present_shares
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats

TITLE = Text(zh="几何平均", en="the geometric mean")


def geometric(children: Floats, weights: Floats) -> Floats:
    """Return ``exp(sum(w ln x) / sum(w))`` over the children that are present.

    Parameters
    ----------
    children
        (n_units, n_children), not negative, NaN where missing.
    weights
        (n_children,), non-negative; only their proportions count.

    Returns
    -------
    (n_units,), between the least and the greatest child; zero where a child with a weight is zero; NaN where
    no child is present.

    Raises
    ------
    MethodError
        Where a child is negative: the mean is not defined.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 6.11 (geometric).
    """
    require_non_negative(children, TITLE)
    shares = present_shares(children, weights)
    with np.errstate(divide="ignore"):
        logs = np.log(np.where(np.isnan(children) | (shares == 0), 1.0, children))
    score: Floats = np.exp(np.einsum("uc,uc->u", shares, logs))
    return score


class Geometric(Aggregation):
    """`geometric`; a negative child is a MethodError."""

    by: Literal["geometric"] = "geometric"

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return geometric(children, weights)
