"""Read a column of a table as an input: exact numbers in integers, and which rows cannot be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quheng.scorecard.bulk.codes import Ids
from quheng.scorecard.declared import BooleanInput, Input, NumberInput
from quheng.scorecard.exact import Number, lowest
from quheng.scorecard.inputs import is_missing, read_inputs

MOST_DECIMALS = 6
SAFE = 10**15
"""Below this a decimal of so many digits and its float stand for each other, one to one."""

PLAIN_NUMBER = r"^\s*[+-]?(\d{1,9}(\.\d{0,6})?|\.\d{1,6})\s*$"
"""A text of at most 15 digits: its float stands for it, one to one."""


@dataclass(frozen=True)
class Column:
    """The values of one input for all rows.

    Parameters
    ----------
    declared
        The input.
    raw
        The column as it came; None where the table does not have it.
    missing, bad : bool (rows,)
        Where the value is missing, and where it cannot be read.
    numerators : int64 (rows,)
        Of a number: its value times `scale`; 0 where missing or bad. None where the numbers are not plain.
    scale
        The power of ten that makes all of them integers.
    known
        The values read so far, by their number.
    """

    declared: Input
    raw: pl.Series | None
    missing: NDArray[np.bool_]
    bad: NDArray[np.bool_]
    numerators: Ids | None = None
    scale: int = 1
    known: dict[int, tuple[Any, frozenset[str]]] = field(default_factory=dict)

    @cached_property
    def values(self) -> list[Any]:
        """The values as they came."""
        return [] if self.raw is None else self.raw.to_list()

    @cached_property
    def ids(self) -> Ids:
        """A number for each row, the same for the same value."""
        if self.raw is None:
            return np.zeros(len(self.missing), dtype=np.int64)
        if self.raw.dtype == pl.Boolean:
            return self.raw.cast(pl.Int64).fill_null(2).to_numpy()
        return _numbered(self.values)[0]

    def read(self, row: int) -> tuple[Any, frozenset[str]]:
        """Return the value of one row, and the names that it gives a value to."""
        name = self.declared.id
        if self.numerators is not None and not self.missing[row]:
            number = int(self.numerators[row])
            return number if self.scale == 1 else lowest(Fraction(number, self.scale)), frozenset({name})
        key = -1 if self.numerators is not None else int(self.ids[row])
        if key not in self.known:
            values, given, _ = read_inputs({name: self.declared}, self.at(row))
            self.known[key] = (values[name], given)
        return self.known[key]

    def at(self, row: int) -> dict[str, Any]:
        """Return the input of one row, as a mapping that can be read: empty where there is no column."""
        return {} if self.raw is None else {self.declared.id: self.values[row]}


def _numbered(values: list[Any]) -> tuple[Ids, list[Any]]:
    """Return a number for each value, and the value of each number."""
    table: dict[Any, int] = {}
    distinct: list[Any] = []
    ids = np.empty(len(values), dtype=np.int64)
    for row, value in enumerate(values):
        key = value if isinstance(value, str | int | float | None) else repr(value)
        number = table.get(key)
        if number is None:
            number = table[key] = len(distinct)
            distinct.append(value)
        ids[row] = number
    return ids, distinct


def read_column(declared: Input, raw: pl.Series | None, rows: int) -> Column:
    """Read a column; numbers in bulk where they are plain, else each distinct value once."""
    nothing = np.zeros(rows, dtype=np.bool_)
    if raw is None:
        return _left_out(declared, nothing)
    if isinstance(declared, NumberInput):
        measured = _measured(declared, raw, rows)
        if measured is not None:
            return measured
    if isinstance(declared, BooleanInput) and raw.dtype == pl.Boolean:
        return Column(declared, raw, raw.is_null().to_numpy(), nothing)
    ids, distinct = _numbered(raw.to_list())
    missing = np.array([is_missing(one) for one in distinct], dtype=np.bool_)
    read = [read_inputs({declared.id: declared}, {declared.id: one}) for one in distinct]
    known = {number: (values[declared.id], given) for number, (values, given, _) in enumerate(read)}
    bad = np.array([bool(problems) for _, _, problems in read], dtype=np.bool_)
    if not rows:
        return Column(declared, raw, nothing, nothing)
    return Column(declared, raw, missing[ids], bad[ids], known=known)


def _left_out(declared: Input, nothing: NDArray[np.bool_]) -> Column:
    """Return the column of an input that the table does not have: its default, else unknown."""
    rows = len(nothing)
    if not isinstance(declared, NumberInput):
        return Column(declared, None, ~nothing, nothing)
    if declared.default is None:
        return Column(declared, None, ~nothing, nothing, np.zeros(rows, dtype=np.int64))
    over, under = declared.default.numerator, declared.default.denominator
    return Column(declared, None, nothing, nothing, np.full(rows, over, dtype=np.int64), under)


def _measured(declared: NumberInput, raw: pl.Series, rows: int) -> Column | None:
    """Return a column of plain numbers, None where some of them need to be read one by one.

    A float x counts as r / 10^k where that quotient, rounded to a float, is x itself and r has at most 15
    digits: then r / 10^k is the shortest decimal of x.
    """
    floats = _as_floats(raw)
    if floats is None:
        return None
    missing = np.isnan(floats)
    known = np.where(missing, 0.0, floats)
    if not np.isfinite(known).all():
        return None
    for decimals in range(MOST_DECIMALS + 1):
        scale = 10**decimals
        with np.errstate(over="ignore"):
            numerators = np.rint(known * scale)
        if not (np.abs(numerators) < SAFE).all():
            return None
        if (numerators / scale == known).all():
            whole = numerators.astype(np.int64)
            bad = _out_of_range(declared, whole, scale) & ~missing
            return Column(declared, raw, missing, bad, np.where(missing | bad, 0, whole), scale)
    return None


def _as_floats(raw: pl.Series) -> NDArray[np.float64] | None:
    if raw.dtype == pl.String:
        filled = raw.drop_nulls()
        if not filled.str.contains(PLAIN_NUMBER).all():
            return None
        raw = raw.str.strip_chars()
    elif not raw.dtype.is_float() and not raw.dtype.is_integer():
        return None
    return raw.cast(pl.Float64).to_numpy()


def _out_of_range(declared: NumberInput, numerators: Ids, scale: int) -> NDArray[np.bool_]:
    bad = np.zeros(len(numerators), dtype=np.bool_)
    if declared.type == "integer":
        bad |= numerators % scale != 0
    if declared.min is not None:
        bad |= _below(numerators, scale, declared.min)
    if declared.max is not None:
        bad |= _below(-numerators, scale, -declared.max)
    return bad


def _below(numerators: Ids, scale: int, bound: Number) -> NDArray[np.bool_]:
    """Return where numerators / scale < bound, exactly."""
    least = -((-bound.numerator * scale) // bound.denominator)
    return np.asarray(numerators < max(min(least, SAFE), -SAFE))


def read_columns(inputs: Mapping[str, Input], frame: pl.DataFrame) -> dict[str, Column]:
    """Return the columns of all inputs."""
    return {
        name: read_column(one, frame[name] if name in frame.columns else None, frame.height)
        for name, one in inputs.items()
    }
