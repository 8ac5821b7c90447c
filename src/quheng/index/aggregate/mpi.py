"""The Mazziotta-Pareto index: the mean, corrected for how uneven the children are."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.bilingual import Text
from quheng.index.aggregate.arithmetic import arithmetic
from quheng.index.aggregate.domain import refuse
from quheng.index.aggregate.present import present_shares
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats

Penalty = Literal["downward", "upward"]

TITLE = Text(zh="Mazziotta-Pareto 指数", en="the Mazziotta-Pareto index")


def mazziotta_pareto(children: Floats, weights: Floats, penalty: Penalty) -> Floats:
    """Return ``M - S cv`` (downward) or ``M + S cv`` (upward), where ``cv = S / M``.

    M is the weighted mean of a unit's children and S their weighted standard deviation,
    ``S^2 = sum(w (x - M)^2) / sum(w)``: the divisor is the number of children, not one less.

    Parameters
    ----------
    children
        (n_units, n_children), on a scale with mean 100 and standard deviation 10; NaN where missing.
    weights
        (n_children,), non-negative; only their proportions count.
    penalty
        `downward` where unevenness makes a unit worse off, as where more is better.

    Returns
    -------
    (n_units,); the mean where all children are equal, below it (above, where upward) otherwise; NaN where no
    child is present.

    Raises
    ------
    MethodError
        Where a mean is zero or less: the coefficient of variation is not defined.

    References
    ----------
    De Muro, Mazziotta and Pareto (2011), Social Indicators Research 104(1), Composite indices of development
    and poverty. Mazziotta and Pareto (2016), Social Indicators Research 127(3), On a generalized
    non-compensatory composite index.
    """
    mean = arithmetic(children, weights)
    refuse(
        mean,
        mean <= 0,
        Text(zh=f"{TITLE.zh}要求各评价对象的平均数为正", en=f"{TITLE.en} needs means above zero"),
        Text(zh="零或负值", en="zero or less"),
        Text(
            zh="请使用 normalise: {by: zscore, mean: 100, sd: 10}",
            en="normalise by {by: zscore, mean: 100, sd: 10}",
        ),
    )
    deviation = np.nan_to_num(children - mean[:, None], nan=0.0)
    variance = np.einsum("uc,uc->u", present_shares(children, weights), deviation**2)
    score: Floats = mean - variance / mean if penalty == "downward" else mean + variance / mean
    return score


class MazziottaPareto(Aggregation):
    """`mpi`: on children as they come, so normalise by `{by: zscore, mean: 100, sd: 10}`.

    Parameters
    ----------
    penalty
        `downward` where unevenness makes a unit worse off, `upward` where it makes it better off.
    """

    by: Literal["mpi"] = "mpi"
    penalty: Penalty = "downward"

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return mazziotta_pareto(children, weights, self.penalty)
