"""The weights that close a gap while as little weight as possible changes hands."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats, Integers

ROUNDING = 1e-12
"""A gap this small beside the terms of the nominal one is the rounding of the arithmetic alone."""


def least_total(gain: Floats, weights: Floats, node: Integers) -> Floats | None:
    """Return the weights that minimise ``sum |v_i - w_i|`` subject to ``sum(g v) >= 0``.

    The new weights v are not negative and sum to one within each node. The optimum of this linear programme
    moves weight to the child of each node that gains most, from the children that gain least first, until the
    gap is closed: what a unit of weight closes is the difference of the two gains. Of children that gain
    alike the first gives, or takes, first.

    Parameters
    ----------
    gain
        (n_weights,) how much a unit of weight closes the gap; -inf where the weight must fall, or stay, zero.
    weights
        (n_weights,) not negative, summing to one within each node, with ``sum(g w) < 0``.
    node
        (n_weights,) which node each belongs to, 0, 1, ...

    Returns
    -------
    (n_weights,), or None where no weights close the gap.
    """
    barred = np.isneginf(gain)
    order = np.lexsort((-gain, node))
    best = order[np.searchsorted(node[order], node)]
    if barred[best].any():
        return None
    new = np.where(barred, 0.0, weights)
    np.add.at(new, best[barred], weights[barred])
    known = np.where(barred, 0.0, gain)
    gap = -float(np.sum(known * new))
    advantage = np.where(barred, 0.0, known[best] - known)
    for giver in np.argsort(-advantage, kind="stable"):
        closes = advantage[giver] * new[giver]
        if gap <= 0:
            break
        moved = new[giver] * min(1.0, gap / closes) if closes > 0 else 0.0
        new[giver] -= moved
        new[best[giver]] += moved
        gap -= advantage[giver] * moved
    return new if float(np.sum(known * new)) >= -ROUNDING * float(np.sum(np.abs(known) * weights)) else None
