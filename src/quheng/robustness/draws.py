"""What the replicates of a block chose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quheng.index.arrays import Floats, Integers
from quheng.index.tree import Tree
from quheng.index.uncertain_weights import WeightExperts
from quheng.robustness.factor import choose
from quheng.robustness.plan import Plan
from quheng.robustness.weights import draw_weights


@dataclass(frozen=True)
class Draws:
    """The choices of some replicates.

    Parameters
    ----------
    weights
        For each inner node, bottom-up, the weights (n_replicates, n_children): they sum to one, or are all
        zero where everything below the node is left out.
    scaled, pillars, index
        (n_replicates,) positions among the alternatives of the plan.
    dropped
        (n_replicates,) the column of the indicator or pillar left out, -1 for none.
    keys
        (n_replicates,) uniform numbers, from which measurement errors follow; zeros without them.
    posts
        (n_replicates, 2 * n_with_goalposts) uniform numbers, by which goalposts move; no columns without.
    expert
        (n_replicates,) position of the expert whose weights they are; zeros where no expert gives them.
    """

    weights: tuple[Floats, ...]
    scaled: Integers
    pillars: Integers
    index: Integers
    dropped: Integers
    keys: Floats
    posts: Floats
    expert: Integers

    @classmethod
    def of(cls, plan: Plan, uniforms: Floats) -> Draws:
        """Read the choices off uniform numbers (n_replicates, plan.dimensions)."""
        dropped = _dropped(plan, uniforms)
        return cls(
            renormalised(plan.tree, _weights(plan, uniforms), dropped),
            _combination(plan, uniforms),
            _chosen(plan, uniforms, "pillars", len(plan.pillar_rules)),
            _chosen(plan, uniforms, "index", len(plan.index_rules)),
            dropped,
            _own(plan, uniforms, "measurement", default=1)[:, 0],
            _posts(plan, uniforms),
            _expert(plan, uniforms),
        )

    def some(self, block: range) -> Draws:
        """Return those of some of the replicates."""
        own = slice(block.start, block.stop)
        return Draws(
            tuple(weights[own] for weights in self.weights),
            self.scaled[own],
            self.pillars[own],
            self.index[own],
            self.dropped[own],
            self.keys[own],
            self.posts[own],
            self.expert[own],
        )


def _own(plan: Plan, uniforms: Floats, name: str, default: int) -> Floats:
    """Return the uniform numbers of a factor; zeros in a number of columns where it does not vary."""
    factor = plan.factor(name)
    return np.zeros((len(uniforms), default)) if factor is None else uniforms[:, factor.columns]


def _posts(plan: Plan, uniforms: Floats) -> Floats:
    """Return the uniform numbers by which goalposts move; none where they do not."""
    factor = plan.factor("goalposts")
    moves = factor is not None and not factor.alternatives
    return _own(plan, uniforms, "goalposts", default=0) if moves else np.zeros((len(uniforms), 0))


def _expert(plan: Plan, uniforms: Floats) -> Integers:
    rule = plan.uncertain_weights
    experts = len(rule.experts) if isinstance(rule, WeightExperts) else 1
    return _chosen(plan, uniforms, "weights", experts)


def _combination(plan: Plan, uniforms: Floats) -> Integers:
    """Return the positions (n_replicates,) of the completed data, treatment, goalposts and normalisation."""
    _, treatments, posts, normalisations = plan.shape
    parts = (
        _filling(plan, uniforms),
        _chosen(plan, uniforms, "treat", treatments),
        _chosen(plan, uniforms, "goalposts", posts),
        _chosen(plan, uniforms, "normalise", normalisations),
    )
    return np.ravel_multi_index(parts, plan.shape).astype(np.int64)


def _filling(plan: Plan, uniforms: Floats) -> Integers:
    """Return the positions (n_replicates,) of the completed data sets.

    The uniform number chooses among the alternatives, and what is left of it among the draws of one.
    """
    stretched = _own(plan, uniforms, "impute", default=1)[:, 0] * len(plan.sets)
    alternative = stretched.astype(np.int64)
    sets = np.array(plan.sets)
    first = np.cumsum(sets) - sets
    draw = ((stretched - alternative) * sets[alternative]).astype(np.int64)
    return np.asarray(first[alternative] + draw)


def _dropped(plan: Plan, uniforms: Floats) -> Integers:
    """Return the columns (n_replicates,) of what is left out, -1 for none."""
    factor = plan.factor("drop_one")
    if factor is None:
        return np.full(len(uniforms), -1, dtype=np.int64)
    columns = np.array([-1, *(plan.tree.columns.index(code) for code in factor.alternatives[1:])])
    return columns[choose(uniforms[:, factor.columns.start], columns.size)]


def _chosen(plan: Plan, uniforms: Floats, name: str, alternatives: int) -> Integers:
    factor = plan.factor(name)
    if factor is None:
        return np.zeros(len(uniforms), dtype=np.int64)
    return choose(uniforms[:, factor.columns.start], alternatives)


def _weights(plan: Plan, uniforms: Floats) -> list[Floats]:
    """Return for each node its weights (n_replicates, n_children), before they are made to sum to one."""
    factor = plan.factor("weights")
    if factor is None or plan.uncertain_weights is None:
        return [np.tile(plan.weights[node.code], (len(uniforms), 1)) for node in plan.tree.nodes]
    return draw_weights(plan.uncertain_weights, plan.tree, plan.weights, uniforms[:, factor.columns])


def renormalised(tree: Tree, weights: list[Floats], dropped: Integers) -> tuple[Floats, ...]:
    """Take out what is dropped, and every node left empty by it; make the rest of each node sum to one."""
    indicators = len(tree.indicators)
    alive: dict[int, Floats] = {}
    result = []
    for position, (node, own) in enumerate(zip(tree.nodes, weights, strict=True)):
        for column, child in enumerate(node.children):
            own[dropped == child, column] = 0.0
            if child >= indicators:
                own[:, column] *= alive[child]
        total = own.sum(axis=1, keepdims=True)
        alive[indicators + position] = (total[:, 0] > 0).astype(np.float64)
        result.append(own / np.where(total > 0, total, 1.0))
    return tuple(result)
