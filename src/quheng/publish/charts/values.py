"""What a chart is drawn from: rows at hand, or the name of data that the page brings along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import altair as alt
import polars as pl

Values: TypeAlias = pl.DataFrame | Sequence[dict[str, Any]] | str
"""A polars frame, a list of rows, or the name of a dataset that is given when the chart is shown."""


def chart_data(values: Values) -> alt.NamedData | alt.InlineData | pl.DataFrame:
    """Return `values` in a form that `alt.Chart` takes."""
    if isinstance(values, str):
        return alt.NamedData(name=values)
    if isinstance(values, pl.DataFrame):
        return values
    return alt.InlineData(values=list(values))
