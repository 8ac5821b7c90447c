"""The outranking matrix: how much of the weight says that one unit is better than another."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats

BLOCK = 64
"""Rows compared together: a block of comparisons stays in the processor's cache."""

BITS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).astype(np.float64)
"""(256, 8) the bits of each byte, the highest first."""


def outranking(children: Floats, weights: Floats) -> Floats:
    """Return for each pair the share of the weight of the children in which the first unit is better.

    A child in which both are equal gives half its weight to each, so that ``o[a, b] + o[b, a] = 1``.

    Parameters
    ----------
    children
        (n_units, n_children), more is better; NaN where missing: a pair is compared in the children that
        both have, with the weights shared out among them.
    weights
        (n_children,), positive; only their proportions count.

    Returns
    -------
    (n_units, n_units), from 0 to 1, the diagonal 0; 1/2 where a pair has no child in common.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 6.13, equation 32 and
    Table 36.
    """
    support = (1.0 + margins(children, weights)) / 2.0
    np.fill_diagonal(support, 0.0)
    return support


def margins(children: Floats, weights: Floats) -> Floats:
    """Return ``o[a, b] - o[b, a]`` of the outranking matrix: the weight for the first less that against it.

    Parameters
    ----------
    children, weights
        As of `outranking`.

    Returns
    -------
    (n_units, n_units), from -1 to 1, exactly antisymmetric; 0 where a pair has no child in common.
    """
    better = _better(children, weights)
    net: Floats = better - better.T
    present = (~np.isnan(children)).astype(np.float64)
    if present.all():
        net /= weights.sum()
        return net
    common = (present * weights) @ present.T
    net /= np.where(common > 0, common, 1.0)
    return net


def _better(children: Floats, weights: Floats) -> Floats:
    """Return the weight (n_units, n_units) of the children in which the first unit of a pair is better.

    Eight children at a time: which of them are better makes a byte, and a table has the weight of each byte.
    """
    better = np.zeros((len(children), len(children)))
    for start in range(0, weights.size, 8):
        some = np.ascontiguousarray(children[:, start : start + 8].T)
        weight_of = BITS[:, 8 - len(some) :] @ weights[start : start + 8]
        for first in range(0, len(children), BLOCK):
            rows = slice(first, first + BLOCK)
            byte = np.zeros(better[rows].shape, dtype=np.uint8)
            for child in some:
                byte += byte
                byte += np.greater(child[rows, None], child).view(np.uint8)
            better[rows] += weight_of[byte]
    return better
