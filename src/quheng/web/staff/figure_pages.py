"""The figures of a programme: numbers with what they rest on, bars, and the cases behind each."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.bilingual import Text
from quheng.figures import (
    Compared,
    Span,
    Table,
    ask,
    cases_behind,
    headline,
    in_context,
    read_period,
)
from quheng.figures.asking import Asked
from quheng.figures.compute import table_of, tables_at_once, top_of
from quheng.figures.files import write_table
from quheng.figures.grouping import Grouping, require_breakdown
from quheng.figures.seeking import Question
from quheng.ledger.scope import Viewer
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.staff.asked import of_sense
from quheng.web.staff.bars import Bars, bars_of
from quheng.web.staff.lines import lines_of

BREAKDOWNS = {
    "organisation": Text(zh="按单位", en="by organisation"),
    "channel": Text(zh="按渠道", en="by channel"),
    "month": Text(zh="按月", en="by month"),
    "quarter": Text(zh="按季", en="by quarter"),
    "year": Text(zh="按年", en="by year"),
}


@require_safe
@of_sense
def figures_page(request: ViewerRequest, programme: str) -> HttpResponse:
    """Show the figures of a period, and one breakdown of them."""
    moment = now()
    asked = ask(programme, request.viewer, moment)
    period = request.GET.get("period") or str(moment.year)
    span = Span(read_period(period), moment)
    breakdowns = sorted({name for figure in asked.figures for name in figure.breakdowns})
    by = request.GET.get("by", "") if request.GET.get("by", "") in breakdowns else ""
    questions = [
        _question(asked, span, _grouping(asked, request.viewer, name)) for name in dict.fromkeys(("", by))
    ]
    tables, *rest = tables_at_once(asked, questions)
    broken = rest[0] if by else []
    titles = {field.id: field.title for field in asked.programme.declared.fields}
    content = {
        "programme": asked.programme.declared,
        "sentence": headline(tables),
        "numbers": [(table, table.shown(table.total)) for table in tables],
        "broken": [(table, _rows(table), _bars(table)) for table in broken],
        "period": period,
        "by": by,
        "choices": [(name, BREAKDOWNS.get(name) or titles.get(name)) for name in breakdowns],
    }
    return render(request, "staff/figures.html", content)


@require_safe
@of_sense
def figures_csv(request: ViewerRequest, programme: str) -> HttpResponse:
    """Send the figures of a period as a table."""
    moment, by = now(), request.GET.get("by", "")
    asked = ask(programme, request.viewer, moment)
    span = Span(read_period(request.GET.get("period") or str(moment.year)), moment)
    (tables,) = tables_at_once(asked, [_question(asked, span, _grouping(asked, request.viewer, by))])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "figures.csv"
        write_table(tables, file)
        answer = HttpResponse(file.read_bytes(), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{programme}.csv"'
    return answer


@require_safe
@of_sense
def behind_page(request: ViewerRequest, programme: str, figure: str) -> HttpResponse:
    """Show the cases that a number counts, as far as the viewer may read them."""
    given, moment = request.GET, now()
    asked = ask(programme, request.viewer, moment)
    one, by = asked.figure(figure), given.get("by", "")
    if by:
        require_breakdown(by, one.breakdowns, f"{programme}.{figure}")
    span = Span(read_period(given.get("period") or str(moment.year)), moment)
    grouping = _grouping(asked, request.viewer, by)
    key = given.get("key") if "key" in given else None
    is_first = key is None and not by and "after" not in given
    beside = in_context(asked, one, span, grouping) if is_first else None
    table = beside.compared.table if beside else table_of(asked, one, span, grouping)
    if key is not None and table.row(key) is None:
        raise Http404(key)
    page = cases_behind(table, request.viewer, key, given.get("of") == "under", given.get("after") or None)
    cell = table.total if key is None else table.row(key)
    rate = beside.rate if beside else None
    query = given.copy()
    query["after"] = page.after or ""
    content: dict[str, Any] = {
        "programme": table.programme.declared,
        "table": table,
        "cell": cell,
        "shown": table.shown(cell or table.total),
        "lines": lines_of(page.rows, moment),
        "more": query.urlencode() if page.after else None,
        "rate": rate,
        "year": table.shown(rate.cell) if rate else None,
        "compared": _compared(beside.compared) if beside else (),
    }
    return render(request, "staff/behind.html", content)


def _grouping(asked: Asked, viewer: Viewer, by: str) -> Grouping:
    return Grouping(by, asked.offices, top_of(viewer, asked.offices), (), asked.programme)


def _question(asked: Asked, span: Span, grouping: Grouping) -> Question:
    """Return the figures of a programme as a question; broken down, those that declare it."""
    by = grouping.name
    return Question([one for one in asked.figures if not by or by in one.breakdowns], span, grouping)


def _rows(table: Table) -> list[tuple[Any, Text]]:
    return [(cell, table.shown(cell)) for cell in table.rows]


def _bars(table: Table) -> Bars:
    return bars_of(
        [
            (cell.title.speak(), table.shown(cell).speak(), None if cell.value is None else float(cell.value))
            for cell in table.rows
        ]
    )


def _compared(compared: Compared) -> list[tuple[Text, Text, Text]]:
    """Return what the figure was before, and how it changed; of a year, both are the same."""
    before, year_before = compared.before, compared.year_before
    earlier = [before] if before.span == year_before.span else [before, year_before]
    return [(other.span.words(), other.shown(other.total), compared.change(other)) for other in earlier]
