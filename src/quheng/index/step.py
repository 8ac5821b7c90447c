"""One step of the method: its result and the log of what it changed, unit by unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.index.arrays import Floats, Integers

Action = Literal["denominated", "no-denominator", "imputed", "winsorised", "transformed"]

LOG_SCHEMA = {
    "unit": pl.String,
    "indicator": pl.String,
    "before": pl.Float64,
    "after": pl.Float64,
    "action": pl.String,
    "detail_zh": pl.String,
    "detail_en": pl.String,
}


@dataclass(frozen=True)
class Change:
    """Cells of one indicator that a step changed in one way.

    Parameters
    ----------
    indicator
        Its code.
    rows
        (n_changed,) positions of the units.
    before, after
        (n_changed,) values; NaN where missing.
    action
        What was done.
    detail
        Why, or by what.
    """

    indicator: str
    rows: Integers
    before: Floats
    after: Floats
    action: Action
    detail: Text


@dataclass(frozen=True)
class Step:
    """The state of the data after a step.

    Parameters
    ----------
    name
        data, denominate, impute, treat, normalise or aggregate.
    units
        (n_units,) codes: the rows.
    columns
        (n_columns,) codes of indicators, and of nodes for the aggregate step.
    values
        (n_units, n_columns), NaN where missing.
    changes
        What the step changed.
    """

    name: str
    units: tuple[str, ...]
    columns: tuple[str, ...]
    values: Floats
    changes: tuple[Change, ...] = field(default=())

    @cached_property
    def table(self) -> pl.DataFrame:
        """The values as a frame: `unit`, then a column for each code; null where missing."""
        columns = {
            code: pl.Series(code, column, nan_to_null=True)
            for code, column in zip(self.columns, self.values.T, strict=True)
        }
        return pl.DataFrame({"unit": self.units, **columns})

    @cached_property
    def log(self) -> pl.DataFrame:
        """What the step changed: unit, indicator, before, after, action, detail_zh, detail_en."""
        units = np.array(self.units, dtype=object)
        parts = [
            pl.DataFrame(
                {
                    "unit": units[change.rows].tolist(),
                    "indicator": [change.indicator] * change.rows.size,
                    "before": pl.Series(change.before, nan_to_null=True),
                    "after": pl.Series(change.after, nan_to_null=True),
                    "action": [change.action] * change.rows.size,
                    "detail_zh": [change.detail.zh] * change.rows.size,
                    "detail_en": [change.detail.en] * change.rows.size,
                },
                schema=LOG_SCHEMA,
            )
            for change in self.changes
        ]
        return pl.concat(parts) if parts else pl.DataFrame(schema=LOG_SCHEMA)
