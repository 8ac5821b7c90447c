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
    compare,
    headline,
    read_period,
    run_rate,
)
from quheng.figures.asking import Asked
from quheng.figures.compute import table_of, tables_of, top_of
from quheng.figures.files import write_table
from quheng.figures.grouping import Grouping, Offices, require_breakdown
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
IN_TIME = ("month", "quarter", "year")


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
    offices = Offices.load()
    top = top_of(request.viewer, offices)
    tables = tables_of(asked, asked.figures, span, Grouping("", offices, top, (), asked.programme))
    grouping = Grouping(by, offices, top, (), asked.programme)
    broken = _broken(asked, span, grouping) if by else []
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
    asked, offices = ask(programme, request.viewer, moment), Offices.load()
    span = Span(read_period(request.GET.get("period") or str(moment.year)), moment)
    grouping = Grouping(by, offices, top_of(request.viewer, offices), (), asked.programme)
    tables = _broken(asked, span, grouping) if by else tables_of(asked, asked.figures, span, grouping)
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
    asked, offices = ask(programme, request.viewer, moment), Offices.load()
    one, by = asked.figure(figure), given.get("by", "")
    if by:
        require_breakdown(by, one.breakdowns, f"{programme}.{figure}")
    span = Span(read_period(given.get("period") or str(moment.year)), moment)
    top = top_of(request.viewer, offices)
    table = table_of(asked, one, span, Grouping(by, offices, top, (), asked.programme))
    key = given.get("key") if "key" in given else None
    if key is not None and table.row(key) is None:
        raise Http404(key)
    page = cases_behind(table, request.viewer, key, given.get("of") == "under", given.get("after") or None)
    cell = table.total if key is None else table.row(key)
    is_first = key is None and "after" not in given
    rate = run_rate(asked, table) if is_first else None
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
        "compared": _compared(compare(asked, table)) if is_first and not by else (),
    }
    return render(request, "staff/behind.html", content)


def _broken(asked: Asked, span: Span, grouping: Grouping) -> list[Table]:
    """Return the figures that declare a breakdown, broken down by it."""
    figures = [one for one in asked.figures if grouping.name in one.breakdowns]
    if grouping.name in IN_TIME:
        return [table_of(asked, one, span, grouping) for one in figures]
    return tables_of(asked, figures, span, grouping)


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
    """Return what the figure was before, and how it changed."""
    return [
        (other.span.words(), other.shown(other.total), compared.change(other))
        for other in (compared.before, compared.year_before)
    ]
