"""Collinear pairs: two indicators that say the same, or the same turned round."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from quheng.index.statistics.correlation import Kind, correlations

if TYPE_CHECKING:
    from quheng.index.edition import Edition


def collinear_pairs(edition: Edition, threshold: float = 0.9, kind: Kind = "pearson") -> pl.DataFrame:
    """Return the pairs of indicators with ``|r| > threshold``, the strongest first.

    Strong negative pairs count as well as positive ones: a linear method cannot tell the two apart, and in
    one pillar they cancel.

    Parameters
    ----------
    edition
        Its normalised indicators are compared, over the whole framework.
    threshold
        In [0, 1].
    kind
        The coefficient.

    Returns
    -------
    a, b, relation (`siblings` or `other`), r, n, p.
    """
    leaves = [leaf.code for leaf in edition.tree.indicators]
    return (
        correlations(edition, kind)
        .filter(pl.col("a").is_in(leaves) & pl.col("b").is_in(leaves) & (pl.col("r").abs() > threshold))
        .sort(pl.col("r").abs(), descending=True, maintain_order=True)
        .select("a", "b", "relation", "r", "n", "p")
    )
