"""Pages: so many rows, where the next begins, and a count that goes no further than is of use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.ledger.models import CaseRow
from quheng.ledger.scope import Viewer, readable

CEILING = 1_000
"""Beyond so many nobody reads the number."""

LARGEST_PAGE = 200


@dataclass(frozen=True)
class Capped:
    """A count: exact up to `CEILING`."""

    number: int
    is_more: bool = False

    def __str__(self) -> str:
        return f"{self.number}+" if self.is_more else str(self.number)


@dataclass(frozen=True)
class Page:
    """A page of cases.

    Parameters
    ----------
    rows
        The cases, in order, each with its organisation.
    after
        Where the next page begins; None on the last.
    count
        How many there are on all pages.
    """

    rows: tuple[CaseRow, ...]
    after: str | None
    count: Capped


def capped(number: int) -> Capped:
    """Return a count that was made up to one more than `CEILING`."""
    return Capped(min(number, CEILING), number > CEILING)


def right_size(size: int) -> int:
    """Return the size of a page, if it is one.

    Raises
    ------
    DataError
        Where it is none.
    """
    if 1 <= size <= LARGEST_PAGE:
        return size
    raise DataError(
        Problem(
            Text(zh=f"每页不能是 {size} 条", en=f"a page cannot have {size} rows"),
            Where(field="size"),
            Text(zh=f"请写 1 到 {LARGEST_PAGE}", en=f"give 1 to {LARGEST_PAGE}"),
        )
    )


def fetched(viewer: Viewer, keys: Sequence[int]) -> tuple[CaseRow, ...]:
    """Return the cases of some keys, in their order, each with its organisation.

    However the keys were found, it is here that a case passes to the viewer: through the scope.
    """
    rows = readable(viewer).filter(pk__in=keys).select_related("organisation") if keys else ()
    return in_order(rows, keys)


def in_order(rows: Iterable[CaseRow], keys: Sequence[int]) -> tuple[CaseRow, ...]:
    """Return rows in the order of their keys; a key without a row is left out."""
    by_key = {row.pk: row for row in rows}
    return tuple(by_key[key] for key in keys if key in by_key)
