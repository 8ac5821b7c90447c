"""My queue: what waits for the viewer, the most urgent first, in sections by how urgent it is."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from quheng.bilingual import Text
from quheng.ledger.listing import Of, queue
from quheng.ledger.listing.queue import SECTIONS
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now
from quheng.web.staff.asked import of_sense
from quheng.web.staff.cases import with_more
from quheng.web.staff.lines import CaseLine, lines_of

TITLES = {
    "overdue": Text(zh="已逾期", en="Overdue"),
    "today": Text(zh="今日到期", en="Due today"),
    "soon": Text(zh="临期", en="Due soon"),
    "later": Text(zh="其余", en="The rest"),
}

TABS: dict[Of, Text] = {
    "all": Text(zh="全部待办", en="All that waits"),
    "mine": Text(zh="我经办的", en="Mine"),
    "organisation": Text(zh="本单位", en="My organisation"),
    "asked": Text(zh="请我们答复的", en="Asked of us"),
}

NOTHING: dict[Of, Text] = {
    "all": Text(zh="没有待办。", en="Nothing waits for you."),
    "mine": Text(zh="没有指定您经办的办件。", en="No open case was given to you by name."),
    "organisation": Text(zh="本单位没有待办。", en="Nothing waits in your organisation."),
    "asked": Text(zh="没有等待本单位答复的办件。", en="Nobody waits for an answer of your organisation."),
}


@require_safe
@of_sense
def queue_page(request: ViewerRequest) -> HttpResponse:
    """Show a page of what waits for the viewer, or a part of it."""
    moment, asked = now(), request.GET.get("of", "")
    of: Of = next((tab for tab in TABS if tab == asked), "all")
    found = queue(request.viewer, moment, request.GET.get("after") or None, of=of)
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
    counts = [(section, TITLES[section], count) for section, count in found.counts.items()]
    content = {
        "sections": sections,
        "counts": counts,
        "more": with_more(request.GET, after=found.after) if found.after else None,
        "lines": found.waiting,
        "tabs": TABS.items(),
        "of": of,
        "nothing": NOTHING[of],
        "acting": request.viewer.organisation_name,
    }
    return render(request, "staff/queue.html", content)
