"""Describe each indicator, and flag what deserves a second look."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from quheng.index.arrays import Floats
from quheng.index.shape import skewness_and_kurtosis

if TYPE_CHECKING:
    from quheng.index.edition import Edition

QUANTILES = {"q05": 0.05, "q25": 0.25, "median": 0.5, "q75": 0.75, "q95": 0.95}

LEAST_PRESENT = 2 / 3
MOST_OF_ONE_VALUE = 0.5
MOST_SKEWNESS, MOST_KURTOSIS = 2.0, 3.5


def described(column: Floats) -> dict[str, float | int | None]:
    """Return the statistics of one column.

    Parameters
    ----------
    column
        (n_units,), NaN where missing.

    Returns
    -------
    n, missing, zeros, unique, most_common (how many units share the commonest value), min, q05, q25, median,
    q75, q95, max (quantiles by linear interpolation between order statistics, Hyndman and Fan's type 7),
    mean, sd (n - 1), skewness (G1) and kurtosis (G2, excess). None where not defined.
    """
    present = column[~np.isnan(column)]
    sizes = np.unique(present, return_counts=True)[1]
    values: dict[str, float | int | None] = {
        "n": present.size,
        "missing": column.size - present.size,
        "zeros": int(np.count_nonzero(present == 0)),
        "unique": sizes.size,
        "most_common": int(sizes.max(initial=0)),
    }
    some = present if present.size else np.array([np.nan])
    quantiles = np.quantile(some, list(QUANTILES.values()))
    (g1,), (g2,) = skewness_and_kurtosis(some[:, None])
    shape = {
        "min": some.min(),
        **dict(zip(QUANTILES, quantiles, strict=True)),
        "max": some.max(),
        "mean": some.mean(),
        "sd": some.std(ddof=1) if present.size > 1 else np.nan,
        "skewness": g1,
        "kurtosis": g2,
    }
    return values | {name: None if np.isnan(value) else float(value) for name, value in shape.items()}


def descriptive(edition: Edition, step: str = "denominate") -> pl.DataFrame:
    """Return the statistics of each indicator over the ranked units, with flags.

    Parameters
    ----------
    edition
        One of its steps is described.
    step
        data, denominate, impute, treat or normalise. By default the values before any is filled or treated.

    Returns
    -------
    code, title_zh, title_en, what `described` gives, then the flags: few_values (present in less than two
    thirds of the units), many_zeros and one_value (more than half of the values are zero, or are the same),
    outliers (absolute skewness above 2 and excess kurtosis above 3.5: the test of the treat step).
    """
    title = edition.tree.titles
    rows = [
        {"code": code, "title_zh": title[code].zh, "title_en": title[code].en} | described(column)
        for code, column in zip(edition.steps[step].columns, edition.steps[step].values.T, strict=True)
    ]
    counts = ["n", "missing", "zeros", "unique", "most_common"]
    frame = pl.DataFrame(rows, infer_schema_length=None).with_columns(pl.col(counts).cast(pl.Int64))
    frame = frame.with_columns(pl.exclude("code", "title_zh", "title_en", *counts).cast(pl.Float64))
    return frame.with_columns(
        few_values=pl.col("n") < LEAST_PRESENT * (pl.col("n") + pl.col("missing")),
        many_zeros=pl.col("zeros") > MOST_OF_ONE_VALUE * pl.col("n"),
        one_value=pl.col("most_common") > MOST_OF_ONE_VALUE * pl.col("n"),
        outliers=(
            (pl.col("skewness").abs() > MOST_SKEWNESS) & (pl.col("kurtosis") > MOST_KURTOSIS)
        ).fill_null(value=False),
    )
