"""Open a case for a request: within the scope, masked; what is revealed is noted."""

from __future__ import annotations

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.reading import read_case
from quheng.ledger.reads import record_read
from quheng.web.api.problems import ApiError
from quheng.web.api.request import ApiRequest
from quheng.web.api.shown import Shown


def open_case(request: ApiRequest, number: str, *, reveal: bool = False, page: str = "") -> Shown:
    """Return a case in the hands of the token.

    Parameters
    ----------
    request, number
        By whom, which.
    reveal
        Whether personal values are asked for: those that the token may see are told, and the record notes it.
    page
        Where they are told.

    Raises
    ------
    ApiError
        Where there is none, or none that the token reaches.
    """
    reading = read_case(number, request.viewer)
    if reading is None:
        raise no_case(number)
    shown = Shown(reading, reveal)
    note_read(request, shown, page)
    return shown


def note_read(request: ApiRequest, shown: Shown, page: str) -> None:
    """Note which protected fields of a case are told, before they are."""
    fields = shown.protected
    if fields:
        record_read(request.viewer, shown.reading.row, fields, page, request.moment)


def no_case(number: str) -> ApiError:
    """Return the error of a case that is not there, or is for others: word for word as the store says it."""
    what = Text(zh=f"没有办件 {number}", en=f"there is no case {number}")
    return ApiError(404, Problem(what, Where(field="number")), ground="unknown")
