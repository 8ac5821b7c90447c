"""Evaluate draws: replicates that share their upstream choices share the upstream work."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from quheng.index.arrays import Floats, Integers
from quheng.robustness.draws import Draws
from quheng.robustness.histogram import Ranks, rank_matrix, rank_type
from quheng.robustness.plan import Plan
from quheng.robustness.scaled import Scaled
from quheng.robustness.score import replicate_scores, require_scores

SLAB = 128
"""Replicates scored together: their arrays stay in the processor's cache."""

CELLS = 2**19
"""Of the matrices of replicates that each have data of their own, and are normalised together."""


def slabs(plan: Plan, draws: Draws) -> Iterator[tuple[Integers, Floats]]:
    """Yield the scores of the ranked units, some replicates at a time.

    Parameters
    ----------
    plan
        What the replicates share.
    draws
        What each of them chose.

    Yields
    ------
    rows
        (n_some,) positions of the replicates among the draws; each occurs once, in no particular order.
    scores
        (n_some, n_units)

    Raises
    ------
    MethodError
        Where a method is not defined on what it meets.
    """
    together = SLAB if plan.upstream is None else max(1, min(SLAB, CELLS // plan.upstream.start.size))
    for (combination, pillars, index), rows in _alike(draws):
        rules = {**plan.pillar_rules[pillars], plan.tree.root.code: plan.index_rules[index]}
        for first in range(0, rows.size, together):
            slab = rows[first : first + together]
            weights = [own[slab] for own in draws.weights]
            scaled = _scaled(plan, draws, combination, slab)
            scores = replicate_scores(scaled, plan.tree, weights, rules, plan.filling)
            if plan.kept is not None:
                scores = np.ascontiguousarray(scores[:, plan.kept])
            yield slab, require_scores(scores)


def _scaled(plan: Plan, draws: Draws, combination: int, slab: Integers) -> Scaled:
    """Return the normalised indicators of replicates with the same choices."""
    if plan.upstream is None:
        return plan.scaled[combination]
    return plan.upstream.each(plan.upstream.pick(combination), draws.keys[slab], draws.posts[slab])


def replicate_ranks(plan: Plan, draws: Draws) -> Ranks:
    """Return the competition ranks (n_replicates, n_units) of every replicate, in the order of the draws."""
    ranks = np.empty((draws.scaled.size, plan.units), dtype=rank_type(plan.units))
    for rows, scores in slabs(plan, draws):
        ranks[rows] = rank_matrix(plan.rank.ranked(scores))
    return ranks


def _alike(draws: Draws) -> Iterator[tuple[tuple[int, int, int], Integers]]:
    """Group replicates by the choices that decide what they can share."""
    choices = np.stack([draws.scaled, draws.pillars, draws.index], axis=1)
    kinds, kind = np.unique(choices, axis=0, return_inverse=True)
    for position, (scaled, pillars, index) in enumerate(kinds.tolist()):
        yield (scaled, pillars, index), np.flatnonzero(kind.ravel() == position)
