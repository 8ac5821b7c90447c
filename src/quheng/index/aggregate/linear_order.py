"""The linear ordering problem: put items into the order with the greatest sum of margins ahead."""

from __future__ import annotations

import numpy as np

from quheng.index.aggregate.present import ROUNDING
from quheng.index.arrays import Floats, Integers

CIRCLES = 200
"""Circles of three that are ruled out in a round."""

SLACK = 1e-4
"""By how much a solution may miss a whole number: well above the solver's own tolerance."""


def best_order(margin: Floats) -> Integers:
    """Return an order that maximises the sum of ``margin[a, b]`` over pairs with a ahead of b.

    For each pair, x says whether the first is ahead; ``x_ab + x_bc + x_ca <= 2`` rules out that three go in a
    circle. Such constraints enter once a solution breaks them; where the relaxed solution is not whole, the
    rest is branch and bound.

    Parameters
    ----------
    margin
        (n_items, n_items), antisymmetric.

    Returns
    -------
    (n_items,) positions of the items, the best first.

    References
    ----------
    Grötschel, Jünger and Reinelt (1984), Operations Research 32(6), A cutting plane algorithm for the linear
    ordering problem.
    """
    if len(margin) < 3:
        return np.argsort(-margin.sum(axis=1), kind="stable")
    circles = np.empty((0, 3), dtype=np.int64)
    whole = False
    while True:
        ahead = _solved(margin, circles, whole)
        broken = _circles(ahead)
        if len(broken):
            circles = np.vstack([circles, broken])
        elif whole or np.abs(ahead - np.round(ahead)).max() <= SLACK:
            return np.argsort(-np.round(ahead).sum(axis=1), kind="stable")
        else:
            whole = True


def _solved(margin: Floats, circles: Integers, whole: bool) -> Floats:
    """Solve the programme with some circles ruled out.

    Parameters
    ----------
    margin
        (n_items, n_items), antisymmetric.
    circles
        (n_circles, 3) items.
    whole
        Whether an item is ahead of another or not; otherwise it may be so in part.

    Returns
    -------
    (n_items, n_items), from 0 to 1: how far the first is ahead of the second; zero on the diagonal.
    """
    from scipy.optimize import LinearConstraint, milp
    from scipy.sparse import csr_array

    upper = np.triu_indices(len(margin), 1)
    variables = upper[0].size
    pair = np.zeros(margin.shape, dtype=np.int64)
    pair[upper] = np.arange(variables)
    pair += pair.T
    constraints = []
    if len(circles):
        # There is a variable for a < b only: where a > b, x_ab is 1 - x_ba.
        first, second = circles, np.roll(circles, -1, axis=1)
        sign = np.where(first < second, 1.0, -1.0)
        rows = np.repeat(np.arange(len(circles)), 3)
        entries = (sign.ravel(), (rows, pair[first, second].ravel()))
        matrix = csr_array(entries, shape=(len(circles), variables))
        constraints = [LinearConstraint(matrix, ub=2.0 - (first > second).sum(axis=1))]
    found = milp(
        -margin[upper],
        integrality=np.full(variables, int(whole)),
        bounds=(0, 1),
        constraints=constraints,
        options={"mip_rel_gap": 0.0},
    )
    ahead = np.zeros(margin.shape)
    ahead[upper] = found.x
    ahead[upper[::-1]] = 1.0 - found.x
    return ahead


def _circles(ahead: Floats) -> Integers:
    """Return the worst triples (n_triples, 3) that go in a circle, each once, its least item first."""
    around = ahead[:, :, None] + ahead[None, :, :] + ahead.T[:, None, :]
    a, b, c = np.nonzero(around > 2.0 + SLACK)
    least = (a < b) & (a < c)
    triples = np.stack([a, b, c], axis=1)[least]
    worst = np.argsort(-around[tuple(triples.T)], kind="stable")[:CIRCLES]
    return triples[worst]


def improved_order(margin: Floats) -> Integers:
    """Return the given order of the items, improved until moving no single item helps.

    Parameters
    ----------
    margin
        (n_items, n_items), antisymmetric; items in the order to begin with.

    Returns
    -------
    (n_items,) positions of the items, the best first.
    """
    order = np.arange(len(margin))
    moved = True
    while moved:
        moved = False
        for item in range(order.size):
            place = int(np.flatnonzero(order == item)[0])
            others = np.delete(order, place)
            # Put before others[k], the item is ahead of those from k on and behind those before.
            over = np.concatenate([[0.0], np.cumsum(margin[item, others])])
            support = over[-1] - 2 * over
            target = int(support.argmax())
            if support[target] > support[place] + ROUNDING:
                order = np.insert(others, target, item)
                moved = True
    return order
