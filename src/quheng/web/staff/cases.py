"""The list of cases: narrowed by what people ask for, the newest or the most urgent first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.bilingual import Text
from quheng.ledger.catalogue import programmes_in_force
from quheng.ledger.listing import DueState, Filters, Order, State, list_cases
from quheng.ledger.naming import organisations
from quheng.ledger.programmes import Programme
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.staff.asked import of_sense
from quheng.web.staff.lines import lines_of

STATES = {"open": Text(zh="办理中", en="open"), "closed": Text(zh="已办结", en="closed")}
DUE = {
    "overdue": Text(zh="已逾期", en="overdue"),
    "today": Text(zh="今日到期", en="due today"),
    "soon": Text(zh="临期", en="due soon"),
}
ORDERS = {
    "newest": Text(zh="最新在前", en="newest first"),
    "due": Text(zh="最急在前", en="most urgent first"),
}


@require_safe
@of_sense
def cases_page(request: ViewerRequest) -> HttpResponse:
    """Show a page of the cases that the viewer may see."""
    moment, asked = now(), request.GET
    programmes = programmes_in_force(moment.date())
    known = organisations()
    paths = {one.code: one.path for one in known}
    filters = Filters(
        programme=_of(asked, "programme", programmes),
        stage=_stage(asked, programmes),
        channel=_channel(asked, programmes),
        handler=asked.get("handler", "")[:150].strip(),
        under=paths.get(asked.get("under", ""), ""),
        state=_of(asked, "state", get_args(State)) or None,  # type: ignore[arg-type]
        due=_of(asked, "due", get_args(DueState)) or None,  # type: ignore[arg-type]
        now=moment,
        opened_since=_day(asked.get("since", "")),
        opened_until=_day(asked.get("until", "")),
    )
    order: Order = "due" if asked.get("order") == "due" else "newest"
    page = list_cases(request.viewer, filters, order, asked.get("after") or None)
    chosen = programmes.get(filters.programme)
    content: Mapping[str, Any] = {
        "lines": lines_of(page.rows, moment),
        "page": page,
        "more": with_more(asked, after=page.after) if page.after else None,
        "asked": asked,
        "programmes": [(name, one.declared.title) for name, one in programmes.items()],
        "stages": chosen.declared.stages if chosen else (),
        "channels": chosen.declared.intake.channels.items() if chosen else (),
        "organisations": known,
        "states": STATES.items(),
        "dues": DUE.items(),
        "orders": ORDERS.items(),
        "order": order,
    }

    return render(request, "staff/cases.html", content)


def _of(asked: QueryDict, name: str, known: Any) -> str:
    """Return a choice if it is one."""
    value = asked.get(name, "")
    return value if value in known else ""


def _stage(asked: QueryDict, programmes: Mapping[str, Programme]) -> str:
    chosen = programmes.get(asked.get("programme", ""))
    return _of(asked, "stage", chosen.stages if chosen else ())


def _channel(asked: QueryDict, programmes: Mapping[str, Programme]) -> str:
    chosen = programmes.get(asked.get("programme", ""))
    return _of(asked, "channel", chosen.declared.intake.channels if chosen else ())


def _day(text: str) -> date | None:
    """Return a day; None where the text is none."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def with_more(asked: QueryDict, **more: Any) -> str:
    """Return what was asked for, and more, as the end of an address."""
    query = asked.copy()
    for name, value in more.items():
        query[name] = value
    return query.urlencode()
