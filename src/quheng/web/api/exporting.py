"""Cases as a table to take away: streamed, masked, guarded against formulas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from django.http import StreamingHttpResponse
from ninja import Router

from quheng.bilingual import current_language
from quheng.ledger.exporting import export_csv
from quheng.ledger.listing import Filters, Page, State, list_cases
from quheng.ledger.scope import Viewer
from quheng.web.api.cases import Organisation, path_of
from quheng.web.api.problems import FAILED, ProblemsOut
from quheng.web.api.programmes import reached
from quheng.web.api.request import ApiRequest

router = Router()

PAGE = 200

TABLE = {"content": {"text/csv": {"schema": {"type": "string"}}}}


@router.get(
    "programmes/{name}/export",
    response={200: None, FAILED: ProblemsOut},
    summary="Export cases",
    openapi_extra={"responses": {200: TABLE}},
)
def export(
    request: ApiRequest,
    name: str,
    organisation: Organisation = "",
    state: State | None = None,
    opened_since: date | None = None,
    opened_until: date | None = None,
) -> StreamingHttpResponse:
    """Return the cases of a programme as CSV, the newest first; personal values are masked."""
    programme = reached(request, name)
    filters = Filters(
        programme=name,
        under=path_of(organisation),
        state=state,
        opened_since=opened_since,
        opened_until=opened_until,
    )
    pages = _pages(request.viewer, filters)
    # The first page is read while an error can still be told.
    first = next(pages)
    rows = (row for page in chain((first,), pages) for row in page.rows)
    table = export_csv(request.viewer, programme, rows, current_language())
    response = StreamingHttpResponse(table, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def _pages(viewer: Viewer, filters: Filters) -> Iterator[Page]:
    after = None
    while True:
        page = list_cases(viewer, filters, after=after, size=PAGE)
        yield page
        after = page.after
        if after is None:
            return
