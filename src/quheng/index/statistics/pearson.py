"""Pearson's product-moment correlation of every two columns, over the units that have both."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats
from quheng.index.moments import means

NO_VARIATION = 1e-14
"""A variance below this share of the mean square about the column's mean is rounding."""


def pearson(x: Floats) -> Floats:
    """Return ``r = sum((x - x̄)(y - ȳ)) / sqrt(sum((x - x̄)²) sum((y - ȳ)²))`` of every two columns.

    Means and sums of a pair run over the units in which both are present (pairwise deletion).

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    (n_columns, n_columns) in [-1, 1], symmetric, one on the diagonal; NaN where a column does not vary over
    the units of the pair.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, step 4, Table 6, and Box 7 for
    the formula.
    """
    present = ~np.isnan(x)
    r = _complete(x) if len(x) and present.all() else _pairwise(x, present)
    diagonal = np.arange(x.shape[1])
    r[diagonal, diagonal] = np.where(np.isnan(r[diagonal, diagonal]), np.nan, 1.0)
    return np.clip(r, -1.0, 1.0)


def pair_counts(x: Floats) -> Floats:
    """Return (n_columns, n_columns): in how many units both columns are present."""
    present = (~np.isnan(x)).astype(np.float64)
    return present.T @ present


def _complete(x: Floats) -> Floats:
    centred = x - x.mean(axis=0)
    products = centred.T @ centred
    varies = np.ptp(x, axis=0) > 0
    size = np.sqrt(np.where(varies, np.diag(products), np.nan))
    r: Floats = products / np.outer(size, size)
    return r


def _pairwise(x: Floats, present: np.ndarray) -> Floats:
    here = present.astype(np.float64)
    n = here.T @ here
    # Centring each column by its own mean first keeps the sums of squares small: less cancellation.
    mean = means(x)
    centred = np.where(present, x - mean, 0.0)
    total = centred.T @ here
    squares = (centred**2).T @ here
    some = np.where(n > 0, n, np.nan)
    products = centred.T @ centred - total * total.T / some
    variation = squares - total**2 / some
    rounding = NO_VARIATION * (squares + n * np.nan_to_num(mean)[:, None] ** 2)
    size = np.sqrt(np.where(variation > rounding, variation, np.nan))
    r: Floats = products / (size * size.T)
    return r
