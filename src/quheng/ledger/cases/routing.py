"""Where a case goes by the ordered rules of its programme: the first that certainly holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quheng.ledger.cases.facts import seen
from quheng.ledger.cases.state import Case
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import CREATED, RouteRule

Nearest = Callable[[str, str], str | None]
"""The nearest organisation of a kind, upwards from another, by code: None where there is none."""


@dataclass(frozen=True)
class Route:
    """Where a case goes.

    Parameters
    ----------
    organisation
        The code.
    rule
        By which rule, from 1.
    """

    organisation: str
    rule: int


def nowhere(_kind: str, _code: str) -> str | None:
    """Find no organisation: where there is no register."""
    return None


def find_route(case: Case, programme: Programme, nearest: Nearest = nowhere) -> Route | None:
    """Return where the rules send a case; None where no rule holds, or those that do lead nowhere.

    What cannot be told for want of a value does not hold: unknown is not true.
    """
    values = seen(case, programme)
    for place, rule in enumerate(programme.declared.routing):
        if rule.if_ is None or programme.conditions["routing", place].value(values) is True:
            organisation = _target(rule, case, nearest)
            if organisation is not None:
                return Route(organisation, place + 1)
    return None


def _target(rule: RouteRule, case: Case, nearest: Nearest) -> str | None:
    if rule.field is not None:
        return case.values.get(rule.field)
    if rule.nearest is not None and rule.of is not None:
        start = case.received_by if rule.of == CREATED else case.values.get(rule.of)
        return None if start is None else nearest(rule.nearest, start)
    return rule.to
