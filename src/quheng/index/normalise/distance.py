"""The way from the worst unit to an end: what the distances to a best, a reference and a target share."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats


def distance(
    x: Floats, end: Floats, direction: Floats, to: tuple[float, float] = (0.0, 100.0), *, clip: bool = False
) -> Floats:
    """Return ``to[0] + (to[1] - to[0]) * (1 - (end - x) / (end - worst))``.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing.
    end
        (n_indicators,), in the measure of the indicator, better than its worst value.
    direction
        (n_indicators,), 1 where more is better, -1 where less is; the worst is the least, or the greatest.
    to
        The scores of the worst unit and of the end.
    clip
        Whether values beyond the end get its score.

    Returns
    -------
    (n_units, n_indicators), from to[0]; above to[1] beyond the end where not clipped; missing stays missing;
    NaN for an indicator whose end is no better than its worst value.

    References
    ----------
    COINr's `n_dist2max`, `n_dist2ref` and `n_dist2targ`.
    """
    worst = worst_values(x, direction)
    way = (end - worst) * direction
    share = (x - worst) * direction / np.where(way > 0, way, np.nan)
    low, high = to
    return low + (high - low) * (np.minimum(share, 1.0) if clip else share)


def worst_values(x: Floats, direction: Floats) -> Floats:
    """Return the worst present value of each column (n_indicators,)."""
    worst: Floats = np.fmin.reduce(x * direction, axis=0) * direction
    return worst


def best_values(x: Floats, direction: Floats) -> Floats:
    """Return the best present value of each column (n_indicators,)."""
    best: Floats = np.fmax.reduce(x * direction, axis=0) * direction
    return best
