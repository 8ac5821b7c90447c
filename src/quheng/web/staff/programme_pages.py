"""The programmes: which there are, the guide to one (说明书), and its board."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.ledger import guide
from quheng.ledger.catalogue import programmes_in_force
from quheng.ledger.listing.board import board
from quheng.ledger.programmes import Programme, load_roles
from quheng.ledger.programmes.declared import Stage
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.staff.lines import lines_of


@require_safe
def programmes_page(request: ViewerRequest) -> HttpResponse:
    """Show every programme in force, and whether the viewer may open a case of it."""
    found = programmes_in_force(now().date()).values()
    content = {"programmes": [(one.declared, may_open(request, one)) for one in found]}
    return render(request, "staff/programmes.html", content)


@require_safe
def programme_page(request: ViewerRequest, programme: str) -> HttpResponse:
    """Show the guide to a programme."""
    found = programme_of(programme)
    page = guide.page(found, load_roles())
    content = {"programme": found.declared, "guide": page, "may_open": may_open(request, found)}
    return render(request, "staff/programme.html", content)


@require_safe
def board_page(request: ViewerRequest, programme: str) -> HttpResponse:
    """Show the open cases of a programme, a column for each stage."""
    found, moment = programme_of(programme), now()
    newest = request.GET.get("order") == "newest"
    stages = [one.id for one in found.declared.stages if one.kind != "final"]
    columns = board(request.viewer, programme, stages, "newest" if newest else "due")
    shown: list[tuple[Stage, object, object]] = [
        (found.stages[column.stage], column, lines_of(column.rows, moment)) for column in columns
    ]
    content = {"programme": found.declared, "columns": shown, "newest": newest}
    return render(request, "staff/board.html", {**content, "may_open": may_open(request, found)})


def programme_of(name: str) -> Programme:
    """Return a programme in force.

    Raises
    ------
    Http404
        Where none of that name is.
    """
    found = programmes_in_force(now().date()).get(name)
    if found is None:
        raise Http404(name)
    return found


def may_open(request: ViewerRequest, programme: Programme) -> bool:
    """Whether the viewer holds, anywhere, a role that opens cases of a programme."""
    who = programme.declared.intake.who
    return any(
        permit.role in who and permit.programme in ("", programme.name) for permit in request.viewer.permits
    )
