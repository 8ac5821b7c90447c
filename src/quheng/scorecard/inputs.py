"""Read the inputs of one subject: exact numbers, dates, texts; what is missing stays unknown."""

from __future__ import annotations

import difflib
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from quheng.bilingual import Text, listed
from quheng.errors import Problem, Where
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
from quheng.scorecard.exact import read_number
from quheng.scorecard.unknown import Unknown

Scalar = BooleanInput | NumberInput | TextInput | ChoiceInput | DateInput

LIST_MARKS = re.compile(r"[;；|\s]+")
"""What separates the entries of a list in one cell of a table: 4000; 5000; 5000."""

SHOWN = 40
LONGEST_TEXT = 10_000
LONGEST_NAME = 100
TRUE = ("true", "是", "yes", "1")
FALSE = ("false", "否", "no", "0")


class WrongValueError(ValueError):
    """A value that an input cannot have: what it is, and what would do."""

    def __init__(self, what: Text, remedy: Text | None = None) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(what.en)


def open_value(declared: Input, name: str | None = None) -> Any:
    """Return the value of an input that is not given, with its bounds."""
    causes = frozenset({name or declared.id})
    match declared:
        case NumberInput():
            return Unknown(causes, *_bounds(declared.min, declared.max))
        case StructInput():
            return {field.id: open_value(field, f"{declared.id}.{field.id}") for field in declared.fields_}
        case ListInput() if declared.size and declared.size[0] == declared.size[1]:
            return tuple(_open_entry(declared, position) for position in range(declared.size[0]))
        case ListInput() if declared.of in ("integer", "decimal"):
            most = declared.max if isinstance(declared.max, int | Fraction) else None
            return Unknown(causes, *_bounds(declared.min, most))
        case _:
            return Unknown(causes)


def _open_entry(declared: ListInput, position: int) -> Unknown:
    if declared.of in ("integer", "decimal"):
        return Unknown(frozenset({declared.id}), *_bounds(declared.min, declared.most(position)))
    return Unknown(frozenset({declared.id}))


def _bounds(low: Any, high: Any) -> tuple[Any, Any]:
    return (-math.inf if low is None else low), (math.inf if high is None else high)


def read_inputs(
    declared: Mapping[str, Input], given: Mapping[str, Any]
) -> tuple[dict[str, Any], frozenset[str], list[Problem]]:
    """Return the values of all inputs, which were given, and what is wrong with them.

    A key that is absent has the default of its input, if that has one; null is unknown, never 0 and never
    false.
    """
    problems = [_unknown_key(name, declared) for name in given if name not in declared]
    values: dict[str, Any] = {}
    present: set[str] = set()
    for name, one in declared.items():
        raw = given.get(name)
        if name not in given and not isinstance(one, ListInput | MapInput | StructInput):
            raw = one.default
        try:
            values[name] = _value(one, raw, name, present)
        except WrongValueError as error:
            values[name] = open_value(one)
            problems.append(Problem(error.what, Where(field=name), error.remedy))
    return values, frozenset(present), problems


def _unknown_key(name: str, declared: Mapping[str, Input]) -> Problem:
    names, near = listed(declared), nearest(str(name), declared)
    return Problem(
        Text(zh=f"未知的输入项 {_shown(name)}", en=f"unknown input {_shown(name)}"),
        Where(field=str(name)[:LONGEST_NAME]),
        Text(
            zh=(f"是否应为 {near}？" if near else "") + f"可用：{names.zh}",
            en=(f"did you mean {near}? " if near else "") + f"the inputs are: {names.en}",
        ),
    )


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the name that was probably meant, None where none is near: blanks and case never matter."""
    folded = {_folded(one): one for one in known}
    close = difflib.get_close_matches(_folded(name[:LONGEST_NAME]), folded, n=1)
    return folded[close[0]] if close else None


def _folded(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).casefold()
    return "_".join(re.split(r"[\s_-]+", text.strip()))


def _value(declared: Input, raw: Any, name: str, present: set[str]) -> Any:
    if is_missing(raw):
        return open_value(declared)
    if isinstance(declared, StructInput):
        return _struct(declared, raw, present)
    present.add(name)
    if isinstance(declared, ListInput):
        return _list(declared, raw)
    if isinstance(declared, MapInput):
        return _map(raw, frozenset({name}))
    return read_scalar(declared, raw)


def is_missing(raw: Any) -> bool:
    """Whether a value says nothing: null, an empty text, or the NaN of a table's empty cell."""
    return raw is None or raw == "" or (isinstance(raw, float) and math.isnan(raw))


def read_scalar(declared: Scalar, raw: Any) -> Any:
    """Return the value of one input.

    Raises
    ------
    WrongValueError
        Where it cannot be one.
    """
    return READERS[declared.type](declared, raw)


def _struct(declared: StructInput, raw: Any, present: set[str]) -> dict[str, Any]:
    if not isinstance(raw, Mapping):
        raise WrongValueError(
            Text(zh=f"{_shown(raw)} 不是一组字段", en=f"{_shown(raw)} is not a group of fields"),
            _fields(declared),
        )
    known = {field.id: field for field in declared.fields_}
    for key in raw:
        if key not in known:
            raise WrongValueError(
                Text(zh=f"未知的字段 {_shown(key)}", en=f"unknown field {_shown(key)}"), _fields(declared)
            )
    values = {}
    for name, field in known.items():
        one = raw.get(name, field.default)
        if is_missing(one):
            values[name] = open_value(field, f"{declared.id}.{name}")
            continue
        try:
            values[name] = read_scalar(field, one)
        except WrongValueError as error:
            what = Text(zh=f"{name}：{error.what.zh}", en=f"{name}: {error.what.en}")
            raise WrongValueError(what, error.remedy) from None
        present.update((declared.id, f"{declared.id}.{name}"))
    return values


def _fields(declared: StructInput) -> Text:
    names = listed(field.id for field in declared.fields_)
    return Text(zh=f"字段为：{names.zh}", en=f"its fields are: {names.en}")


def _list(declared: ListInput, raw: Any) -> tuple[Any, ...]:
    if isinstance(raw, str):
        raw = [one for one in LIST_MARKS.split(raw) if one]
    if isinstance(raw, bytes | Mapping) or not hasattr(raw, "__iter__"):
        raise WrongValueError(Text(zh=f"{_shown(raw)} 不是列表", en=f"{_shown(raw)} is not a list"))
    entries = list(raw)
    least, most = declared.size or (0, LONGEST_TEXT)
    if not least <= len(entries) <= most:
        wanted = str(least) if least == most else f"{least}-{most}"
        raise WrongValueError(
            Text(zh=f"列表有 {len(entries)} 项", en=f"the list has {len(entries)} entries"),
            Text(zh=f"应有 {wanted} 项", en=f"it must have {wanted}"),
        )
    return tuple(_entry(declared, position, one) for position, one in enumerate(entries))


def _entry(declared: ListInput, position: int, raw: Any) -> Any:
    if is_missing(raw):
        return _open_entry(declared, position)
    try:
        if declared.of in ("integer", "decimal"):
            return _number(raw, declared.of == "integer", declared.min, declared.most(position))
        return _boolean(declared, raw) if declared.of == "boolean" else _text(declared, raw)
    except WrongValueError as error:
        what = Text(zh=f"第 {position + 1} 项：{error.what.zh}", en=f"entry {position + 1}: {error.what.en}")
        raise WrongValueError(what, error.remedy) from None


def _map(raw: Any, causes: frozenset[str]) -> dict[str, Any]:
    """Return the numbers by name; one that is null is unknown, and keeps its place."""
    if not isinstance(raw, Mapping):
        raise WrongValueError(
            Text(zh=f"{_shown(raw)} 不是名称到数的对照", en=f"{_shown(raw)} is not a map of names to numbers")
        )
    return {
        str(name): Unknown(causes) if is_missing(one) else _number(one, False, None, None)
        for name, one in raw.items()
    }


def _number(raw: Any, whole: bool, low: Any, high: Any) -> Any:
    number = read_number(raw)
    if number is None:
        raise WrongValueError(
            Text(zh=f"{_shown(raw)} 不是数", en=f"{_shown(raw)} is not a number"),
            Text(
                zh="请只写数字，不写单位、千分位或约数",
                en="write digits alone: no unit, no separators, no words",
            ),
        )
    if whole and not isinstance(number, int):
        raise WrongValueError(Text(zh=f"{_shown(raw)} 不是整数", en=f"{_shown(raw)} is not a whole number"))
    if low is not None and number < low:
        raise WrongValueError(
            Text(zh=f"{_shown(raw)} 小于 {low}", en=f"{_shown(raw)} is less than {low}"),
            Text(zh=f"应不小于 {low}", en=f"it must be {low} or more"),
        )
    if high is not None and number > high:
        raise WrongValueError(
            Text(zh=f"{_shown(raw)} 大于 {high}", en=f"{_shown(raw)} is greater than {high}"),
            Text(zh=f"应不大于 {high}", en=f"it must be {high} or less"),
        )
    return number


def _scalar_number(declared: Any, raw: Any) -> Any:
    return _number(raw, declared.type == "integer", declared.min, declared.max)


def _boolean(_: Any, raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().lower() if isinstance(raw, str | int) else ""
    if word in TRUE or word in FALSE:
        return word in TRUE
    raise WrongValueError(
        Text(zh=f"{_shown(raw)} 不是“是”或“否”", en=f"{_shown(raw)} is not true or false"),
        Text(
            zh="请写 true、false、是 或 否；不清楚的留空", en="write true or false; leave it empty if unknown"
        ),
    )


def _text(_: Any, raw: Any) -> str:
    if not isinstance(raw, str) or len(raw) > LONGEST_TEXT:
        raise WrongValueError(Text(zh=f"{_shown(raw)} 不是文字", en=f"{_shown(raw)} is not a text"))
    return raw.strip()


def _choice(declared: Any, raw: Any) -> str:
    text = str(raw).strip() if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    if text not in declared.choices:
        allowed = listed(declared.choices)
        raise WrongValueError(
            Text(zh=f"{_shown(raw)} 不是可选的值", en=f"{_shown(raw)} is not one of the choices"),
            Text(zh=f"可用：{allowed.zh}", en=f"allowed: {allowed.en}"),
        )
    return text


def _date(_: Any, raw: Any) -> date:
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    try:
        if isinstance(raw, str) and len(raw.strip()) == 10:
            return date.fromisoformat(raw.strip())
    except ValueError:
        pass
    raise WrongValueError(
        Text(zh=f"{_shown(raw)} 不是日期", en=f"{_shown(raw)} is not a day"),
        Text(zh="请写成 2024-11-25", en="write it as 2024-11-25"),
    )


READERS: dict[str, Callable[[Any, Any], Any]] = {
    "boolean": _boolean,
    "integer": _scalar_number,
    "decimal": _scalar_number,
    "text": _text,
    "choice": _choice,
    "date": _date,
}


def _shown(raw: Any) -> str:
    text = repr(raw)
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


def named_inputs(inputs: tuple[Input, ...]) -> Iterator[tuple[str, Input]]:
    """Yield every input under the name that expressions and messages use, the fields of structs too."""
    for one in inputs:
        yield one.id, one
        if isinstance(one, StructInput):
            for field in one.fields_:
                yield f"{one.id}.{field.id}", field
