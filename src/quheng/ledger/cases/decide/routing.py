"""Name the organisation that a move hands the case to, by the rules, where nobody has named it."""

from __future__ import annotations

from quheng.ledger.cases.decide.course import Course
from quheng.ledger.cases.events import Routed
from quheng.ledger.cases.routing import find_route
from quheng.ledger.programmes.declared import CREATED, Move


def route(course: Course, move: Move) -> None:
    """Fill the field of the organisation by the first rule that holds; what a person named stands."""
    field = move.hands_to
    if field is None or field == CREATED or field in course.case.values:
        return
    found = find_route(course.case, course.rules.routed_by, course.rules.nearest)
    if found is not None:
        course.emit(Routed(field, found.organisation, found.rule))
