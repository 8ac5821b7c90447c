"""Spearman's rank correlation of every two columns, over the units that have both."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats
from quheng.index.rank import average_ranks
from quheng.index.statistics.pearson import pearson


def spearman(x: Floats) -> Floats:
    """Return Pearson's correlation of the ranks of every two columns; ties share the mean of their ranks.

    Ranks are taken over the units in which both columns are present.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    (n_columns, n_columns) in [-1, 1], symmetric; NaN where a column does not vary over the units of the pair.

    References
    ----------
    Spearman (1904), American Journal of Psychology 15(1); OECD/JRC (2008), Handbook on Constructing Composite
    Indicators, Part 2, step 4, Box 7.
    """
    if not np.isnan(x).any():
        return pearson(_ranks(x))
    size = x.shape[1]
    r = np.full((size, size), np.nan)
    for a in range(size):
        r[a, a] = pearson(x[:, [a]])[0, 0]
        for b in range(a + 1, size):
            both = x[:, [a, b]]
            ranks = _ranks(both[~np.isnan(both).any(axis=1)])
            r[a, b] = r[b, a] = pearson(ranks)[0, 1]
    return r


def _ranks(x: Floats) -> Floats:
    return np.stack([average_ranks(column) for column in x.T], axis=1)
