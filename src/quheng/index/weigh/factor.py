"""Factor weights: the Handbook's, by rotated factors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text, counted
from quheng.declarations import ContradictionError
from quheng.index.arrays import Floats
from quheng.index.statistics.components import principal_components
from quheng.index.statistics.varimax import varimax
from quheng.index.weigh.from_scores import FromScores, correlations_of, node_error
from quheng.index.weigh.unit_sum import unit_sum

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node

LEAST_EIGENVALUE = 1.0
LEAST_SHARE = 0.10
LEAST_CUMULATIVE = 0.60


def factors_to_keep(eigenvalues: Floats) -> int:
    """Return how many factors have an eigenvalue above 1 and more than 10 % of the variance.

    Parameters
    ----------
    eigenvalues
        (k,), greatest first.
    """
    share = eigenvalues / len(eigenvalues)
    return int(np.count_nonzero((eigenvalues > LEAST_EIGENVALUE) & (share > LEAST_SHARE)))


def rotated_weights(rotated: Floats) -> Floats:
    """Return the weights that rotated loadings give.

    A column j belongs to the factor f on which it loads most. Within the factor it weighs its squared loading
    scaled to unit sum, ``l_jf² / v_f`` with ``v_f = Σ_j l_jf²`` over all columns; the factor weighs its share
    in the variance explained, ``v_f / Σ v``. The products are brought to sum to one.

    Parameters
    ----------
    rotated
        (n_columns, n_factors)

    Returns
    -------
    (n_columns,) not negative, summing to one.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 6.1, Tables 17 and 18;
    Nicoletti, Scarpetta and Boylaud (2000), OECD Economics Department Working Papers 226.
    """
    squared = rotated**2
    explained = squared.sum(axis=0)
    home = squared.argmax(axis=1)
    within = squared[np.arange(len(squared)), home] / explained[home]
    return unit_sum(within * explained[home] / explained.sum())


class Factor(FromScores):
    """`factor`: weights from a principal component factor analysis with varimax rotation, as the Handbook's.

    Of the correlations of the children, factors are kept that have an eigenvalue above 1 and explain more
    than 10 % of the variance each; together they must explain more than 60 %. They are rotated by varimax,
    and `rotated_weights` gives the weights. Correlations use the units that have both children.

    Parameters
    ----------
    factors
        The number of factors to keep, in place of the three criteria.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 6.1.
    """

    by: Literal["factor"] = "factor"
    factors: int | None = Field(default=None, ge=1)

    def check(self, node: Node) -> None:
        """Refuse unequal declared weights, and more factors than children."""
        super().check(node)
        if self.factors is not None and self.factors > len(node.child_codes):
            raise ContradictionError(
                Text(
                    zh=f"{node.code} 只有 {len(node.child_codes)} 个下级，不能取 {self.factors} 个因子",
                    en=f"{node.code} has {len(node.child_codes)} children, fewer than {self.factors} factors",
                ),
                Text(zh="请减小 factors", en="ask for fewer factors"),
            )

    def weigh(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights; a MethodError where the criteria keep no factor, or too little variance."""
        eigenvalues, loadings = principal_components(correlations_of(node, self.by, children))
        kept = self.factors or factors_to_keep(eigenvalues)
        explained = float(eigenvalues[:kept].sum()) / len(eigenvalues)
        if self.factors is None and explained <= LEAST_CUMULATIVE:
            raise node_error(
                node,
                self.by,
                Text(
                    zh=f"特征值大于 1 且各解释 10 % 以上方差的因子有 {kept} 个，"
                    f"共解释 {explained:.1%}，未超过 60 %",
                    en=f"{counted(kept, 'factor has', 'factors have')} an eigenvalue above 1 and more than "
                    f"10 % of the variance; together they explain {explained:.1%}, not more than 60 %",
                ),
                Text(
                    zh="请指定因子个数 weights: {by: factor, factors: …}，或改用其他赋权方法",
                    en="state their number, weights: {by: factor, factors: ...}, or weigh by another rule",
                ),
            )
        return rotated_weights(varimax(loadings[:, :kept]))
