"""Trends: how scores and ranks moved over the periods of a panel."""

from __future__ import annotations

import polars as pl

from quheng.index.panel import Panel
from quheng.observations import Period


def trends(panel: Panel, code: str | None = None) -> pl.DataFrame:
    """Return how the score of each unit moved from its first period to its last.

    Parameters
    ----------
    panel
        Editions on one scale.
    code
        An inner node of the framework; by default the index.

    Returns
    -------
    unit, name, periods (in which it is ranked), first, last (periods), score_first, score_last, change,
    percent (change in % of the first score; null where that is not positive), cagr (compound annual growth in
    %, ``((last / first)^(1 / years) - 1) * 100``; null where it is not defined), rank_first, rank_last,
    rank_change (positive: it climbed). Sorted by the last rank; units that left come last.
    """
    column = code if code and code != _root(panel) else "score"
    ends = pl.DataFrame({"period": panel.periods, "end": [Period.parse(text).year for text in panel.periods]})
    by_unit = panel.scores.join(ends, on="period", maintain_order="left").group_by(
        "unit", maintain_order=True
    )
    moved = by_unit.agg(
        pl.last("name"),
        pl.len().alias("periods"),
        *(
            expression
            for when, pick in (("first", pl.first), ("last", pl.last))
            for expression in (
                pick("period").alias(when),
                pick(column).alias(f"score_{when}"),
                pick("rank").alias(f"rank_{when}"),
            )
        ),
        (pl.last("end") - pl.first("end")).alias("years"),
    )
    first, last = pl.col("score_first"), pl.col("score_last")
    grown = (first > 0) & (last > 0) & (pl.col("years") > 0)
    return (
        moved.with_columns(
            change=last - first,
            percent=pl.when(first > 0).then((last / first - 1) * 100),
            cagr=pl.when(grown).then(((last / first).pow(1 / pl.col("years")) - 1) * 100),
            rank_change=pl.col("rank_first") - pl.col("rank_last"),
            left=pl.col("last") != panel.periods[-1],
        )
        .sort("left", "rank_last", maintain_order=True)
        .select(
            "unit",
            "name",
            "periods",
            "first",
            "last",
            "score_first",
            "score_last",
            "change",
            "percent",
            "cagr",
            "rank_first",
            "rank_last",
            "rank_change",
        )
    )


def _root(panel: Panel) -> str:
    return next(iter(panel.editions.values())).tree.root.code
