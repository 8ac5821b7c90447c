"""From one edition to the next: how much of a change is in the data and how much in the method."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from quheng.index.build import build
from quheng.index.edition import Edition


def attribute_change(before: Edition, after: Edition) -> pl.DataFrame:
    """Split the change of each unit's score and rank into data and method.

    The two are changed one after the other, in both orders, and the average of the two orders is taken (the
    Shapley value of two players), so that the parts sum to the whole.

    Parameters
    ----------
    before, after
        Editions of one index; the data of each must have the indicators of the other's framework.

    Returns
    -------
    unit, name, score_before, score_after, score_change, score_by_data, score_by_method, rank_before,
    rank_after, rank_change (positive: it climbed), rank_by_data, rank_by_method; of the units ranked in all
    four combinations, sorted by the rank after.

    Raises
    ------
    QuhengError
        Where a combination cannot be built.
    """
    before.require_alone()
    after.require_alone()
    combined = {
        "before": before,
        "new_data": _crossed(method=before, data=after),
        "new_method": _crossed(method=after, data=before),
        "after": after,
    }
    table = after.ranks.select("unit", "name")
    for name, edition in combined.items():
        own = edition.ranks.select(
            "unit", pl.col("score").alias(f"score_{name}"), pl.col("rank").alias(f"rank_{name}")
        )
        table = table.join(own, on="unit", how="inner", maintain_order="left")
    return table.with_columns(
        *_parts("score", sign=1),
        *_parts("rank", sign=-1),
    ).select(
        "unit",
        "name",
        *(
            f"{what}_{part}"
            for what in ("score", "rank")
            for part in ("before", "after", "change", "by_data", "by_method")
        ),
    )


def _crossed(method: Edition, data: Edition) -> Edition:
    """Build the index of one edition on the data of the other."""
    inputs = replace(
        method.inputs,
        units=data.inputs.units,
        observations=data.inputs.observations,
        sources=data.inputs.sources,
        files=(),
    )
    return build(inputs, period=data.period, custom=method.custom)


def _parts(what: str, sign: int) -> list[pl.Expr]:
    before, after = pl.col(f"{what}_before"), pl.col(f"{what}_after")
    new_data, new_method = pl.col(f"{what}_new_data"), pl.col(f"{what}_new_method")
    by_data = ((new_data - before) + (after - new_method)) / 2
    by_method = ((new_method - before) + (after - new_data)) / 2
    return [
        (sign * (after - before)).alias(f"{what}_change"),
        (sign * by_data).alias(f"{what}_by_data"),
        (sign * by_method).alias(f"{what}_by_method"),
    ]
