"""Cronbach's alpha: how far the children of a node speak of one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from quheng.index.arrays import Floats
from quheng.index.statistics.pearson import pearson
from quheng.index.statistics.scores import scores_under

if TYPE_CHECKING:
    from quheng.index.edition import Edition


def cronbach_alpha(covariance: Floats) -> float:
    """Return ``α = k / (k - 1) (1 - trace(C) / sum(C))``.

    Parameters
    ----------
    covariance
        (k, k); of correlations it gives the standardised alpha.

    Returns
    -------
    At most one; NaN for fewer than two columns, or where the columns cancel altogether.

    References
    ----------
    Cronbach (1951), Psychometrika 16(3); OECD/JRC (2008), Handbook on Constructing Composite Indicators,
    Part 2, section 4.3, Table 11.
    """
    k, total = len(covariance), float(covariance.sum())
    if k < 2 or not total > 0:
        return float("nan")
    return k / (k - 1) * (1 - float(np.trace(covariance)) / total)


def alpha_if_deleted(covariance: Floats) -> Floats:
    """Return for each column the alpha of the others (k,)."""
    every = np.arange(len(covariance))
    return np.array(
        [cronbach_alpha(covariance[np.ix_(every != column, every != column)]) for column in every]
    )


def item_rest_correlation(covariance: Floats) -> Floats:
    """Return for each column its correlation with the sum of the others (k,); NaN where that is constant."""
    own = np.diag(covariance)
    shared = covariance.sum(axis=1) - own
    rest = covariance.sum() - 2 * shared - own
    correlation: Floats = shared / np.sqrt(np.where(own * rest > 0, own * rest, np.nan))
    return correlation


def reliability(edition: Edition) -> pl.DataFrame:
    """Return the standardised alpha of each node, and what each of its children does to it.

    Parameters
    ----------
    edition
        Its normalised scores; correlations use the units that have both children.

    Returns
    -------
    One row for each child of each node: node, alpha, code, item_rest (the child's correlation with the sum of
    its standardised siblings), alpha_if_deleted. Null where not defined: alpha takes two children at least.
    """
    parts = []
    for node in edition.tree.nodes:
        scores, codes = scores_under(edition, node.code)
        r = pearson(scores)
        parts.append(
            pl.DataFrame(
                {
                    "node": [node.code] * len(codes),
                    "alpha": pl.Series(np.full(len(codes), cronbach_alpha(r)), nan_to_null=True),
                    "code": codes,
                    "item_rest": pl.Series(item_rest_correlation(r), nan_to_null=True),
                    "alpha_if_deleted": pl.Series(alpha_if_deleted(r), nan_to_null=True),
                }
            )
        )
    return pl.concat(parts)
