"""From tidy observations to the data matrix: which observation fills which cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from quheng.bilingual import Text, counted, listed
from quheng.errors import DeclarationError, Problem, Where
from quheng.index.arrays import Floats, Integers
from quheng.index.framework import Variable
from quheng.observations import Period
from quheng.observations.findings import not_a_period


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


@dataclass(frozen=True)
class CodedObservations:
    """Observations as numbers, so that laying them out is arithmetic.

    Parameters
    ----------
    frame
        As `read_observations` gives them.
    units, variables
        The codes that occur.
    unit, variable
        (n_rows,) positions among them.
    span
        (n_rows,) a number for the row's period: the later its end the greater, and of one end the longest.
    value
        (n_rows,), NaN where missing.
    """

    frame: pl.DataFrame
    units: tuple[str, ...]
    variables: tuple[str, ...]
    unit: Integers
    variable: Integers
    span: Integers
    value: Floats

    @classmethod
    def of(cls, frame: pl.DataFrame) -> CodedObservations:
        """Code a frame of observations."""
        units, unit = _coded(frame["unit"])
        variables, variable = _coded(frame["indicator"])
        value = frame["value"].fill_null(np.nan).to_numpy()
        return cls(frame, units, variables, unit, variable, _spans(frame), value)


def data_matrix(
    observations: CodedObservations,
    units: tuple[str, ...],
    variables: tuple[Variable, ...],
    period: Period | None = None,
) -> DataMatrix:
    """Lay observations out as units × variables, one period for each variable.

    Parameters
    ----------
    observations
        The observations.
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
    codes = tuple(variable.code for variable in variables)
    column = _positions(observations.variables, codes)[observations.variable]
    row = _positions(observations.units, units)[observations.unit]
    latest = np.full(len(codes), _NEVER)
    np.maximum.at(latest, column[column >= 0], observations.span[column >= 0])
    _require_observed(variables, latest, observations.frame)
    wanted = np.array(
        [
            _span_of(chosen) if (chosen := _chosen(variable, period)) else span
            for variable, span in zip(variables, latest, strict=True)
        ]
    )
    here = (column >= 0) & (row >= 0)
    in_period = observations.span == wanted[column]
    used = np.flatnonzero(here & in_period)
    at = row[used], column[used]
    values = np.full((len(units), len(codes)), np.nan)
    source = np.full(values.shape, -1, dtype=np.int64)
    values[at] = observations.value[used]
    source[at] = used
    unused = np.bincount(column[here & ~in_period], minlength=len(codes))
    return DataMatrix(units, codes, values, source, () if period else _notes_on_other_periods(codes, unused))


_NEVER = np.iinfo(np.int64).min
_EPOCH = date(1970, 1, 1)
_LONGEST = 10_000_000
"""More days than any period has: one number can order periods by their end and then by their length."""


def _coded(column: pl.Series) -> tuple[tuple[str, ...], Integers]:
    """Return the codes of a column, and the position of each row's among them."""
    codes = tuple(column.unique(maintain_order=True).to_list())
    return codes, column.cast(pl.Enum(codes)).to_physical().cast(pl.Int64).to_numpy()


def _positions(there: tuple[str, ...], wanted: tuple[str, ...]) -> Integers:
    """Return the position of each code among those wanted, -1 for one that is not."""
    position = {code: number for number, code in enumerate(wanted)}
    return np.array([position.get(code, -1) for code in there], dtype=np.int64)


def _spans(observations: pl.DataFrame) -> Integers:
    """Return a number for each row's period: the later its end the greater, and of one end the longest."""
    start, end = (
        observations[name].to_physical().cast(pl.Int64).to_numpy() for name in ("period_start", "period_end")
    )
    spans: Integers = end * _LONGEST - start
    return spans


def _span_of(period: Period) -> int:
    return (period.end - _EPOCH).days * _LONGEST - (period.start - _EPOCH).days


def _chosen(variable: Variable, period: Period | None) -> Period | None:
    return Period.parse(variable.period) if variable.period else period


def _require_observed(variables: tuple[Variable, ...], latest: Integers, observations: pl.DataFrame) -> None:
    problems = []
    for variable, span in zip(variables, latest, strict=True):
        where = Where(file="index.yaml", field=variable.code)
        if span == _NEVER:
            problems.append(_never_observed(where))
        elif variable.period is not None:
            problems += _not_in_period(variable.period, where, observations, variable.code)
    if problems:
        raise DeclarationError(problems)


def _never_observed(where: Where) -> Problem:
    return Problem(
        Text(zh="没有任何观测值", en="there is no observation of it"),
        where,
        Text(zh="请补充观测值，或从指标体系中删除", en="add observations, or take it out of the framework"),
    )


def _not_in_period(text: str, where: Where, observations: pl.DataFrame, code: str) -> list[Problem]:
    """Return the problem of a declared period that is none, or in which the variable was not observed."""
    own = observations.filter(pl.col("indicator") == code)
    there = listed(own["period"].unique(maintain_order=True).to_list()[:10])
    try:
        span = _span_of(Period.parse(text))
    except ValueError:
        what = not_a_period(text)
    else:
        if (_spans(own) == span).any():
            return []
        what = Text(zh=f"{text} 没有观测值", en=f"nothing was observed in {text}")
    return [Problem(what, where, Text(zh=f"现有时期：{there.zh}", en=f"available periods: {there.en}"))]


def _notes_on_other_periods(codes: tuple[str, ...], unused: Integers) -> tuple[Text, ...]:
    return tuple(
        Text(
            zh=f"{code}：另有 {n} 条其他时期的观测值未使用",
            en=f"{code}: {counted(n, 'observation', 'observations')} of other periods not used",
        )
        for code, n in zip(codes, unused.tolist(), strict=True)
        if n
    )
