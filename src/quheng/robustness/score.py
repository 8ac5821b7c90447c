"""Scores of replicates that share a normalisation and its aggregations: a few matrix products a block."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quheng.bilingual import Text, counted
from quheng.errors import MethodError, Problem, Where
from quheng.index.aggregate import AggregateRule
from quheng.index.arrays import Booleans, Floats
from quheng.index.pipeline import PillarFilling
from quheng.index.tree import Node, Tree
from quheng.robustness.scaled import Scaled, weighted_sums


def replicate_scores(
    scaled: Scaled,
    tree: Tree,
    weights: Sequence[Floats],
    rules: Mapping[str, AggregateRule],
    filling: PillarFilling | None = None,
) -> Floats:
    """Return the score of every unit in every replicate.

    Parameters
    ----------
    scaled
        The normalised indicators.
    tree
        The framework.
    weights
        For each inner node, bottom-up, the weights (n_replicates, n_children): rows sum to one or are zero.
    rules
        The rule of each inner node.
    filling
        How missing scores of pillars are filled.

    Returns
    -------
    (n_replicates, n_units), NaN where a unit is left without a score.

    Raises
    ------
    MethodError
        Where a rule is not defined on what it meets, such as a geometric mean on a negative child, or a unit
        is left without a score.
    """
    if scaled.present is None and all(rule.by == "arithmetic" for rule in rules.values()):
        return weighted_sums(_effective(tree, weights), scaled.values)
    if filling or not all(_is_a_sum(rule, scaled) for rule in rules.values()):
        return _one_by_one(scaled, tree, weights, rules, filling)
    nodes: list[Floats] = []
    for node, own in zip(tree.nodes, weights, strict=True):
        nodes.append(_node_score(scaled, node, own, nodes, len(tree.indicators), rules[node.code]))
    return nodes[-1]


def _is_a_sum(rule: AggregateRule, scaled: Scaled) -> bool:
    """Return whether a rule is a weighted sum, of values or of logarithms, over whatever is present."""
    return rule.by in ("arithmetic", "geometric") and (scaled.present is None or not rule.is_demanding)


def _one_by_one(
    scaled: Scaled,
    tree: Tree,
    weights: Sequence[Floats],
    rules: Mapping[str, AggregateRule],
    filling: PillarFilling | None,
) -> Floats:
    """Build the index of each replicate as any index is built."""
    scores = np.empty((len(weights[0]), scaled.units))
    for replicate in range(len(scores)):
        columns = list(scaled.matrix(replicate))
        for node, own in zip(tree.nodes, weights, strict=True):
            children = np.stack([columns[child] for child in node.children], axis=1)
            score = rules[node.code].apply(children, own[replicate])
            if filling and node.parent is not None:
                score, _ = filling.apply(score, node.code)
            columns.append(score)
        scores[replicate] = columns[-1]
    return scores


def require_scores(scores: Floats) -> Floats:
    """Refuse replicates (n_replicates, n_units) of which a score is missing or not finite: it has no rank."""
    if np.isfinite(scores).all():
        return scores
    without = np.count_nonzero(np.isnan(scores).any(axis=0))
    if without:
        raise MethodError(
            Problem(
                Text(
                    zh=f"部分重复计算中有 {without} 个评价对象没有得分，无法排名",
                    en=f"{counted(without, 'unit is', 'units are')} left without a score in some replicates, "
                    "and cannot be ranked",
                ),
                Where(file="index.yaml", field="robustness.vary"),
                Text(
                    zh="请以 method.impute 插补缺失值，提高 method.screen 的覆盖率，或删除 drop_one",
                    en="fill missing values by method.impute, ask for more coverage in method.screen, "
                    "or remove drop_one",
                ),
            )
        )
    infinite = np.count_nonzero(~np.isfinite(scores))
    replicates = np.count_nonzero(~np.isfinite(scores).all(axis=1))
    raise MethodError(
        Problem(
            Text(
                zh=f"{len(scores)} 次重复计算中有 {replicates} 次的得分不是有限数（共 {infinite} 个）",
                en=f"in {replicates} of {len(scores)} replicates a score is not finite "
                f"({counted(infinite, 'score', 'scores')} in all)",
            ),
            Where(file="index.yaml", field="robustness.vary"),
            Text(
                zh="请检查各备选方法对数据是否有定义，并删除无定义者",
                en="see which alternative is not defined on the data, and remove it",
            ),
        )
    )


def _effective(tree: Tree, weights: Sequence[Floats]) -> Floats:
    """Return the weights (n_replicates, n_indicators) in the index where all means are arithmetic."""
    share = np.zeros((len(weights[0]), len(tree.columns)))
    share[:, -1] = 1.0
    for position in reversed(range(len(tree.nodes))):
        above = share[:, len(tree.indicators) + position, None]
        share[:, tree.nodes[position].children] = above * weights[position]
    return np.ascontiguousarray(share[:, : len(tree.indicators)])


def _node_score(
    scaled: Scaled, node: Node, weights: Floats, below: Sequence[Floats], indicators: int, rule: AggregateRule
) -> Floats:
    """Return a node's score (n_replicates, n_units): NaN where a unit has no child with a weight."""
    mean = _Mean.begin(len(weights), scaled, node, rule)
    leaves = [column for column, child in enumerate(node.children) if child < indicators]
    if leaves:
        rows = [node.children[column] for column in leaves]
        mean.add_leaves(np.ascontiguousarray(weights[:, leaves]), *scaled.some(rows))
    for column, child in enumerate(node.children):
        if child >= indicators:
            mean.add_node(weights[:, column, None], below[child - indicators])
    return mean.score()


@dataclass
class _Mean:
    """A weighted mean under way, of values or of their logarithms.

    Parameters
    ----------
    node
        Whose score it becomes, for messages.
    geometric
        Whether logarithms are added up.
    total
        (n_replicates, n_units), the weighted sum so far.
    weight
        (n_replicates, n_units), the weight present so far; None where nothing is missing: then it is one.
    is_zero
        (n_replicates, n_units), where a child with a weight is zero under a geometric mean.
    """

    node: Node
    geometric: bool
    total: Floats
    weight: Floats | None
    is_zero: Booleans | None = None

    @classmethod
    def begin(cls, replicates: int, scaled: Scaled, node: Node, rule: AggregateRule) -> _Mean:
        total = np.zeros((replicates, scaled.units))
        weight = None if scaled.present is None else np.zeros_like(total)
        return cls(node, rule.by == "geometric", total, weight)

    def add_leaves(self, weights: Floats, values: Floats, present: Booleans | None) -> None:
        """Add indicators: weights (n_replicates, n_leaves), values and present (..., n_leaves, n_units)."""
        if self.geometric:
            values, zeros = _logs(values, self.node, present)
            if zeros is not None:
                counted = (weights > 0).astype(np.float64)
                self._note_zeros(weighted_sums(counted, zeros.astype(np.float64)) > 0)
        self.total += weighted_sums(weights, values)
        if self.weight is not None and present is not None:
            self.weight += weighted_sums(weights, present.astype(np.float64))

    def add_node(self, weights: Floats, score: Floats) -> None:
        """Add an inner node: weights (n_replicates, 1), score (n_replicates, n_units)."""
        present = None if self.weight is None else ~np.isnan(score)
        values = score if present is None else np.where(present, score, 0.0)
        if self.geometric:
            values, zeros = _logs(values, self.node, present)
            if zeros is not None:
                self._note_zeros(zeros & (weights > 0))
        self.total += weights * values
        if self.weight is not None and present is not None:
            self.weight += weights * present

    def score(self) -> Floats:
        if self.weight is not None:
            self.total /= np.where(self.weight > 0, self.weight, np.nan)
        if self.geometric:
            np.exp(self.total, out=self.total)
        if self.is_zero is not None:
            self.total[self.is_zero] = 0.0
        return self.total

    def _note_zeros(self, zeros: Booleans) -> None:
        self.is_zero = zeros if self.is_zero is None else self.is_zero | zeros


def _logs(values: Floats, node: Node, present: Booleans | None) -> tuple[Floats, Booleans | None]:
    """Return logarithms, zero in place of those that are not finite, and where a present value is zero."""
    least = values.min(initial=np.inf)
    if least > 0:
        return np.log(values), None
    negative = np.count_nonzero(values < 0)
    if negative:
        raise MethodError(
            Problem(
                Text(
                    zh=f"{node.code} 的几何平均遇到 {negative} 个负值（最小 {least:.6g}）",
                    en=f"the geometric mean of {node.code} met "
                    f"{counted(negative, 'negative value', 'negative values')} "
                    f"(the least {least:.6g})",
                ),
                Where(file="index.yaml", field="robustness.vary"),
                Text(
                    zh="请给标准化方法一个取值为正的刻度，如 {by: zscore, mean: 50, sd: 10}",
                    en="give the normalisation a positive scale, such as {by: zscore, mean: 50, sd: 10}",
                ),
            )
        )
    zeros = values == 0
    logs: Floats = np.log(np.where(zeros, 1.0, values))
    return logs, zeros if present is None else zeros & present
