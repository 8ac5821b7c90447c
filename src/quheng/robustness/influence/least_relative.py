"""The weights that close a gap while no weight changes by a greater share than it must."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats, Integers

ROUNDING = 1e-14
"""A sum this small beside its terms is zero but for the rounding of the arithmetic."""


def least_relative(gain: Floats, weights: Floats, node: Integers) -> Floats | None:
    """Return the weights that minimise ``max |v_i / w_i - 1|`` subject to ``sum(g v) >= 0``.

    The new weights v are not negative and sum to one within each node. This linear programme has a closed
    form. While no weight falls to zero, the optimum raises the half of each node's weight that gains most by
    the share t, and lowers the other half by t; the gap then closes by t times the mean absolute deviation of
    the gains from their weighted median. Beyond t = 1, the share q = 1 / (1 + t) of each node's weight that
    gains most is blown up to the whole, and what is left is dropped: q is the largest with ``∫_0^q G >= 0``,
    where G is the sum over the nodes of the gains from the greatest down. Weights of a node that gain alike
    change alike.

    Parameters
    ----------
    gain
        (n_weights,) how much a unit of weight closes the gap; -inf where the weight must fall to zero.
    weights
        (n_weights,) not negative, summing to one within each node, with ``sum(g w) < 0``; a weight of zero
        stays zero, since its relative change is not defined.
    node
        (n_weights,) which node each belongs to, 0, 1, ...

    Returns
    -------
    (n_weights,), or None where no such weights close the gap.
    """
    order = np.lexsort((-gain, node))
    g, w, n = gain[order], weights[order], node[order]
    barred = np.isneginf(g) & (w > 0)
    g = np.where(w > 0, np.where(barred, 0.0, g), 0.0)
    cumulated = np.concatenate([[0.0], np.cumsum(w)])
    start = cumulated[np.searchsorted(n, n)]
    before, after = cumulated[:-1] - start, cumulated[1:] - start
    new = None
    if not barred.any():
        tilt = 2.0 * _inside(0.5, before, after) / np.where(w > 0, w, 1.0) - 1.0
        closes = float(np.sum(g * w * tilt))
        gap = -float(np.sum(g * w))
        if gap <= closes:
            new = w * (1.0 + gap / closes * tilt)
    if new is None:
        left = 1.0 - np.bincount(n, np.where(barred, w, 0.0)).max()
        share = _largest_share(g, before, after, min(0.5, left))
        new = _inside(share, before, after) / share if share > 0 else None
    if new is None:
        return None
    result = np.empty_like(new)
    result[order] = _shared_among_equals(new, w, np.stack([n, gain[order]]))
    return result


def _shared_among_equals(new: Floats, weights: Floats, kind: Floats) -> Floats:
    """Change weights that gain alike by the same share: the greatest change is no greater for it."""
    group = np.unique(kind, axis=1, return_inverse=True)[1].ravel()
    held = np.bincount(group, weights)[group]
    shared: Floats = weights * (np.bincount(group, new)[group] / np.where(held > 0, held, 1.0))
    return shared


def _inside(share: float, before: Floats, after: Floats) -> Floats:
    """Return how much of each weight, from `before` to `after` in its node, is in the first `share`."""
    inside: Floats = np.minimum(share, after) - np.minimum(share, before)
    return inside


def _largest_share(gain: Floats, before: Floats, after: Floats, most: float) -> float:
    """Return the largest share, at most `most`, whose gains do not sum to less than zero; 0 for none."""
    steps = np.unique(np.concatenate([[0.0], after[after < most], [most]]))
    gained = gain * np.array([_inside(step, before, after) for step in steps])
    total = gained.sum(axis=1)
    last = int(np.flatnonzero(total >= -ROUNDING * np.abs(gained).sum(axis=1))[-1])
    if last == steps.size - 1:
        return float(steps[last])
    fall = total[last] - total[last + 1]
    return float(steps[last] + (steps[last + 1] - steps[last]) * total[last] / fall)
