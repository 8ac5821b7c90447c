"""Every condition is CEL over the fields and facts, gives true or false, and can hold at all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.programmes.checks.asking import asking_sources
from quheng.ledger.programmes.checks.derivations import compile_derivations
from quheng.ledger.programmes.checks.draft import Draft
from quheng.ledger.programmes.checks.summed_rows import compile_rows
from quheng.ledger.programmes.declared import ProgrammeDeclaration
from quheng.ledger.programmes.facts import FACTS, known_names
from quheng.ledger.programmes.programme import ConditionKey
from quheng.ledger.programmes.values import unknown
from quheng.scorecard.compiler import Compiler
from quheng.scorecard.expressions import GIVEN, Expression
from quheng.scorecard.expressions.kinds import BOOLEAN
from quheng.scorecard.places import Path
from quheng.scorecard.unknown import Unknown

TRIED = 6
"""Of how many `given(…)` every combination is tried."""


def sources_of(declared: ProgrammeDeclaration) -> Iterator[tuple[ConditionKey, str, Path]]:
    """Yield every condition that a programme writes, and where."""
    for move in declared.moves:
        if move.when:
            yield ("moves", move.id), move.when, ("moves", move.id, "when")
    for clock in declared.clocks:
        for position, case in enumerate(clock.cases):
            here: Path = ("clocks", clock.id, "cases", position, "when")
            yield ("clocks", clock.id, position), case.when, here
    yield from asking_sources(declared)
    for position, rule in enumerate(declared.routing):
        if rule.if_:
            yield ("routing", position), rule.if_, ("routing", position, "if")
    for figure in declared.figures:
        for part, source in (("among", figure.among), ("when", figure.when)):
            if source:
                yield ("figures", figure.id, part), source, ("figures", figure.id, part)


def compile_conditions(draft: Draft) -> tuple[dict[ConditionKey, Expression], tuple[Problem, ...]]:
    """Return the conditions that can be used, and what is wrong with the others."""
    known = known_names(draft.declared)
    conditions: dict[ConditionKey, Expression] = {}
    problems: list[Problem] = []
    for key, source, path in sources_of(draft.declared):
        compiler = Compiler(draft.places, known=known)
        expression = compiler.expression(source, path, BOOLEAN)
        problems += compiler.problems
        if not compiler.problems:
            conditions[key] = expression
    derived, wrong = compile_derivations(draft)
    of_rows, wrong_rows = compile_rows(draft)
    return {**conditions, **derived, **of_rows}, (*problems, *wrong, *wrong_rows)


def can_hold(expression: Expression, declared: ProgrammeDeclaration) -> bool:
    """Whether any values of the fields might make a condition true; true where it cannot be told."""
    values: dict[str, Any] = {name: Unknown(frozenset({name})) for name in FACTS}
    values |= {field.id: unknown(field) for field in declared.fields}
    asked = sorted({name.removeprefix("given ") for name in expression.names if name.startswith("given ")})
    if len(asked) > TRIED:
        return True
    for answers in product((True, False), repeat=len(asked)):
        given = {name for name, answer in zip(asked, answers, strict=True) if answer}
        if expression.value({**values, GIVEN: given}) is not False:
            return True
    return False


def check_can_hold(draft: Draft, conditions: dict[ConditionKey, Expression]) -> Iterator[Problem]:
    """Yield moves whose condition is false whatever the fields say: nobody can ever make them."""
    for move in draft.declared.moves:
        expression = conditions.get(("moves", move.id))
        if expression is not None and not can_hold(expression, draft.declared):
            yield draft.problem(
                Text(
                    zh=f"流转 {move.id} 的条件永远不成立，任何人都不能办理",
                    en=f"the condition of the move {move.id} never holds: nobody can make it",
                ),
                ("moves", move.id, "when"),
                Text(zh="请更正条件，或删去该流转", en="mend the condition, or remove the move"),
            )
