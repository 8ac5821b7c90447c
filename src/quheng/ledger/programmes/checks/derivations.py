"""Every derived field follows from what is there before it, and gives what its type can hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quheng.bilingual import Text, listed
from quheng.errors import Problem
from quheng.ledger.programmes.checks.draft import Draft, allowed
from quheng.ledger.programmes.declared import (
    BooleanField,
    ChoiceField,
    DateField,
    DeclaredField,
    Derivation,
    EntriesField,
    NumberField,
    OrganisationField,
)
from quheng.ledger.programmes.facts import known_names
from quheng.ledger.programmes.programme import ConditionKey
from quheng.ledger.programmes.values import read_value
from quheng.scorecard.compiler import Compiler
from quheng.scorecard.expressions import Expression
from quheng.scorecard.expressions.kinds import BOOLEAN, WHOLE
from quheng.scorecard.expressions.syntax import Choice, Literal, Node
from quheng.scorecard.inputs import WrongValueError
from quheng.scorecard.places import Path

DERIVABLE = (NumberField, BooleanField, ChoiceField, DateField, OrganisationField)

WORST = "worst_failure"

Compiled = tuple[dict[ConditionKey, Expression], tuple[Problem, ...]]


def compile_derivations(draft: Draft) -> Compiled:
    """Return the expressions that fields are derived by, and what is wrong with the others."""
    expressions: dict[ConditionKey, Expression] = {}
    problems: list[Problem] = []
    for field in draft.declared.fields:
        if field.derive is None:
            continue
        here: Path = ("fields", field.id, "derive")
        if field.derive.cel is not None:
            compiler = Compiler(draft.places, known=_known_before(draft, field))
            expressions["fields", field.id, "derive"] = compiler.expression(
                field.derive.cel, here, field.kind
            )
            problems += compiler.problems
        elif field.derive.where is not None:
            entries = _entries(draft, field.derive)
            columns = (
                {} if entries is None else {name: kind.of for name, kind in entries.kind.fields if kind.of}
            )
            compiler = Compiler(draft.places, known=columns)
            expressions["fields", field.id, "where"] = compiler.expression(
                field.derive.where, (*here, "where"), BOOLEAN
            )
            problems += compiler.problems if entries is not None else ()
    return expressions, tuple(problems)


def _known_before(draft: Draft, field: DeclaredField) -> dict[str, Any]:
    """Return the names that a derivation may read: no field that is derived after it, nor itself."""
    known = known_names(draft.declared)
    ids = [one.id for one in draft.declared.fields]
    for later in draft.declared.fields[ids.index(field.id) :]:
        if later.derive is not None:
            known.pop(later.id, None)
    return known


def check_derivations(draft: Draft, expressions: dict[ConditionKey, Expression]) -> Iterator[Problem]:
    """Yield derivations that give what their field cannot hold, and that read what is not there."""
    yield from _circles(draft, expressions)
    for field in draft.declared.fields:
        if field.derive is None:
            continue
        here: Path = ("fields", field.id, "derive")
        if not isinstance(field, DERIVABLE):
            yield draft.problem(
                Text(
                    zh=f"{field.type} 类型的字段不能由别的字段算出",
                    en=f"a field of type {field.type} cannot be derived",
                ),
                here,
                Text(
                    zh="可以算出的有数、是否、选项、日期、机构",
                    en="numbers, booleans, choices, dates and organisations can be",
                ),
            )
            continue
        expression = expressions.get(("fields", field.id, "derive"))
        if expression is not None:
            yield from _results(draft, field, expression, here)
        if field.derive.table is not None:
            yield from _table(draft, field, field.derive, here)
        if field.derive.take is not None:
            yield from _taken(draft, field, field.derive, here)


def _circles(draft: Draft, expressions: dict[ConditionKey, Expression]) -> Iterator[Problem]:
    """Yield severities that depend on what itself follows from the gravest failure."""
    following = {WORST}
    for field in draft.declared.fields:
        expression = expressions.get(("fields", field.id, "derive"))
        reads = set(expression.names) if expression else {field.derive.by} if field.derive else set()
        if following.intersection(reads):
            following.add(field.id)
    for checklist in draft.declared.checklists:
        for item in checklist.items:
            for position in range(len(item.cases)):
                case = expressions.get(("checklists", f"{checklist.id}/{item.id}", position))
                circle = sorted(following.intersection(case.names)) if case else []
                if circle:
                    yield draft.problem(
                        Text(
                            zh=f"检查项 {item.id} 的程度取决于 {circle[0]}，而它又取决于不合格的程度",
                            en=f"the severity of the item {item.id} depends on {circle[0]}, "
                            "which follows from the severity of failures",
                        ),
                        ("checklists", checklist.id, "items", item.id),
                        Text(zh="请改用别的字段", en="use another field"),
                    )


def _results(draft: Draft, field: DeclaredField, expression: Expression, here: Path) -> Iterator[Problem]:
    if isinstance(field, ChoiceField):
        for text in _literals(expression.tree):
            if text not in field.choices:
                yield draft.problem(
                    Text(
                        zh=f"算出的 {text!r} 不是字段 {field.id} 的选项",
                        en=f"what is derived, {text!r}, is no choice of the field {field.id}",
                    ),
                    here,
                    allowed(list(field.choices)),
                )
    elif field.kind == WHOLE and not expression.kind.whole:
        yield draft.problem(
            Text(
                zh=f"字段 {field.id} 是整数，表达式却可能有小数",
                en=f"the field {field.id} is a whole number, and the expression may have decimals",
            ),
            here,
            Text(zh="请写 type: decimal", en="write type: decimal"),
        )


def _literals(node: Node) -> Iterator[str]:
    """Yield the texts that an expression may come to."""
    if isinstance(node, Choice):
        yield from _literals(node.yes)
        yield from _literals(node.no)
    elif isinstance(node, Literal) and isinstance(node.value, str) and not node.number:
        yield node.value


def _table(draft: Draft, field: DeclaredField, derive: Derivation, here: Path) -> Iterator[Problem]:
    by = next((one for one in draft.declared.fields if one.id == derive.by), None)
    if not isinstance(by, ChoiceField):
        choices = [one.id for one in draft.declared.fields if isinstance(one, ChoiceField)]
        yield draft.problem(
            Text(zh=f"没有选项字段 {derive.by}", en=f"there is no choice field {derive.by}"),
            (*here, "by"),
            allowed(choices),
        )
        return
    table = derive.table or {}
    strange = [name for name in table if name not in by.choices]
    missing = [] if derive.otherwise is not None else [name for name in by.choices if name not in table]
    if strange or missing:
        odd, lacking = listed(strange), listed(missing)
        yield draft.problem(
            Text(
                zh=f"table 与 {by.id} 的选项不符：多出 {odd.zh}；缺少 {lacking.zh}",
                en=f"table does not fit the choices of {by.id}: too many: {odd.en}; missing: {lacking.en}",
            ),
            (*here, "table"),
            Text(zh="请逐项写明，或写 otherwise", en="write each of them, or otherwise"),
        )
    for value in (*table.values(), *((derive.otherwise,) if derive.otherwise is not None else ())):
        try:
            read_value(field, value)
        except WrongValueError as error:
            zh, en = error.what.zh, error.what.en
            yield draft.problem(
                Text(zh=f"table 中的 {value!r}：{zh}", en=f"{value!r} in table: {en}"),
                (*here, "table"),
                error.remedy,
            )


def _taken(draft: Draft, field: DeclaredField, derive: Derivation, here: Path) -> Iterator[Problem]:
    entries = _entries(draft, derive)
    if entries is None:
        tables = [one.id for one in draft.declared.fields if isinstance(one, EntriesField)]
        yield draft.problem(
            Text(zh=f"没有逐行填写的表 {derive.entries}", en=f"there are no entries {derive.entries}"),
            (*here, "entries"),
            allowed(tables),
        )
        return
    numbers = [column.id for column in entries.columns if column.type in ("integer", "decimal")]
    if derive.of is not None and derive.of not in numbers:
        yield draft.problem(
            Text(
                zh=f"表 {entries.id} 没有数值列 {derive.of}",
                en=f"{entries.id} has no column of numbers {derive.of}",
            ),
            (*here, "of"),
            allowed(numbers),
        )
    whole = derive.take == "count" or (
        (derive.take != "mean" or derive.decimals == 0)
        and all(column.type == "integer" for column in entries.columns if column.id == derive.of)
    )
    if not isinstance(field, NumberField) or (field.type == "integer" and not whole):
        yield draft.problem(
            Text(
                zh=f"take: {derive.take} 得{'整数' if whole else '小数'}，字段 {field.id} 却是 {field.type}",
                en=f"take: {derive.take} gives a {'whole' if whole else 'decimal'} number, "
                f"the field {field.id} is of type {field.type}",
            ),
            (*here, "take"),
            Text(zh="请更正字段的类型", en="mend the type of the field"),
        )


def _entries(draft: Draft, derive: Derivation) -> EntriesField | None:
    found = (one for one in draft.declared.fields if one.id == derive.entries)
    return next((one for one in found if isinstance(one, EntriesField)), None)
