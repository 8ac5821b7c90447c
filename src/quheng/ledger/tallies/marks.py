"""Marks: the names under which a case counts, by figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quheng.ledger.programmes.declared import Counted, Figure

Base = Literal["created", "ended", "closed", "closed_on_time", "sent_back"]
"""What a case does on a day. `ended`: it is not open any more, closed or merged."""

NEEDED: dict[Counted, tuple[Base, ...]] = {
    "created": ("created",),
    "closed": ("closed",),
    "closed_on_time": ("closed_on_time",),
    "sent_back": ("sent_back",),
    "open": ("created", "ended"),
    "overdue_open": ("created",),
    "due": ("created", "closed"),
}
"""From which marks each is counted; what depends on the present moment is told by the deadlines."""

TENTHS = 10
"""Durations are kept in tenths of their measure."""

MILLIONTHS = 1_000_000
"""Amounts are kept in millionths."""


@dataclass(frozen=True, order=True)
class Mark:
    """What a case counts for.

    Parameters
    ----------
    name
        See `mark_name`.
    by
        The breakdowns by which it is counted.
    amount
        A duration in tenths of its measure, or a sum in millionths.
    """

    name: str
    by: tuple[str, ...] = ()
    amount: int = 0

    def __str__(self) -> str:
        """Write it as `read_marks` reads it."""
        return f"{self.name}:{'.'.join(self.by)}" + (f"={self.amount}" if self.amount else "")

    @property
    def is_sum(self) -> bool:
        """Whether amounts are added up; else cases of the same amount are counted together."""
        return self.name.endswith(".sum")


def written(marks: Iterable[Mark]) -> str:
    """Return marks as one text: `|created:channel|closed:|`, so that each can be found behind a bar."""
    return "|" + "".join(f"{mark}|" for mark in sorted(marks))


def read_marks(text: str) -> tuple[Mark, ...]:
    """Read what `written` wrote."""
    found = []
    for word in text.strip("|").split("|"):
        name, _, rest = word.partition(":")
        dimensions, _, amount = rest.partition("=")
        found.append(Mark(name, tuple(dimensions.split(".")) if dimensions else (), int(amount or 0)))
    return tuple(found)


def mark_name(figure: Figure, base: Base, *, when: bool = False) -> str:
    """Return the name of a mark for a figure: plain where every case counts, so that figures share it.

    Parameters
    ----------
    figure
        The figure.
    base
        What the case did.
    when
        Whether the condition of the numerator holds too.
    """
    if when and figure.when:
        return f"{figure.id}.when.{base}"
    return f"{figure.id}.{base}" if figure.among or figure.stages else base


def repeat_name(figure: str) -> str:
    """Return the name of the mark under which a figure, by its id, counts the cases that repeat another."""
    return f"{figure}.repeated"


def amount_name(figure: Figure) -> str:
    """Return the name of the mark that holds a figure's duration or amount."""
    return f"{figure.id}.{figure.kind}"
