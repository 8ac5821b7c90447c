"""My queue: what waits for the viewer, the most urgent first, in sections by how urgent it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.bilingual import Text
from quheng.ledger.listing import queue
from quheng.ledger.listing.queue import SECTIONS
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.staff.asked import of_sense
from quheng.web.staff.lines import CaseLine, lines_of

TITLES = {
    "overdue": Text(zh="已逾期", en="Overdue"),
    "today": Text(zh="今日到期", en="Due today"),
    "soon": Text(zh="临期", en="Due soon"),
    "later": Text(zh="其余", en="The rest"),
}


@require_safe
@of_sense
def queue_page(request: ViewerRequest) -> HttpResponse:
    """Show a page of what waits for the viewer: all of it, or what was given to the viewer alone."""
    moment = now()
    found = queue(request.viewer, moment, request.GET.get("after") or None)
    lines: dict[str, list[CaseLine]] = {section: [] for section in SECTIONS}
    for waiting, line in zip(
        found.waiting, lines_of([one.row for one in found.waiting], moment), strict=True
    ):
        lines[waiting.section].append(line)
    sections = [
        (section, TITLES[section], found.counts.get(section), lines[section])
        for section in SECTIONS
        if lines[section]
    ]
    counts = [(TITLES[section], count) for section, count in found.counts.items()]
    more = f"after={found.after}" if found.after else None
    return render(
        request,
        "staff/queue.html",
        {"sections": sections, "counts": counts, "more": more, "lines": found.waiting},
    )
