"""Effective importance: how much of the index each indicator and pillar accounts for, whatever its weight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from quheng.index.arrays import Floats
from quheng.index.statistics.pearson import pearson
from quheng.index.statistics.scores import all_scores
from quheng.index.statistics.spline import penalised_spline

if TYPE_CHECKING:
    from quheng.index.edition import Edition

LEAST_UNITS = 4


def correlation_ratio(x: Floats, y: Floats) -> float:
    """Return ``S = V(E(y | x)) / V(y)``, Pearson's correlation ratio or first-order sensitivity index.

    The conditional mean is estimated by the penalised linear spline of `penalised_spline`. Unlike the square
    of a correlation it also counts what x says about y along a curve.

    Parameters
    ----------
    x, y
        (n_units,), NaN where missing; units that have both are used.

    Returns
    -------
    In [0, 1]; NaN for fewer than four units, or where x or y does not vary.

    References
    ----------
    Paruolo, Saisana and Saltelli (2013), Ratings and rankings: voodoo or science?, Journal of the Royal
    Statistical Society A 176(3).
    """
    both = ~np.isnan(x) & ~np.isnan(y)
    x, y = x[both], y[both]
    if both.sum() < LEAST_UNITS or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    return float(np.clip(penalised_spline(x, y).var() / y.var(), 0.0, 1.0))


def importance(edition: Edition) -> pl.DataFrame:
    """Return the nominal weight and the effective importance of every indicator and pillar in the index.

    Parameters
    ----------
    edition
        Its normalised indicators and the scores of its nodes are set against the index.

    Returns
    -------
    code, title_zh, title_en, weight (the product of the weights up to the index), pearson, r2 (its square,
    the importance where the relation is a straight line) and correlation_ratio. Null where not defined.
    """
    tree, scores = edition.tree, all_scores(edition)
    codes, title, index = tree.columns[:-1], tree.titles, scores[:, -1]
    r = np.array([pearson(np.stack([column, index], axis=1))[0, 1] for column in scores[:, :-1].T])
    ratio = np.array([correlation_ratio(column, index) for column in scores[:, :-1].T])
    return pl.DataFrame(
        {
            "code": codes,
            "title_zh": [title[code].zh for code in codes],
            "title_en": [title[code].en for code in codes],
            "weight": [edition.effective_weights[code] for code in codes],
            "pearson": pl.Series(r, nan_to_null=True),
            "r2": pl.Series(r**2, nan_to_null=True),
            "correlation_ratio": pl.Series(ratio, nan_to_null=True),
        }
    )
