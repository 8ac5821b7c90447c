"""The Kaiser-Meyer-Olkin measure: whether correlations are fit for a factor analysis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from quheng.index.arrays import Floats
from quheng.index.statistics.pearson import pearson
from quheng.index.statistics.scores import scores_under

if TYPE_CHECKING:
    from quheng.index.edition import Edition

SINGULAR = 1e12


def kaiser_meyer_olkin(correlation: Floats) -> tuple[float, Floats]:
    """Return ``KMO = Σ r² / (Σ r² + Σ a²)`` over all pairs, and over the pairs of each column.

    a is the partial correlation of a pair given all the others: with ``Q = R⁻¹``, ``a = -q_ij / sqrt(q_ii
    q_jj)``.

    Parameters
    ----------
    correlation
        (k, k), R.

    Returns
    -------
    overall
        In [0, 1]; Kaiser calls it unacceptable below 0.5 and middling from 0.7.
    each
        (k,) in [0, 1].
        Both NaN for fewer than two columns, where R is singular, or where no pair is correlated at all.

    References
    ----------
    Kaiser (1974), An index of factorial simplicity, Psychometrika 39(1).
    """
    k = len(correlation)
    undefined = float("nan"), np.full(k, np.nan)
    if k < 2 or np.isnan(correlation).any() or np.linalg.cond(correlation) > SINGULAR:
        return undefined
    inverse = np.linalg.inv(correlation)
    # Pairwise deletion can give an R without positive definite inverse, for which a is not defined.
    size = np.sqrt(np.where(np.diag(inverse) > 0, np.diag(inverse), np.nan))
    off = ~np.eye(k, dtype=np.bool_)
    simple = np.where(off, correlation**2, 0.0)
    partial = np.where(off, (inverse / np.outer(size, size)) ** 2, 0.0)
    shared, both = simple.sum(axis=1), (simple + partial).sum(axis=1)
    if not both.sum() > 0:
        return undefined
    return float(shared.sum() / both.sum()), shared / np.where(both > 0, both, np.nan)


def sampling_adequacy(edition: Edition, code: str | None = None) -> pl.DataFrame:
    """Return the measure of a node's children, or of all indicators.

    Parameters
    ----------
    edition
        Its normalised scores; correlations use the units that have both.
    code
        Of an inner node; by default all indicators are taken.

    Returns
    -------
    code, kmo; the first row, with a null code, is the overall measure. Null where not defined.
    """
    scores, codes = scores_under(edition, code)
    overall, each = kaiser_meyer_olkin(pearson(scores))
    return pl.DataFrame(
        {"code": [None, *codes], "kmo": pl.Series(np.append(overall, each), nan_to_null=True)},
        schema={"code": pl.String, "kmo": pl.Float64},
    )
