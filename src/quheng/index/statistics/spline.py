"""A smooth curve through points: the penalised linear spline."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats

MOST_KNOTS = 35
UNITS_A_KNOT = 4
PENALTIES = np.logspace(-6, 6, 61)


def penalised_spline(x: Floats, y: Floats) -> Floats:
    """Return the fitted values of ``y ≈ a + b x + Σ u_k (x - κ_k)₊`` with a penalty ``λ Σ u_k²``.

    x is first mapped onto [0, 1]. The K knots κ are the sample quantiles of its distinct values at ``k / (K +
    1)``, with K a quarter of their number, at most 35. λ is the one of 61 values with the least generalised
    cross-validation ``GCV = n RSS / (n - df)²``, where df is the trace of the smoother; of equal ones the
    greatest, that is the smoothest. The values are evenly spaced in logarithm, 1e-6 to 1e6 times the mean
    squared singular value of the knot columns net of the line. A straight line is fitted without penalty, and
    is the limit of a large λ.

    Parameters
    ----------
    x, y
        (n,) without NaN; x varies.

    Returns
    -------
    (n,)

    References
    ----------
    Ruppert, Wand and Carroll (2003), Semiparametric Regression, sections 3.5, 5.3 and 5.5.3.
    """
    line = np.stack([np.ones_like(x), (x - x.min()) / np.ptp(x)], axis=1)
    distinct = np.unique(line[:, 1])
    number = min(MOST_KNOTS, distinct.size // UNITS_A_KNOT)
    knots = np.quantile(distinct, np.arange(1, number + 1) / (number + 1))
    base, _ = np.linalg.qr(line)
    straight = base @ (base.T @ y)
    bends = np.maximum(line[:, [1]] - knots, 0.0)
    # Only what the line leaves unexplained is fitted with a penalty: a ridge regression in the eigenvectors.
    bends = bends - base @ (base.T @ bends)
    power, turned = np.linalg.eigh(bends.T @ bends)
    power = np.maximum(power, 0.0)
    if number == 0 or power.max() == 0:
        return straight
    rest = y - straight
    along = turned.T @ (bends.T @ rest)
    shrunk = power + PENALTIES[:, None] * power.mean()
    residual = rest @ rest + np.sum(along**2 * (power / shrunk - 2.0) / shrunk, axis=1)
    freedom = y.size - 2 - np.sum(power / shrunk, axis=1)
    criterion = np.maximum(residual, 0.0) / freedom**2
    best = PENALTIES.size - 1 - int(np.argmin(criterion[::-1]))
    fitted: Floats = straight + bends @ (turned @ (along / shrunk[best]))
    return fitted
