"""The adjusted Mazziotta-Pareto index: on fixed goalposts, so that editions of several years compare."""

from __future__ import annotations

from typing import Literal

from quheng.bilingual import Text
from quheng.index.aggregate.domain import refuse
from quheng.index.aggregate.mpi import Penalty, mazziotta_pareto
from quheng.index.aggregate.present import ROUNDING
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats

LOW, HIGH = 70.0, 130.0


def adjusted_mazziotta_pareto(children: Floats, weights: Floats, penalty: Penalty) -> Floats:
    """Return ``M - S cv`` (downward) or ``M + S cv`` (upward) of children between 70 and 130.

    The formula is that of `mazziotta_pareto`; what differs is the scale, which goalposts fix. The result is
    between 70 and 130 again, so that levels can be stacked.

    Parameters
    ----------
    children
        (n_units, n_children), from 70 to 130, NaN where missing.
    weights
        (n_children,), non-negative; only their proportions count.
    penalty
        `downward` where unevenness makes a unit worse off, as where more is better.

    Returns
    -------
    (n_units,), from 70 to 130; NaN where no child is present.

    Raises
    ------
    MethodError
        Where a child is off the scale.

    References
    ----------
    Mazziotta and Pareto (2016), Social Indicators Research 127(3), On a generalized non-compensatory
    composite index. Their goalposts are the reference value plus and minus half the range.
    """
    margin = ROUNDING * HIGH
    refuse(
        children,
        (children < LOW - margin) | (children > HIGH + margin),
        Text(
            zh="调整的 Mazziotta-Pareto 指数要求 70 至 130 之间的数",
            en="the adjusted Mazziotta-Pareto index needs values from 70 to 130",
        ),
        Text(zh="值在此之外", en="outside"),
        Text(
            zh="请使用 normalise: {by: goalposts, to: [70, 130]}",
            en="normalise by {by: goalposts, to: [70, 130]}",
        ),
    )
    return mazziotta_pareto(children, weights, penalty)


class AdjustedMazziottaPareto(Aggregation):
    """`ampi`: normalise by `{by: goalposts, to: [70, 130]}`.

    Parameters
    ----------
    penalty
        `downward` where unevenness makes a unit worse off, `upward` where it makes it better off.
    """

    by: Literal["ampi"] = "ampi"
    penalty: Penalty = "downward"

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return adjusted_mazziotta_pareto(children, weights, self.penalty)
