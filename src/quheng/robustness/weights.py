"""Draw weights: each node's children apart, so that the draws of one node are independent of another's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
from quheng.robustness.simplex import Cut, on_simplex, within_bounds

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
        problems = [*_strangers(rule, tree), *_impossible(rule, tree)]
    if problems:
        raise DeclarationError(problems)


def _strangers(rule: WeightSimplex, tree: Tree) -> Iterator[Problem]:
    """Yield the codes that an order or bounds name and that the framework lacks there."""
    children = {node.code: node.child_codes for node in tree.nodes}
    for code, order in rule.order.items():
        field = f"robustness.vary.weights.order.{code}"
        strangers = [code] if code not in children else [c for c in order if c not in children[code]]
        yield from (_unknown(stranger, field) for stranger in strangers)
    known = set(tree.columns) - {tree.root.code}
    for name, bound in (("least", rule.least), ("most", rule.most)):
        named = bound if isinstance(bound, Mapping) else ()
        yield from (_unknown(c, f"robustness.vary.weights.{name}") for c in named if c not in known)


def _impossible(rule: WeightSimplex, tree: Tree) -> Iterator[Problem]:
    """Yield the nodes whose children no weights suit."""
    for node in tree.nodes:
        cut, children = cut_of(rule, node), len(node.children)
        if children == 1 or cut.is_possible:
            continue
        if sum(cut.low) > 1:
            what = Text(zh="下限合计超过 1", en="the least weights of its children sum to more than one")
            remedy = Text(
                zh=f"有 {children} 项时每项至多 1/{children}",
                en=f"for {children} children it is at most 1/{children} each",
            )
        elif sum(cut.high) < 1:
            what = Text(zh="上限合计不足 1", en="the greatest weights of its children sum to less than one")
            remedy = Text(
                zh=f"有 {children} 项时每项至少 1/{children}",
                en=f"for {children} children it is at least 1/{children} each",
            )
        else:
            what = Text(zh="上下限与次序互相矛盾", en="the bounds contradict each other, or the order")
            remedy = Text(zh="请放宽其一", en="widen one of them")
        field = "robustness.vary.weights"
        yield Problem(
            Text(zh=f"{node.code}：{what.zh}", en=f"{node.code}: {what.en}"),
            Where(file="index.yaml", field=field),
            remedy,
        )


def cut_of(rule: WeightSimplex, node: Node) -> Cut:
    """Return the simplex on which the weights of a node's children lie."""
    low, high = zip(*(rule.bounds(code) for code in node.child_codes), strict=True)
    known = [code for code in rule.order.get(node.code, ()) if code in node.child_codes]
    return Cut(low, high, tuple(node.child_codes.index(code) for code in known))


def _unknown(code: str, field: str) -> Problem:
    return Problem(
        Text(zh=f"未知的代码 {code}", en=f"unknown code {code}"),
        Where(file="index.yaml", field=field),
        Text(zh="请检查代码", en="check the code"),
    )


def _gamma(uniform: Floats, shape: Floats) -> Floats:
    """Return gamma numbers of the given shapes (n_children,): made to sum to one, they are Dirichlet."""
    from scipy.special import gammaincinv

    drawn: Floats = np.where(shape > 0, gammaincinv(np.maximum(shape, SMALLEST), uniform), 0.0)
    return drawn


def _on_simplex(uniform: Floats, node: Node, rule: WeightSimplex) -> Floats:
    """Return weights (n_replicates, n_children) uniform over the simplex, ordered and bounded as asked."""
    cut = cut_of(rule, node)
    if len(node.children) == 1:
        return np.ones_like(uniform)
    return on_simplex(uniform, cut) if cut.has_corners else within_bounds(uniform[:, 0], cut)


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
