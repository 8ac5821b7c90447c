"""List the cases that a viewer may see: the newest first, or by due."""

from __future__ import annotations

from quheng.ledger.listing.cursor import moment_of, read_cursor, ticks, write_cursor
from quheng.ledger.listing.filters import Filters
from quheng.ledger.listing.page import CEILING, Page, capped, fetched, right_size
from quheng.ledger.listing.reach import NEVER
from quheng.ledger.listing.streams import Behind, Order, merged_and_counted, streams_of
from quheng.ledger.models import CaseRow
from quheng.ledger.scope import Viewer

EVERYTHING = Filters()


def list_cases(
    viewer: Viewer,
    filters: Filters = EVERYTHING,
    order: Order = "newest",
    after: str | None = None,
    size: int = 50,
) -> Page:
    """Return a page of the cases that a viewer may see, in two queries.

    Parameters
    ----------
    viewer
        Who.
    filters
        Which of them.
    order
        newest: the latest opened first. due: the open ones alone, the most urgent first, those without a
        deadline last.
    after
        Where the page begins: `Page.after` of the one before.
    size
        How many rows.

    Raises
    ------
    DataError
        Where `after` or `size` is wrong.
    """
    right_size(size)
    behind = None if after is None else behind_of(after, order)
    every = streams_of(viewer, filters, order)
    here = every if behind is None else streams_of(viewer, filters, order, behind)
    keys, number = merged_and_counted(here, order, size + 1, every, CEILING + 1)
    rows = fetched(viewer, keys[:size])
    is_more = len(keys) > size
    return Page(rows, cursor_of(rows[-1], order) if is_more and rows else None, capped(number))


def cursor_of(row: CaseRow, order: Order) -> str:
    """Return the place of a case in a list."""
    moment = row.opened_at if order == "newest" else row.due_at or NEVER
    return write_cursor(order, ticks(moment), row.pk)


def behind_of(after: str, order: Order) -> Behind:
    """Return the place that a cursor names.

    Raises
    ------
    DataError
        Where it names none in this order.
    """
    moment, case = read_cursor(after, order, 2)
    return Behind(moment_of(moment), case)
