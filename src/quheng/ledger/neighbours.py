"""Which of the cases that another one names a viewer may see: a link is no way around the scope."""

from __future__ import annotations

from collections.abc import Iterable

from quheng.ledger.cases import Case
from quheng.ledger.scope import Viewer, readable


def named_in(case: Case) -> frozenset[str]:
    """Return the numbers of all cases that a case names."""
    beside = (case.parent, case.merged_into, *case.absorbed, *case.links)
    return frozenset(number for number in beside if number)


def readable_among(viewer: Viewer, numbers: Iterable[str]) -> frozenset[str]:
    """Return which of some cases a viewer may see; nothing is asked where there are none."""
    asked = sorted(set(numbers))
    return (
        frozenset(readable(viewer).filter(number__in=asked).values_list("number", flat=True))
        if asked
        else frozenset()
    )
