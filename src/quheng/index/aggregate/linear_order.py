"""The linear ordering problem: put items into the order with the greatest sum of margins ahead."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats, Integers

CIRCLES = 200
"""Circles of three that are ruled out in a round."""

SLACK = 1e-6
"""By how much the solver may miss a whole number."""


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
    from scipy.optimize import LinearConstraint, milp
    from scipy.sparse import csr_array

    items = len(margin)
    if items < 3:
        return np.argsort(-margin.sum(axis=1), kind="stable")
    upper = np.triu_indices(items, 1)
    pair = np.zeros((items, items), dtype=np.int64)
    pair[upper] = np.arange(upper[0].size)
    pair += pair.T
    circles = np.empty((0, 3), dtype=np.int64)
    whole = False
    while True:
        constraints = []
        if len(circles):
            a, b = circles, np.roll(circles, -1, axis=1)
            sign = np.where(a < b, 1.0, -1.0)
            rows = np.repeat(np.arange(len(circles)), 3)
            matrix = csr_array(
                (sign.ravel(), (rows, pair[a, b].ravel())), shape=(len(circles), upper[0].size)
            )
            constraints = [LinearConstraint(matrix, ub=2.0 - (a > b).sum(axis=1))]
        found = milp(
            -margin[upper],
            integrality=np.full(upper[0].size, int(whole)),
            bounds=(0, 1),
            constraints=constraints,
            options={"mip_rel_gap": 0.0},
        )
        ahead = np.zeros((items, items))
        ahead[upper] = found.x
        ahead[upper[::-1]] = 1.0 - found.x
        broken = _circles(ahead)
        if len(broken):
            circles = np.vstack([circles, broken])
        elif whole or np.abs(found.x - np.round(found.x)).max() <= SLACK:
            return np.argsort(-np.round(ahead).sum(axis=1), kind="stable")
        else:
            whole = True


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
            if support[target] > support[place] + SLACK:
                order = np.insert(others, target, item)
                moved = True
    return order
