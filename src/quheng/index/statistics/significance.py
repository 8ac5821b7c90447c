"""How likely a correlation as strong as this is where the two are independent."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats
from quheng.index.statistics.kendall import kendall_variance


def correlation_p(r: Floats, n: Floats) -> Floats:
    """Return the two-sided p-value of Pearson's or Spearman's correlation by Student's t.

    ``t = r sqrt((n - 2) / (1 - r²))`` with n - 2 degrees of freedom; the probability beyond it on both sides
    is the regularised incomplete beta function ``I(1 - r²; (n - 2)/2, 1/2)``.

    Parameters
    ----------
    r
        Correlations of any shape, NaN where not defined.
    n
        The number of units of each.

    Returns
    -------
    In [0, 1]; NaN where r is, or where there are fewer than three units.

    References
    ----------
    Abramowitz and Stegun (1964), 26.5.27 and 26.7.1.
    """
    from scipy.special import betainc

    p: Floats = betainc(np.where(n > 2, n - 2, np.nan) / 2, 0.5, np.clip(1 - r**2, 0.0, 1.0))
    return p


def kendall_p(x: Floats, tau: Floats) -> Floats:
    """Return the two-sided p-value of Kendall's τ_b by the normal approximation, with ties.

    ``z = (concordant - discordant) / sqrt(variance)``, without correction for continuity.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.
    tau
        (n_columns, n_columns) of `kendall`.

    Returns
    -------
    (n_columns, n_columns) in [0, 1]; NaN where τ is, or for fewer than three units.
    """
    from scipy.special import erfc

    z = np.full(tau.shape, np.nan)
    present = ~np.isnan(x)
    for a, b in zip(*np.triu_indices(len(tau)), strict=True):
        both = x[present[:, a] & present[:, b]][:, [a, b]]
        if len(both) > 2 and not np.isnan(tau[a, b]):
            surplus = tau[a, b] * np.sqrt(_untied(both[:, 0]) * _untied(both[:, 1]))
            z[a, b] = z[b, a] = surplus / np.sqrt(kendall_variance(both))
    p: Floats = erfc(np.abs(z) / np.sqrt(2.0))
    return p


def _untied(column: Floats) -> float:
    """Return the number of pairs of units that differ."""
    sizes = np.unique(column, return_counts=True)[1].astype(np.float64)
    return float(len(column) * (len(column) - 1) - np.sum(sizes * (sizes - 1))) / 2
