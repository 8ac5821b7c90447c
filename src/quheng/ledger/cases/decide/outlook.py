"""What stands in the way of the moves of a case, told before anybody tries: every reason at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from quheng.errors import Problem
from quheng.ledger.cases.actor import Actor
from quheng.ledger.cases.decide.course import Course, Rules
from quheng.ledger.cases.decide.gates import pass_gates
from quheng.ledger.cases.decide.moves import require_condition, require_fields
from quheng.ledger.cases.refusal import RefusedError
from quheng.ledger.cases.state import Case
from quheng.ledger.programmes.declared import Move


@dataclass(frozen=True)
class Outlook:
    """A move that a person may make from here, and what it still wants.

    Parameters
    ----------
    move
        The move.
    wanted
        What is not there yet: fields to fill in, a condition, gates. A field can be filled in with the move
        itself, so this warns and forbids nothing.
    """

    move: Move
    wanted: tuple[Problem, ...]


def outlooks(rules: Rules, case: Case, actor: Actor, now: datetime) -> tuple[Outlook, ...]:
    """Return the moves that leave the stage of a case and that a person's roles allow, in declared order."""
    if case.merged_into is not None:
        return ()
    course = Course(rules, actor, now, case)
    return tuple(
        Outlook(move, _wanted(course, move))
        for move in rules.programme.moves_from(case.stage)
        if actor.holds(*move.who)
    )


def _wanted(course: Course, move: Move) -> tuple[Problem, ...]:
    asked: tuple[Callable[[], None], ...] = (
        lambda: require_fields(course),
        lambda: require_condition(course, move),
        lambda: pass_gates(course, move.needs),
    )
    found: list[Problem] = []
    for ask in asked:
        try:
            ask()
        except RefusedError as refused:
            found += refused.refusal.problems
    return tuple(found)
