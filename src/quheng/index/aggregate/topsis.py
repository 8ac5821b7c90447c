"""TOPSIS: near to the best that there is, and far from the worst."""

from __future__ import annotations

from typing import Literal

import numpy as np

from quheng.bilingual import Text, counted
from quheng.errors import MethodError, Problem, Where
from quheng.index.aggregate.present import present_shares
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Floats


def topsis(children: Floats, weights: Floats) -> Floats:
    """Return the relative closeness ``d- / (d+ + d-)`` to the ideal.

    ``d+`` is the Euclidean distance ``sqrt(sum((w (x - best))^2))`` to the best value of each child among the
    units, ``d-`` that to the worst. The children are taken as they come: normalising is another step.

    Parameters
    ----------
    children
        (n_units, n_children), more is better; NaN where missing: a unit's distances are taken over the
        children that it has, with the weights shared out among them.
    weights
        (n_children,), positive; only their proportions count.

    Returns
    -------
    (n_units,), from 0 (worst in everything) to 1 (best in everything); NaN where no child is present.

    Raises
    ------
    MethodError
        Where a unit is best and worst at once, since all are equal in every child that it has.

    References
    ----------
    Hwang and Yoon (1981), Multiple Attribute Decision Making, Springer. Equal to scikit-criteria's TOPSIS on
    the same matrix, and to pymcdm's (which by default applies min-max first) on a min-max matrix.
    """
    shares = present_shares(children, weights)
    to_best = _distance(children, np.fmax.reduce(children, axis=0), shares)
    to_worst = _distance(children, np.fmin.reduce(children, axis=0), shares)
    whole = to_best + to_worst
    alike = np.count_nonzero(whole == 0)
    if alike:
        raise MethodError(
            Problem(
                Text(
                    zh=f"TOPSIS 无法评分：{alike} 个评价对象的各项既是最好也是最差（全体相同）",
                    en=f"TOPSIS cannot score {counted(alike, 'unit', 'units')}: in each of their children "
                    "all units are equal",
                ),
                Where(file="index.yaml", field="method.aggregate"),
                Text(
                    zh="请检查这些指标，或改用 arithmetic",
                    en="check these indicators, or aggregate by arithmetic",
                ),
            )
        )
    closeness: Floats = to_worst / whole
    return closeness


def _distance(children: Floats, point: Floats, shares: Floats) -> Floats:
    """Return the distance (n_units,) of each unit to a point (n_children,) over the children that it has."""
    apart = children - point
    apart *= shares
    apart[np.isnan(apart)] = 0.0
    distance: Floats = np.sqrt(np.einsum("uc,uc->u", apart, apart))
    return distance


class Topsis(Aggregation):
    """`topsis`."""

    by: Literal["topsis"] = "topsis"

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return topsis(children, weights)
