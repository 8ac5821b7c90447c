"""Draw weights: each node's children apart, so that the draws of one node are independent of another's."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from quheng.bilingual import Text
from quheng.errors import DeclarationError, Problem, Where
from quheng.index.arrays import Floats
from quheng.index.tree import Node, Tree
from quheng.index.uncertain_weights import (
    UncertainWeights,
    WeightDirichlet,
    WeightExperts,
    WeightNoise,
    WeightSimplex,
)
from quheng.robustness.factor import choose

SMALLEST = np.finfo(np.float64).tiny


def columns_needed(rule: UncertainWeights, tree: Tree) -> int:
    """Return how many uniform numbers the weights of a replicate need."""
    return 1 if isinstance(rule, WeightExperts) else sum(len(node.children) for node in tree.nodes)


def draw_weights(
    rule: UncertainWeights, tree: Tree, nominal: Mapping[str, Floats], uniform: Floats
) -> list[Floats]:
    """Draw the weights of each inner node's children, before they are made to sum to one.

    Parameters
    ----------
    rule
        How they are uncertain.
    tree
        The framework.
    nominal
        The nominal weights (n_children,) of each node.
    uniform
        (n_replicates, columns_needed) in [0, 1).

    Returns
    -------
    For each node, bottom-up, (n_replicates, n_children), not negative.
    """
    if isinstance(rule, WeightExperts):
        return _of_experts(rule, tree, nominal, uniform[:, 0])
    drawn, start = [], 0
    for node in tree.nodes:
        own = uniform[:, start : start + len(node.children)]
        start += len(node.children)
        match rule:
            case WeightNoise():
                drawn.append(nominal[node.code] * (1.0 + rule.noise * (2.0 * own - 1.0)))
            case WeightDirichlet():
                drawn.append(_gamma(own, rule.concentration * nominal[node.code]))
            case WeightSimplex():
                drawn.append(_on_simplex(own, node, rule))
    return drawn


def check_weights(rule: UncertainWeights, tree: Tree) -> None:
    """Refuse a rule that names codes that the framework lacks, or asks for more than there is.

    Raises
    ------
    DeclarationError
        With every such code and bound.
    """
    problems = []
    if isinstance(rule, WeightExperts):
        known = set(tree.columns) - {tree.root.code}
        problems = [
            _unknown(code, f"robustness.vary.weights.experts[{number}]")
            for number, expert in enumerate(rule.experts, 1)
            for code in expert.weights
            if code not in known
        ]
    if isinstance(rule, WeightSimplex):
        children = {node.code: node.child_codes for node in tree.nodes}
        for code, order in rule.order.items():
            field = f"robustness.vary.weights.order.{code}"
            strangers = [code] if code not in children else [c for c in order if c not in children[code]]
            problems += [_unknown(stranger, field) for stranger in strangers]
        most = max(len(node.children) for node in tree.nodes)
        if rule.least * most > 1:
            problems.append(
                Problem(
                    Text(
                        zh=f"有 {most} 项的节点，每项不低于 {rule.least:g}，合计超过 1",
                        en=f"{most} children of {rule.least:g} or more each sum to more than one",
                    ),
                    Where(file="index.yaml", field="robustness.vary.weights.least"),
                    Text(zh=f"至多为 1/{most}", en=f"it is at most 1/{most}"),
                )
            )
    if problems:
        raise DeclarationError(problems)


def _unknown(code: str, field: str) -> Problem:
    return Problem(
        Text(zh=f"未知的代码 {code}", en=f"unknown code {code}"),
        Where(file="index.yaml", field=field),
        Text(zh="请检查代码", en="check the code"),
    )


def _exponential(uniform: Floats) -> Floats:
    """Return standard exponential numbers: made to sum to one, they are uniform on the simplex."""
    return -np.log1p(-uniform)


def _gamma(uniform: Floats, shape: Floats) -> Floats:
    """Return gamma numbers of the given shapes (n_children,): made to sum to one, they are Dirichlet."""
    from scipy.special import gammaincinv

    drawn: Floats = np.where(shape > 0, gammaincinv(np.maximum(shape, SMALLEST), uniform), 0.0)
    return drawn


def _on_simplex(uniform: Floats, node: Node, rule: WeightSimplex) -> Floats:
    """Return weights (n_replicates, n_children) uniform over the simplex, ordered and bounded as asked."""
    weights = _exponential(uniform)
    order = [node.child_codes.index(code) for code in rule.order.get(node.code, ())]
    if order:
        weights[:, order] = -np.sort(-weights[:, order], axis=1)
    total = np.maximum(weights.sum(axis=1, keepdims=True), SMALLEST)
    spread = 1.0 - rule.least * len(node.children)
    bounded: Floats = rule.least + spread * weights / total
    return bounded


def _of_experts(
    rule: WeightExperts, tree: Tree, nominal: Mapping[str, Floats], uniform: Floats
) -> list[Floats]:
    chosen = choose(uniform, len(rule.experts))
    drawn = []
    for node in tree.nodes:
        sets = np.array(
            [
                [
                    expert.weights.get(code, weight)
                    for code, weight in zip(node.child_codes, nominal[node.code], strict=True)
                ]
                for expert in rule.experts
            ]
        )
        drawn.append(sets[chosen])
    return drawn
