"""What a step may know beside the numbers that it is given."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DeclarationError, Problem, Where
from quheng.index.arrays import Floats
from quheng.observations.unit import group_columns

if TYPE_CHECKING:
    from quheng.index.data import DataMatrix
    from quheng.index.framework import Indicator


@dataclass(frozen=True)
class Context:
    """The units and indicators that a matrix is about.

    Parameters
    ----------
    units
        (n_units,) codes: the rows.
    indicators
        (n_columns,) the columns.
    table
        The units table, of all units.
    data
        The observed values of every variable, rows as `units`.
    """

    units: tuple[str, ...]
    indicators: tuple[Indicator, ...]
    table: pl.DataFrame
    data: DataMatrix

    @property
    def codes(self) -> tuple[str, ...]:
        """(n_columns,) codes of the indicators."""
        return tuple(indicator.code for indicator in self.indicators)

    @property
    def directions(self) -> Floats:
        """(n_columns,) 1.0 where more is better, -1.0 where less is."""
        return np.array([float(indicator.direction) for indicator in self.indicators])

    def of(self, columns: list[int]) -> Context:
        """Return the context of some of the columns."""
        return replace(self, indicators=tuple(self.indicators[column] for column in columns))

    def group(self, column: str, field: str) -> tuple[str | None, ...]:
        """Return the group of each unit (n_units,), None where it has none.

        Parameters
        ----------
        column
            Of the units table.
        field
            Which entry of index.yaml named it, for the message.

        Raises
        ------
        DeclarationError
            Where the units table has no such column.
        """
        if column not in group_columns(self.table):
            there = listed(group_columns(self.table))
            raise DeclarationError(
                Problem(
                    Text(zh=f"评价对象表中没有“{column}”列", en=f"the units have no column {column!r}"),
                    Where(file="index.yaml", field=field),
                    Text(zh=f"可用的分组列：{there.zh}", en=f"available group columns: {there.en}"),
                )
            )
        group_of = dict(self.table.select("code", column).iter_rows())
        return tuple(group_of[unit] for unit in self.units)
