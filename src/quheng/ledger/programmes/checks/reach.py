"""What can be reached along the moves."""

from __future__ import annotations

from collections.abc import Iterable

from quheng.ledger.programmes.declared import ProgrammeDeclaration

Way = tuple[str, str]


def ways_of(declared: ProgrammeDeclaration) -> tuple[Way, ...]:
    """Return from which stage to which the moves lead."""
    return tuple((start, move.to) for move in declared.moves for start in move.from_)


def reach(start: Iterable[str], ways: Iterable[Way]) -> frozenset[str]:
    """Return the stages that can be reached, the start itself included."""
    ways = tuple(ways)
    found = set(start)
    waiting = list(found)
    while waiting:
        here = waiting.pop()
        for origin, target in ways:
            if origin == here and target not in found:
                found.add(target)
                waiting.append(target)
    return frozenset(found)
