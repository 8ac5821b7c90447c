"""Condorcet-Kemeny: the order of the units that most of the pairwise comparisons support."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from quheng.index.aggregate.copeland import wins_less_losses
from quheng.index.aggregate.linear_order import best_order, improved_order
from quheng.index.aggregate.outranking import margins
from quheng.index.aggregate.present import ROUNDING
from quheng.index.aggregate.rule import Aggregation
from quheng.index.arrays import Booleans, Floats, Integers

EXACT_UNITS = 60
"""Up to so many units that beat one another in circles, the order is proved to be the best."""


@dataclass(frozen=True)
class KemenyOrder:
    """An order of the units, and how good it is.

    Parameters
    ----------
    score
        (n_units,) how many units are placed below each; units that are equal in every child share it.
    support
        The sum over all pairs of the weight that agrees with the order (half of it for a tie).
    bound
        The support that no order can exceed: the sum over all pairs of the greater weight.
    exact
        Whether no order has more support; else it is what local search found.
    """

    score: Floats
    support: float
    bound: float
    exact: bool


def kemeny_order(children: Floats, weights: Floats) -> KemenyOrder:
    """Return an order that maximises ``sum over pairs a before b of o[a, b]``, o being the outranking matrix.

    Groups of units such that everyone in one beats, or ties with, everyone in the next follow one another in
    some best order (the extended Condorcet criterion), so only the units of one group, which beat one another
    in circles, are a puzzle. Up to 60 of them it is solved exactly, as an integer programme; beyond, the
    order by Copeland's rule is improved by moving one unit at a time until no move helps. Where several
    orders have the same support, neighbours between whom the weight is equal stand by Copeland's rule, then
    by the sum of their margins.

    Parameters
    ----------
    children
        (n_units, n_children), more is better, of which only the order counts; NaN where missing: a pair is
        compared in the children that both have.
    weights
        (n_children,), positive; only their proportions count.

    References
    ----------
    Kemeny (1959), Daedalus 88(4), Mathematics without numbers. Young and Levenglick (1978), SIAM Journal on
    Applied Mathematics 35(2). Munda and Nardo (2009), Applied Economics 41(12). Truchon (1998), An extension
    of the Condorcet criterion and Kemeny orders. OECD/JRC (2008), Handbook on Constructing Composite
    Indicators, Part 2, sections 6.12 and 6.13 (equation 33).
    """
    margin = margins(children, weights)
    margin[np.abs(margin) <= ROUNDING] = 0.0
    first, alike, times = _alike(children)
    puzzle = (margin * np.outer(times[alike], times[alike]))[np.ix_(first, first)]
    preferred = np.lexsort((-margin.sum(axis=1)[first], -wins_less_losses(margin)[first]))
    puzzle = puzzle[np.ix_(preferred, preferred)]
    order, exact = _ordered(puzzle)
    order = preferred[_neighbours_by_preference(puzzle, order)]
    below = np.empty(first.size)
    below[order] = times.sum() - np.cumsum(times[order])
    score = below[alike]
    ahead = score[:, None] > score
    pairs = len(children) * (len(children) - 1) / 2
    return KemenyOrder(
        score,
        float((pairs + margin[ahead].sum()) / 2),
        float((pairs + np.abs(margin).sum() / 2) / 2),
        exact,
    )


def _alike(children: Floats) -> tuple[Integers, Integers, Integers]:
    """Return the first of each set of units that are equal in every child, each unit's set, and the sizes."""
    _, first, alike, times = np.unique(
        np.nan_to_num(children, nan=-np.inf),
        axis=0,
        return_index=True,
        return_inverse=True,
        return_counts=True,
    )
    return first, alike.ravel(), times


def _ordered(margin: Floats) -> tuple[Integers, bool]:
    """Return the positions in a best order, and whether it is known to be one."""
    parts, exact = [], True
    for group in _groups(margin > 0):
        own = margin[np.ix_(group, group)]
        solved = group.size <= EXACT_UNITS
        parts.append(group[best_order(own) if solved else improved_order(own)])
        exact &= solved
    return np.concatenate(parts), exact


def _groups(beats: Booleans) -> list[Integers]:
    """Return the units that beat one another, directly or in circles, the groups from the best down."""
    reach = beats | np.eye(len(beats), dtype=np.bool_)
    while True:
        further = (reach.astype(np.float32) @ reach.astype(np.float32)) > 0
        if (further == reach).all():
            break
        reach = further
    # Whoever reaches a group also reaches all that it reaches: more units, and so an earlier place.
    reached = reach.sum(axis=1)
    together = np.argmax(reach & reach.T, axis=1)
    leaders = np.unique(together)
    leaders = leaders[np.argsort(-reached[leaders], kind="stable")]
    return [np.flatnonzero(together == leader) for leader in leaders]


def _neighbours_by_preference(margin: Floats, order: Integers) -> Integers:
    """Swap neighbours between whom the weight is equal until the preferred (the lower number) is ahead."""
    order = order.copy()
    moved = True
    while moved:
        moved = False
        for place in range(order.size - 1):
            ahead, behind = order[place], order[place + 1]
            if ahead > behind and margin[ahead, behind] == 0:
                order[place], order[place + 1] = behind, ahead
                moved = True
    return order


class Kemeny(Aggregation):
    """`kemeny`; its score is the number of units placed below."""

    by: Literal["kemeny"] = "kemeny"

    def score(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node."""
        return kemeny_order(children, weights).score
