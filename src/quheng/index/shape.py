"""Skewness and excess kurtosis by the usual sample estimators."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats


def skewness(x: Floats) -> Floats:
    """Return ``G1 = sqrt(n (n - 1)) / (n - 2) * m3 / m2^1.5`` of each column, m being central moments.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    (n_columns,); NaN for fewer than three values or no variation.

    References
    ----------
    Joanes and Gill (1998), The Statistician 47(1); the estimator of SAS, SPSS and Excel's SKEW.
    """
    n, m2, m3, _ = _central_moments(x)
    return np.sqrt(n * (n - 1)) / np.where(n > 2, n - 2, np.nan) * m3 / m2**1.5


def excess_kurtosis(x: Floats) -> Floats:
    """Return ``G2 = (n - 1) / ((n - 2)(n - 3)) * ((n + 1)(m4 / m2^2 - 3) + 6)`` of each column.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.

    Returns
    -------
    (n_columns,), zero for a normal distribution; NaN for fewer than four values or no variation.

    References
    ----------
    Joanes and Gill (1998), The Statistician 47(1); the estimator of SAS, SPSS and Excel's KURT.
    """
    n, m2, _, m4 = _central_moments(x)
    freedom = np.where(n > 3, (n - 2) * (n - 3), np.nan)
    return (n - 1) / freedom * ((n + 1) * (m4 / m2**2 - 3) + 6)


def _central_moments(x: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the number of values and the second to fourth central moments (NaN without variation)."""
    present = ~np.isnan(x)
    n = present.sum(axis=0).astype(np.float64)
    some = np.where(n > 0, n, np.nan)
    deviation = np.where(present, x - np.where(present, x, 0.0).sum(axis=0) / some, 0.0)
    square = deviation**2
    m2 = square.sum(axis=0) / some
    constant = np.fmax.reduce(x, axis=0) == np.fmin.reduce(x, axis=0)
    return (
        n,
        np.where(constant | (m2 == 0), np.nan, m2),
        (square * deviation).sum(axis=0) / some,
        (square**2).sum(axis=0) / some,
    )
