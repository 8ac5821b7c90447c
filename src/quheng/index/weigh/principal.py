"""Principal component weights: squared loadings on the first component."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from quheng.index.arrays import Floats
from quheng.index.statistics.components import principal_components
from quheng.index.weigh.from_scores import FromScores, correlations_of
from quheng.index.weigh.unit_sum import unit_sum

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node


def first_component_weights(correlation: Floats) -> Floats:
    """Return ``w_j = l_j1² / Σ l_j1²``, l being loadings on the first principal component of R.

    Parameters
    ----------
    correlation
        (k, k), R.

    Returns
    -------
    (k,) not negative, summing to one.
    """
    _, loadings = principal_components(correlation)
    return unit_sum(loadings[:, 0] ** 2)


class Principal(FromScores):
    """`pca`: each child weighs its share in the variance of the first principal component.

    ``w_j = l_j1² / Σ l_j1²``, l being loadings of the correlations. Squares do not depend on the sign of the
    component, which is arbitrary, and are never negative; a child that opposes the others therefore weighs as
    one that agrees (see the statistics: against_their_pillar). Correlations use the units that have both.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 6.1; Nicoletti, Scarpetta
    and Boylaud (2000), OECD Economics Department Working Papers 226 (squared loadings as weights).
    """

    by: Literal["pca"] = "pca"

    def weigh(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights; a MethodError for a child without variation."""
        return first_component_weights(correlations_of(node, self.by, children))
