"""Make each derived value of a rule a function: of an expression, of cases, of lists, or of the calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from quheng.bilingual import Text
from quheng.calendars import Budget, china
from quheng.calendars import due as end_of_period
from quheng.errors import QuhengError
from quheng.scorecard.compiler import Compiler
from quheng.scorecard.declared import Case, Derived, Due
from quheng.scorecard.expressions import Kind
from quheng.scorecard.expressions.expression import chosen
from quheng.scorecard.expressions.kinds import BOOLEAN, DATE, NUMBER, TEXT, WHOLE
from quheng.scorecard.places import Path
from quheng.scorecard.unknown import Unknown, blend, hole, same, some

Values = Mapping[str, Any]
Value = Callable[[Values], Any]

NO_CASE = Text(zh="各种情形都不符合", en="none of the cases holds")


def compile_value(line: Derived, compiler: Compiler, path: Path) -> tuple[Kind, Value]:
    """Return what a derived value or an output is, and the function that computes it."""
    here = (*path, line.id)
    if line.value is not None:
        expression = compiler.expression(line.value, (*here, "value"))
        return expression.kind, expression.value
    if line.cases is not None:
        return _cases(line.cases, compiler, (*here, "cases"))
    if line.due is not None:
        return DATE, _due(line.due, compiler, (*here, "due"))
    return TEXT, _lookup(line, compiler, here)


def _cases(cases: tuple[Case, ...], compiler: Compiler, path: Path) -> tuple[Kind, Value]:
    """Return the value of the first case whose condition holds; where none does, there is a hole."""
    branches: list[tuple[Value, Value]] = []
    kinds: list[Kind] = []
    for position, case in enumerate(cases):
        here = (*path, position)
        condition = compiler.condition(case.when, (*here, "when"))
        holds: Value = condition.value if condition else constant(True)
        if case.value is not None:
            expression = compiler.expression(case.value, (*here, "value"))
            kinds.append(expression.kind)
            branches.append((holds, expression.value))
        elif case.not_confirmed is not None:
            branches.append((holds, constant(hole(case.not_confirmed))))
        else:
            kinds.append(_kind_of(case.gives))
            branches.append((holds, constant(case.gives)))
    kind = kinds[0] if kinds else NUMBER
    for position, other in enumerate(kinds):
        if not kind.fits(other):
            compiler.problem(
                Text(
                    zh=f"各种情形的值应同类：{kind.speak().zh}，第 {position + 1} 个是{other.speak().zh}",
                    en=f"the cases give {kind.speak().en}, case {position + 1} gives {other.speak().en}",
                ),
                path,
            )
    if kind == WHOLE and NUMBER in kinds:
        kind = NUMBER

    def value(values: Values) -> Any:
        found: Any = None
        for holds, gives in branches:
            truth = holds(values)
            if truth is True:
                return gives(values)
            if truth is not False:
                found = truth
                break
        if found is None:
            return hole(NO_CASE)
        return _undecided(branches, values)

    return kind, value


def _undecided(branches: list[tuple[Value, Value]], values: Values) -> Any:
    """Return what the cases that may hold have in common."""
    result: Any = hole(NO_CASE)
    for holds, gives in reversed(branches):
        result = chosen(holds(values), gives(values), result)
    return result


def constant(value: Any) -> Value:
    """Return the function that gives `value` whatever the inputs."""
    return lambda _: value


def _kind_of(value: bool | int | Fraction | str | None) -> Kind:
    if isinstance(value, bool):
        return BOOLEAN
    if isinstance(value, str):
        return TEXT
    return WHOLE if isinstance(value, int) else NUMBER


def _lookup(line: Derived, compiler: Compiler, path: Path) -> Value:
    """Return the name of the first list that has the text."""
    of = compiler.expression(line.lookup or "", (*path, "lookup"), TEXT)
    named = line.lists or {}
    for name, listed in named.items():
        found = compiler.known.get(listed)
        if found is None or found.name != "list":
            compiler.problem(
                Text(zh=f"没有名单 {listed}", en=f"there is no list {listed}"),
                (*path, "lists", name),
                Text(zh="请写入 lists", en="declare it under `lists`"),
            )
            return constant("")
        compiler.uses[listed] += 1
    otherwise = hole(line.not_confirmed) if line.not_confirmed else line.otherwise

    def value(values: Values) -> Any:
        text = of.value(values)
        if isinstance(text, Unknown):
            return blend((text,))
        for name, listed in named.items():
            if some(same(text, one) for one in values[listed]) is True:
                return name
        return otherwise

    return value


def _due(declared: Due, compiler: Compiler, path: Path) -> Value:
    """Return the last day of a period by the calendar of China; beyond the calendar there is a hole."""
    start = compiler.expression(declared.from_, (*path, "from"), DATE)
    count = compiler.number(declared.count, (*path, "count"))
    unit = declared.unit
    by_expression = unit not in UNITS
    named = compiler.expression(unit, (*path, "unit"), TEXT).value if by_expression else constant(unit)

    def value(values: Values) -> Any:
        parts = (start.value(values), count.value(values), named(values))
        return blend(parts) if any(isinstance(one, Unknown) for one in parts) else _last_day(*parts)

    return value


UNITS = ("workday", "day", "week", "month", "year")


@lru_cache(maxsize=4096)
def _last_day(start: date, count: int | Fraction, unit: str) -> Any:
    if not isinstance(count, int):
        return hole(Text(zh=f"期限 {count} 不是整数", en=f"the period {count} is not a whole number"))
    try:
        found = end_of_period(start, Budget.of(count, unit), china())
    except QuhengError as error:
        return hole(error.problems[0].what)
    return found.certain or hole(found.steps[-1])
