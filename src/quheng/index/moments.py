"""Means and standard deviations of columns over the values that are present."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Booleans, Floats


def means(x: Floats, axis: int = 0) -> Floats:
    """Return the mean of the values that are present, along an axis.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.
    axis
        0 for the mean of each column, 1 for that of each unit.

    Returns
    -------
    (n_columns,) or (n_units,); NaN where no value is present.
    """
    present = ~np.isnan(x)
    n = present.sum(axis=axis)
    average: Floats = np.where(present, x, 0.0).sum(axis=axis) / np.where(n > 0, n, np.nan)
    return average


def standard_deviations(x: Floats) -> Floats:
    """Return ``s = sqrt(Σ (x - x̄)² / (n - 1))`` of each column over the values that are present.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    (n_columns,), positive; NaN for fewer than two values or no variation.
    """
    present = ~np.isnan(x)
    n = present.sum(axis=0)
    deviation = np.where(present, x - means(x), 0.0)
    variance = (deviation**2).sum(axis=0) / np.where(n > 1, n - 1, np.nan)
    return np.sqrt(np.where(constant(x) | (variance == 0), np.nan, variance))


def constant(x: Floats) -> Booleans:
    """Return which columns (n_columns,) of `x` (n_units, n_columns) have one value alone.

    Least and greatest are compared: the mean of equal values differs from them by the rounding of the sum.
    """
    least, greatest = np.fmin.reduce(x, axis=0, initial=np.nan), np.fmax.reduce(x, axis=0, initial=np.nan)
    return np.asarray(least == greatest)
