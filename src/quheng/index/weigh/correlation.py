"""Correlation weights: each child correlates with the node's score as much as was decided."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text, listed
from quheng.declarations import ContradictionError, Share
from quheng.index.arrays import Floats
from quheng.index.moments import standard_deviations
from quheng.index.statistics.pearson import pearson
from quheng.index.weigh.declared import require_every_child
from quheng.index.weigh.from_scores import FromScores, correlations_of, node_error
from quheng.index.weigh.unit_sum import unit_sum

if TYPE_CHECKING:
    from quheng.index.context import Context
    from quheng.index.tree import Node

TOLERANCE = 1e-6
LEAST_START = 0.01


def linear_solution(correlation: Floats, deviation: Floats, target: Floats) -> Floats:
    """Return the weights ``w ∝ D⁻¹ R⁻¹ t`` that a weighted arithmetic mean of complete scores needs.

    With D the standard deviations, ``corr(x_j, X w) ∝ (R D w)_j``, which is to be proportional to t.

    Parameters
    ----------
    correlation, deviation, target
        (k, k), R; (k,), D; (k,), t.

    Returns
    -------
    (k,) summing to one; negative where no mean with such correlations has weights of zero or more.
    """
    weights: Floats = np.linalg.lstsq(correlation, target, rcond=None)[0] / deviation
    return weights / float(np.abs(weights).sum())


def correlation_weights(
    children: Floats, score: Callable[[Floats], Floats], target: Floats, start: Floats
) -> tuple[Floats, Floats]:
    """Return the weights w for which ``corr(x_j, y(w)) ∝ t_j``, y being the node's score.

    ``Σ_j (ρ_j - ρ̄)²`` with ``ρ_j = corr(x_j, y(w)) / t_j`` is brought to zero over ``w_j = exp(θ_j) / Σ
    exp(θ)``, by least squares (trust region) from a start that does not depend on chance: the weights are
    positive by construction.

    Parameters
    ----------
    children
        (n_units, k), NaN where missing.
    score
        The node's score (n_units,) with some weights (k,).
    target
        (k,), t, positive.
    start
        (k,) positive.

    Returns
    -------
    weights
        (k,) positive, summing to one.
    reached
        (k,) the correlations with these weights; they are the caller's to judge.
    """
    from scipy.optimize import least_squares

    def reached(weights: Floats) -> Floats:
        return np.nan_to_num(pearson(np.column_stack([children, score(weights)]))[:-1, -1], nan=0.0)

    def misses(logs: Floats) -> Floats:
        ratio = reached(_softmax(logs)) / target
        return ratio - float(ratio.mean())

    solved = least_squares(misses, np.log(start), xtol=1e-15, ftol=1e-15, gtol=1e-15)
    weights = _softmax(solved.x)
    return weights, reached(weights)


class Correlation(FromScores):
    """`correlation`: weights that make each child as important for the node's score as was decided.

    Weights are not importance: a child that varies little, or goes its own way, leaves little trace in the
    score. These weights are such that the correlations of the children with the score of their node, by the
    rule that aggregates it, are equal, or in given proportions. Correlations use the units that have both.
    Weights are positive by construction; where none give the correlations asked for, as when a child opposes
    its siblings, or follows all of them so closely that it needs no weight, there is an error.

    Parameters
    ----------
    statistic
        `pearson`: proportions of the correlations. `r2`: proportions of their squares.
    targets
        The proportions, by the codes of the node's children; equal by default.

    References
    ----------
    Becker, Saisana, Paruolo and Vandecasteele (2017), Weights and importance in composite indicators: closing
    the gap, Ecological Indicators 80; Paruolo, Saisana and Saltelli (2013), Journal of the Royal Statistical
    Society A 176(3).
    """

    by: Literal["correlation"] = "correlation"
    statistic: Literal["pearson", "r2"] = "pearson"
    targets: dict[str, Share] | None = None

    def check(self, node: Node) -> None:
        """Refuse unequal declared weights, and targets of other children or not positive."""
        super().check(node)
        if self.targets is None:
            return
        require_every_child(
            node, self.targets, Text(zh="correlation 的 targets", en="the targets of correlation")
        )
        if min(self.targets.values()) <= 0:
            raise ContradictionError(
                Text(zh=f"{node.code}：targets 应为正数", en=f"{node.code}: targets must be positive"),
                Text(zh="不应有影响的下级请删除", en="remove a child that is to have no influence"),
            )

    def weigh(self, node: Node, children: Floats, context: Context) -> Floats:
        """Return the weights; a MethodError where none give the correlations wanted, with the nearest."""
        rule = node.aggregate
        if rule is None:
            raise ValueError(f"the rule by which {node.code} is aggregated is not resolved")
        correlation = correlations_of(node, self.by, children)
        target = self._target(node)
        start = linear_solution(correlation, standard_deviations(children), target)
        start = np.maximum(start, LEAST_START * start.max())
        weights, reached = correlation_weights(
            children, lambda own: rule.apply(children, own), target, start / start.sum()
        )
        ratio = reached / target
        if ratio.min() <= 0 or np.ptp(ratio) > TOLERANCE:
            nearest = listed(f"{code} {r:.3f}" for code, r in zip(node.child_codes, reached, strict=True))
            raise node_error(
                node,
                self.by,
                Text(
                    zh=f"没有非负权重能达到所要求的相关系数，最接近的为 {nearest.zh}",
                    en="no weights of zero or more give the correlations asked for; the nearest are "
                    f"{nearest.en}",
                ),
                Text(
                    zh="请检查与其他各项负相关、或与其余各项都高度相关的下级（方向、归属、重复），"
                    "或改变 targets",
                    en="check the children that go against the others or follow all of them (direction, "
                    "place, duplication), or change the targets",
                ),
            )
        return weights

    def _target(self, node: Node) -> Floats:
        """Return the proportions of the correlations in the order of the children, the greatest one."""
        wanted = self.targets or dict.fromkeys(node.child_codes, Fraction(1))
        shares = np.array([float(wanted[code]) for code in node.child_codes])
        shares = shares / shares.max()
        return np.asarray(np.sqrt(shares)) if self.statistic == "r2" else shares


def _softmax(logs: Floats) -> Floats:
    return unit_sum(np.exp(logs - logs.max()))
