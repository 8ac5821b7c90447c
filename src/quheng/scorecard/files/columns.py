"""Make the columns of a file those that the engine reads: each cell as its input needs it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.scorecard.declared import (
    BooleanInput,
    ChoiceInput,
    DateInput,
    Input,
    ListInput,
    MapInput,
    NumberInput,
    StructInput,
    TextInput,
)
from quheng.scorecard.files.exact_json import WrongJsonError, read_json
from quheng.scorecard.inputs import FALSE, TRUE, Scalar, WrongValueError, is_missing, read_scalar

LIST_MARKS = re.compile(r"[;；|]")
"""What parts the entries of a list in one cell; an entry left empty is unknown."""

MIDNIGHT = r"[ T]00:00:00(\.0+)?$"
"""What a spreadsheet adds to a day."""

EXACT_WHOLE = 2**53
"""Below this a whole number and its float stand for each other."""

PLAIN_NUMBER = r"^\s*[+-]?\d{1,15}(\.\d{1,6})?\s*$"
"""A number that needs no second look; range and exactness are the engine's to hold."""

Nested = ListInput | StructInput | MapInput


@dataclass
class Cells:
    """The columns that the engine reads, and what could not be read on the way.

    Parameters
    ----------
    columns
        A column for each input.
    problems
        Of each row, by its place.
    """

    columns: dict[str, pl.Series] = field(default_factory=dict)
    problems: dict[int, list[Problem]] = field(default_factory=dict)

    def problem(self, row: int, name: str, what: Text, remedy: Text | None = None) -> None:
        """Note what is wrong with an input of a row."""
        self.problems.setdefault(row, []).append(Problem(what, Where(field=name), remedy))


def read_cells(found: Mapping[str, pl.Series], inputs: Mapping[str, Input], file: str) -> Cells:
    """Return the columns for the engine.

    Parameters
    ----------
    found
        The columns of the file by what they give: `employees`, `ip.advance`, `sales3.2`, `values.A`.
    inputs
        The inputs by name; a name without a declaration passes as it is.
    file
        For messages.

    Raises
    ------
    DataError
        Where an input has both a column of its own and columns of its parts, or a part is left out.
    """
    cells = Cells()
    parts: dict[str, dict[str, pl.Series]] = {}
    for name, column in found.items():
        head, _, tail = name.partition(".")
        if tail:
            parts.setdefault(head, {})[tail] = column
        else:
            cells.columns[name] = _whole(inputs.get(name), column, cells)
    for head, columns in parts.items():
        if head in cells.columns:
            raise DataError(_both_ways(head, columns, file))
        match inputs[head]:
            case ListInput():
                cells.columns[head] = _numbered(head, columns, file)
            case MapInput():
                cells.columns[head] = _mapped(head, columns)
            case StructInput() as one:
                for each in one.fields_:
                    if each.id in columns:
                        name = f"{head}.{each.id}"
                        cells.columns[name] = _scalar(each, name, columns[each.id], cells)
    return cells


def scalar_column(name: str, values: list[Any]) -> pl.Series:
    """Return values of mixed types as a column: numbers or booleans where all are, else texts."""
    kinds = {type(value) for value in values} - {type(None)}
    if kinds <= {bool}:
        return pl.Series(name, values, dtype=pl.Boolean)
    if kinds <= {int, float} and all(abs(value) < EXACT_WHOLE for value in values if type(value) is int):
        return pl.Series(name, values, dtype=pl.Int64 if kinds == {int} else pl.Float64)
    return pl.Series(name, [_written(value) for value in values], dtype=pl.String)


def _written(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _whole(declared: Input | None, column: pl.Series, cells: Cells) -> pl.Series:
    if isinstance(declared, Nested):
        return _nested(declared, column, cells)
    name = column.name if declared is None else declared.id
    if column.dtype == pl.Object:
        column = scalar_column(column.name, _single(name, column, cells))
    return column if declared is None else _scalar(declared, name, column, cells)


def _single(name: str, column: pl.Series, cells: Cells) -> list[Any]:
    """Return the values of an input that is one value; a list or an object in its place is a problem."""
    values = column.to_list()
    for row, value in enumerate(values):
        if isinstance(value, list | dict):
            values[row] = None
            what = Text(
                zh="此处应为一个值，却是列表或对象", en="one value is expected, found a list or an object"
            )
            cells.problem(row, name, what)
    return values


def _scalar(declared: Scalar, name: str, column: pl.Series, cells: Cells) -> pl.Series:
    """Return a column as its input has it; texts that it cannot have are problems."""
    if column.dtype == pl.Object:
        column = scalar_column(column.name, _single(name, column, cells))
    match declared:
        case ChoiceInput():
            labels = {
                label: key
                for key, text in declared.choices.items()
                for label in (text.zh, text.en)
                if label not in declared.choices
            }
            return column.cast(pl.String).str.strip_chars().replace(labels)
        case TextInput():
            return column.cast(pl.String)
        case DateInput() if column.dtype == pl.String:
            return column.str.replace(MIDNIGHT, "")
        case NumberInput() if column.dtype in (pl.String, pl.Boolean):
            column = column.cast(pl.String)
            return _without_bad(declared, name, column, ~column.str.contains(PLAIN_NUMBER), cells)
        case BooleanInput() if column.dtype == pl.String:
            words = column.str.strip_chars().str.to_lowercase()
            odd = ~(words.is_in(TRUE) | words.is_in(FALSE))
            kept = _without_bad(declared, name, words, odd, cells)
            return kept.replace_strict(dict.fromkeys(TRUE, True) | {**dict.fromkeys(FALSE, False), "": None})
        case _:
            return column


def _without_bad(declared: Scalar, name: str, column: pl.Series, odd: pl.Series, cells: Cells) -> pl.Series:
    """Return the column without the odd cells that cannot be read, each of which is a problem of its row."""
    rows = odd.fill_null(False).arg_true()
    wrong = []
    for row, value in zip(rows, column.gather(rows), strict=True):
        try:
            if not is_missing(value.strip()):
                read_scalar(declared, value)
        except WrongValueError as error:
            wrong.append(row)
            cells.problem(row, name, error.what, error.remedy)
    return column.scatter(wrong, None) if wrong else column


def _nested(declared: Nested, column: pl.Series, cells: Cells) -> pl.Series:
    """Return a column of lists or objects, each text read once."""
    read: Callable[[str], Any] = _entries if isinstance(declared, ListInput) else _object
    known: dict[str, Any] = {}
    values: list[Any] = []
    for row, value in enumerate(column.to_list()):
        if not isinstance(value, str):
            values.append(value)
            continue
        if value not in known:
            try:
                known[value] = read(value.strip())
            except WrongJsonError as error:
                known[value] = error
        found = known[value]
        if isinstance(found, WrongJsonError):
            cells.problem(row, declared.id, found.what)
            found = None
        values.append(found)
    return pl.Series(column.name, values, dtype=pl.Object)


def _entries(text: str) -> Any:
    if text.startswith("["):
        return read_json(text)
    if not LIST_MARKS.search(text):
        return text
    return [entry.strip() or None for entry in LIST_MARKS.split(text)]


def _object(text: str) -> Any:
    return read_json(text) if text.startswith("{") else text


def _numbered(name: str, columns: Mapping[str, pl.Series], file: str) -> pl.Series:
    """Return the list in `name.1`, `name.2`, ...; an empty cell is an unknown entry, all empty no list."""
    numbers = sorted(map(int, columns))
    if numbers != list(range(1, len(numbers) + 1)):
        absent = next(number for number in range(1, len(numbers) + 1) if number not in numbers)
        raise DataError(
            Problem(
                Text(zh=f"缺少列 {name}.{absent}", en=f"there is no column {name}.{absent}"),
                Where(file=file, row=1),
                Text(zh="请从 1 起连续编号", en="number the columns from 1 without a gap"),
            )
        )
    rows = zip(*(columns[str(number)].to_list() for number in numbers), strict=True)
    values = [list(row) if any(one is not None for one in row) else None for row in rows]
    return pl.Series(name, values, dtype=pl.Object)


def _mapped(name: str, columns: Mapping[str, pl.Series]) -> pl.Series:
    rows = zip(*(column.to_list() for column in columns.values()), strict=True)
    values = [
        {key: one for key, one in zip(columns, row, strict=True) if one is not None} or None for row in rows
    ]
    return pl.Series(name, values, dtype=pl.Object)


def _both_ways(name: str, columns: Mapping[str, pl.Series], file: str) -> Problem:
    names = listed(f"{name}.{part}" for part in columns)
    return Problem(
        Text(zh=f"既有列 {name}，又有列 {names.zh}", en=f"there is a column {name}, and {names.en} too"),
        Where(file=file, row=1),
        Text(zh="请只保留一种写法", en="keep one way of writing it"),
    )
