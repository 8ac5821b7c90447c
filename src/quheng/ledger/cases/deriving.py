"""Fields that follow from others: computed whenever what they read may have changed, unknown while it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.cases.facts import seen
from quheng.ledger.cases.refusal import Refusal, RefusedError
from quheng.ledger.cases.state import Case
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import DeclaredField, Derivation, EntriesField
from quheng.ledger.programmes.entry_rows import seen_row
from quheng.ledger.programmes.values import evaluated, read_value, unknown
from quheng.scorecard.exact import Number, lowest, rounded_text
from quheng.scorecard.inputs import WrongValueError
from quheng.scorecard.unknown import Unknown

OPEN = Unknown()

TAKES: dict[str, Callable[[Sequence[Any]], Any]] = {
    "sum": sum,
    "count": len,
    "mean": lambda cells: lowest(Fraction(sum(cells)) / len(cells)),
    "least": min,
    "most": max,
}

OF_NONE: dict[str, Number] = {"sum": 0, "count": 0}
"""What is taken of no rows; a mean of nothing is unknown."""


def derive(case: Case, programme: Programme) -> dict[str, Any]:
    """Return the derived fields whose value is another than it should be: the new value, None for unknown.

    What was derived from a value that the law had erased stays as it was.

    Raises
    ------
    RefusedError
        Where a field would get a value that it cannot have.
    """
    changes: dict[str, Any] = {}
    # What is derived may decide how grave a failure is, which another field follows from: a few passes.
    for _ in programme.derived:
        values = {name: value for name, value in {**case.values, **changes}.items() if value is not None}
        found = _once(replace(case, values=values), programme)
        if not found:
            break
        changes |= found
    return {name: value for name, value in changes.items() if case.values.get(name) != value}


def _once(case: Case, programme: Programme) -> dict[str, Any]:
    """Return what changes where every derived field is computed once, in order."""
    changes: dict[str, Any] = {}
    values = seen(case, programme)
    for field in programme.derived:
        if case.erased.intersection({field.id, *_reads(field, programme)}):
            continue
        found = _value(field, case, programme, values)
        stored = None if found is None or isinstance(found, Unknown) else _stored(field, found)
        values[field.id] = unknown(field) if stored is None else evaluated(field, stored)
        if case.values.get(field.id) != stored:
            changes[field.id] = stored
    return changes


def _reads(field: DeclaredField, programme: Programme) -> frozenset[str]:
    """Return the fields that a derivation reads."""
    expression = programme.conditions.get(("fields", field.id, "derive"))
    if expression is not None:
        names = (name.removeprefix("given ") for name in expression.names)
        return frozenset(name.partition(".")[0] for name in names)
    derivation = field.derive
    named = (derivation.by, derivation.entries) if derivation else ()
    return frozenset(name for name in named if name is not None)


def _value(field: DeclaredField, case: Case, programme: Programme, values: dict[str, Any]) -> Any:
    derivation = field.derive or Derivation(cel="false")
    if derivation.cel is not None:
        return programme.conditions["fields", field.id, "derive"].value(values)
    if derivation.by is not None:
        chosen = values[derivation.by]
        if isinstance(chosen, Unknown):
            return OPEN
        return (derivation.table or {}).get(chosen, derivation.otherwise)
    return _taken(field.id, derivation, case, programme)


def _taken(name: str, derivation: Derivation, case: Case, programme: Programme) -> Any:
    """Return what is taken of the rows for which the condition holds; open where that is not known of one."""
    entries = programme.fields[derivation.entries or ""]
    if not isinstance(entries, EntriesField):
        return OPEN
    rows = [seen_row(entries, row) for row in case.values.get(entries.id, ())]
    condition = programme.conditions.get(("fields", name, "where"))
    held = [True if condition is None else condition.value(row) for row in rows]
    chosen = [row for row, holds in zip(rows, held, strict=True) if holds is not False]
    cells = [row if derivation.of is None else row[derivation.of] for row in chosen]
    if any(isinstance(one, Unknown) for one in (*held, *cells)):
        return OPEN
    take = derivation.take or "count"
    return TAKES[take](cells) if cells else OF_NONE.get(take, OPEN)


def _stored(field: DeclaredField, value: Any) -> Any:
    decimals = field.derive.decimals if field.derive else None
    if decimals is not None and isinstance(value, int | Fraction) and not isinstance(value, bool):
        value = rounded_text(value, decimals)
    try:
        return read_value(field, list(value) if isinstance(value, tuple) else value)
    except WrongValueError as error:
        zh, en = field.title.zh, field.title.en
        what = Text(zh=f"算出的“{zh}”{error.what.zh}", en=f"“{en}”, as it follows: {error.what.en}")
        remedy = Text(zh="请更正它所依据的内容", en="mend what it follows from")
        raise RefusedError(Refusal("value", (Problem(what, Where(field=field.id), remedy),))) from None
