"""From tidy observations to the data matrix: which observation fills which cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
    codes = tuple(variable.code for variable in variables)
    column = _positions(observations["indicator"], codes)
    row = _positions(observations["unit"], units)
    spans = _spans(observations)
    latest = np.full(len(codes), _NEVER)
    np.maximum.at(latest, column[column >= 0], spans[column >= 0])
    _require_observed(variables, latest, observations)
    wanted = np.array(
        [
            _span_of(parsed) if (parsed := _chosen(variable, period)) else span
            for variable, span in zip(variables, latest, strict=True)
        ]
    )
    here = (column >= 0) & (row >= 0)
    used = np.flatnonzero(here & (spans == wanted[column]))
    at = row[used], column[used]
    values = np.full((len(units), len(codes)), np.nan)
    source = np.full(values.shape, -1, dtype=np.int64)
    values[at] = observations["value"].to_numpy()[used]
    source[at] = used
    unused = np.bincount(column[here & (spans != wanted[column])], minlength=len(codes))
    return DataMatrix(units, codes, values, source, () if period else _notes_on_other_periods(codes, unused))


_NEVER = np.iinfo(np.int64).min
_EPOCH = date(1970, 1, 1)
_LONGEST = 10_000_000
"""More days than any period has: one number can order periods by their end and then by their length."""


def _positions(column: pl.Series, codes: tuple[str, ...]) -> Integers:
    """Return the position of each code of a column among `codes`, -1 for one that is not among them."""
    known = column.cast(pl.Enum(codes), strict=False).to_physical()
    return known.cast(pl.Int64).fill_null(-1).to_numpy()


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
        Text(zh="请补充观测值, 或从指标体系中删除", en="add observations, or take it out of the framework"),
    )


def _not_in_period(text: str, where: Where, observations: pl.DataFrame, code: str) -> list[Problem]:
    """Return the problem of a declared period that is none, or in which the variable was not observed."""
    own = observations.filter(pl.col("indicator") == code)
    there = ", ".join(own["period"].unique(maintain_order=True).to_list()[:10])
    try:
        span = _span_of(Period.parse(text))
    except ValueError:
        what = Text(zh=f"{text!r} 不是可识别的时期", en=f"{text!r} is not a period")
    else:
        if (_spans(own) == span).any():
            return []
        what = Text(zh=f"{text} 没有观测值", en=f"nothing was observed in {text}")
    return [Problem(what, where, Text(zh=f"现有时期: {there}", en=f"the periods there are: {there}"))]


def _notes_on_other_periods(codes: tuple[str, ...], unused: Integers) -> tuple[Text, ...]:
    return tuple(
        Text(
            zh=f"{code}: 另有 {n} 条其他时期的观测值未使用",
            en=f"{code}: {n} observations of other periods are not used",
        )
        for code, n in zip(codes, unused.tolist(), strict=True)
        if n
    )
