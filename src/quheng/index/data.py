"""From tidy observations to the data matrix: which observation fills which cell."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.errors import DeclarationError, Problem, Where
from quheng.index.arrays import Floats, Integers
from quheng.index.framework import Variable
from quheng.observations import Period


@dataclass(frozen=True)
class DataMatrix:
    """The observations that are used.

    Parameters
    ----------
    units
        (n_units,) codes.
    variables
        (n_variables,) codes.
    values
        (n_units, n_variables), NaN where missing.
    source
        (n_units, n_variables) positions in the frame of observations, -1 where there is no row.
    notes
        On observations of other periods that are not used.
    """

    units: tuple[str, ...]
    variables: tuple[str, ...]
    values: Floats
    source: Integers
    notes: tuple[Text, ...]

    def rows(self, keep: Integers) -> DataMatrix:
        """Return the matrix of some of the units."""
        units = tuple(self.units[row] for row in keep)
        return DataMatrix(units, self.variables, self.values[keep], self.source[keep], self.notes)

    def column(self, code: str) -> Floats:
        """Return the values (n_units,) of a variable."""
        return self.values[:, self.variables.index(code)]


def data_matrix(
    observations: pl.DataFrame,
    units: tuple[str, ...],
    variables: tuple[Variable, ...],
    period: Period | None = None,
) -> DataMatrix:
    """Lay observations out as units × variables, one period for each variable.

    Parameters
    ----------
    observations
        As `read_observations` gives them.
    units
        The rows wanted.
    variables
        The columns wanted.
    period
        Of each variable that names none itself; by default the latest that is observed of it.

    Raises
    ------
    DeclarationError
        Where a variable has no observation at all, or none in the period that it names.
    """
    latest = dict(observations.group_by("indicator").agg(pl.col("period_end").max()).iter_rows())
    problems = [problem for variable in variables if (problem := _unobserved(variable, latest, observations))]
    if problems:
        raise DeclarationError(problems)
    wanted = pl.DataFrame(
        {
            "indicator": [variable.code for variable in variables],
            "column": range(len(variables)),
            "wanted": [
                Period.parse(variable.period).end
                if variable.period
                else (period.end if period else latest[variable.code])
                for variable in variables
            ],
        },
        schema={"indicator": pl.String, "column": pl.Int64, "wanted": pl.Date},
    )
    cells = (
        observations.with_row_index("position")
        .join(wanted, on="indicator", maintain_order="left")
        .join(pl.DataFrame({"unit": units, "unit_row": range(len(units))}), on="unit", maintain_order="left")
    )
    used = cells.filter(pl.col("period_end") == pl.col("wanted"))
    at = used["unit_row"].to_numpy(), used["column"].to_numpy()
    values = np.full((len(units), len(variables)), np.nan)
    source = np.full(values.shape, -1, dtype=np.int64)
    values[at] = used["value"].to_numpy()
    source[at] = used["position"].to_numpy()
    return DataMatrix(
        units,
        tuple(variable.code for variable in variables),
        values,
        source,
        () if period else _notes_on_other_periods(cells),
    )


def _unobserved(variable: Variable, latest: dict[str, object], observations: pl.DataFrame) -> Problem | None:
    where = Where(file="index.yaml", field=variable.code)
    if variable.code not in latest:
        return Problem(
            Text(zh="没有任何观测值", en="there is no observation of it"),
            where,
            Text(
                zh="请补充观测值, 或从指标体系中删除",
                en="add observations, or take it out of the framework",
            ),
        )
    if variable.period is None:
        return None
    try:
        end = Period.parse(variable.period).end
    except ValueError:
        return Problem(
            Text(
                zh=f"{variable.period!r} 不是可识别的时期",
                en=f"{variable.period!r} is not a period",
            ),
            where,
            Text(zh="例如 2020、2020-Q1、2020-11-01", en="for example 2020, 2020-Q1, 2020-11-01"),
        )
    own = observations.filter(pl.col("indicator") == variable.code)
    if end in own["period_end"]:
        return None
    there = ", ".join(own["period"].unique(maintain_order=True).to_list()[:10])
    return Problem(
        Text(zh=f"{variable.period} 没有观测值", en=f"nothing was observed in {variable.period}"),
        where,
        Text(zh=f"现有时期: {there}", en=f"the periods there are: {there}"),
    )


def _notes_on_other_periods(cells: pl.DataFrame) -> tuple[Text, ...]:
    others = cells.filter(pl.col("period_end") != pl.col("wanted"))
    counts = others.group_by("indicator", maintain_order=True).len()
    return tuple(
        Text(
            zh=f"{code}: 另有 {n} 条其他时期的观测值未使用",
            en=f"{code}: {n} observations of other periods are not used",
        )
        for code, n in counts.iter_rows()
    )
