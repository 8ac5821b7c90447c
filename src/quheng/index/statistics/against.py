"""Indicators that point against their pillar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from quheng.index.statistics.correlation import Kind, correlations

if TYPE_CHECKING:
    from quheng.index.edition import Edition


def against_their_pillar(edition: Edition, kind: Kind = "pearson") -> pl.DataFrame:
    """Return the indicators and pillars that correlate negatively with their own parent, the worst first.

    A unit that does better on such an indicator tends to have a lower score in the pillar that it is meant to
    describe: its direction, or its place in the framework, is in doubt.

    Parameters
    ----------
    edition
        Its normalised scores, with direction accounted for.
    kind
        The coefficient.

    Returns
    -------
    code, parent, r, n, p.
    """
    return (
        correlations(edition, kind)
        .filter((pl.col("relation") == "parent") & (pl.col("r") < 0))
        .sort("r", maintain_order=True)
        .select(pl.col("a").alias("code"), pl.col("b").alias("parent"), "r", "n", "p")
    )
