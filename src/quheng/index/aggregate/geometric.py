"""The weighted geometric mean: a low child costs more than a high one can repay."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.errors import MethodError, Problem, Where
from quheng.index.aggregate.present import present_shares
from quheng.index.arrays import Floats


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
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part I, section 6.9 (geometric).
    """
    negative = np.count_nonzero(children < 0)
    if negative:
        raise MethodError(
            Problem(
                Text(
                    zh=f"几何平均要求非负数, 但有 {negative} 个负值(最小 {np.nanmin(children):.6g})",
                    en=f"the geometric mean needs values of zero or more, but {negative} are negative "
                    f"(the least is {np.nanmin(children):.6g})",
                ),
                Where(file="index.yaml", field="method.aggregate"),
                Text(
                    zh="请改用取值为正的标准化方法, 如 {by: minmax, to: [1, 100]} "
                    "或 {by: zscore, mean: 50, sd: 10}",
                    en="normalise onto a positive scale, such as {by: minmax, to: [1, 100]} "
                    "or {by: zscore, mean: 50, sd: 10}",
                ),
            )
        )
    shares = present_shares(children, weights)
    with np.errstate(divide="ignore"):
        logs = np.log(np.where(np.isnan(children) | (shares == 0), 1.0, children))
    score: Floats = np.exp(np.einsum("uc,uc->u", shares, logs))
    return score


class Geometric(Declared):
    """`geometric`."""

    by: Literal["geometric"] = "geometric"

    def apply(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node; a negative child is a MethodError."""
        return geometric(children, weights)
