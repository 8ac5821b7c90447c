"""Figures: counted within the reach of the token, and the cases behind each number."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Query, Router

from quheng.figures import Cell, Table, cases_behind, compute, definition_digest, read_period
from quheng.web.api.asked import After, Size
from quheng.web.api.page_out import CasesOut, brief
from quheng.web.api.problems import FAILED, ProblemsOut
from quheng.web.api.programmes import NamedOut, named, reached
from quheng.web.api.request import ApiRequest

router = Router()

Period = Annotated[str, Query(max_length=40, description="2026, 2026-Q3, 2026-10, 2026-01-01/2026-10-15.")]
By = Annotated[str, Query(max_length=64, description="A breakdown that the figure declares.")]
Under = Annotated[str, Query(max_length=64, description="Whose parts are compared, by code.")]

Key = Annotated[str | None, Query(max_length=64, description="One row; the whole without it.")]
BelowLine = Annotated[bool, Query(description="The cases below the line of a rate, not those above.")]


class CellOut(NamedOut):
    """One number, with what it rests on; `value` is null where it rests on too few."""

    numerator: int
    denominator: int | None
    value: float | None
    shown: str
    too_few: bool
    status: str


class FigureOut(NamedOut):
    """A figure of a period. `definition` is the digest of its declaration."""

    programme: str
    period: str
    by: str
    as_of: datetime
    definition: str
    total: CellOut
    rows: list[CellOut]


@router.get(
    "figures/{programme}/{figure}", response={200: FigureOut, FAILED: ProblemsOut}, summary="A figure"
)
def read_figure(
    request: ApiRequest, programme: str, figure: str, period: Period, by: By = "", under: Under = ""
) -> dict[str, Any]:
    """Return a figure of a period, counted over the cases that the token reaches."""
    table = _table(request, programme, figure, period, by, under)
    return {
        **named(table.figure.id, table.figure.title),
        "programme": programme,
        "period": period,
        "by": by,
        "as_of": table.as_of,
        "definition": definition_digest(table.figure),
        "total": _cell(table, table.total),
        "rows": [_cell(table, row) for row in table.rows],
    }


@router.get(
    "figures/{programme}/{figure}/cases",
    response={200: CasesOut, FAILED: ProblemsOut},
    summary="The cases behind",
)
def read_cases_behind(
    request: ApiRequest,
    programme: str,
    figure: str,
    period: Period,
    by: By = "",
    under: Under = "",
    key: Key = None,
    of_denominator: BelowLine = False,
    after: After = None,
    size: Size = 50,
) -> dict[str, Any]:
    """Return the cases that a number counts, the newest first: as many as it says."""
    table = _table(request, programme, figure, period, by, under)
    page = cases_behind(table, request.viewer, key, of_denominator, after, size)
    return {"cases": [brief(row) for row in page.rows], "after": page.after}


def _table(request: ApiRequest, programme: str, figure: str, period: str, by: str, under: str) -> Table:
    reached(request, programme)
    return compute(
        programme, figure, read_period(period), request.viewer, request.moment, by=by, under=under or None
    )


def _cell(table: Table, cell: Cell) -> dict[str, Any]:
    return {
        "id": cell.key,
        "title": cell.title.speak(),
        "numerator": cell.numerator,
        "denominator": cell.denominator,
        "value": None if cell.value is None or cell.is_too_few else float(cell.value),
        "shown": table.shown(cell).speak(),
        "too_few": cell.is_too_few,
        "status": cell.status,
    }
