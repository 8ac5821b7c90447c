"""Times and periods against texts read by hand; the thresholds are what was measured, less a margin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from typing import cast

from quheng.evidence.claim import Kind
from quheng.evidence.periods import Timeline, assign_period, find_times
from quheng.evidence.repair import View, repair
from tests.evidence.conftest import Page
from tests.evidence.gold import GoldText, months, texts


def in_view(view: View, start: int, end: int) -> tuple[int, int]:
    """Return the span of the repaired text that stands for a span of the untouched one."""
    origins = range(len(view.text))
    first = bisect_left(origins, start, key=view.offsets.origin)
    return first, bisect_left(origins, end - 1, key=view.offsets.origin) + 1


def month(day: date | None) -> tuple[int, int] | None:
    return day and (day.year, day.month)


def hits(text: GoldText) -> list[tuple[bool, bool]]:
    """Tell for each core claim whether its period and its year are right, no indicator being known."""
    view = repair(text.text)
    timeline = Timeline.of(view.text, text.published)
    found = []
    for claim in text.claims:
        if claim.core and claim.periods:
            span = in_view(view, claim.start, claim.end)
            period = assign_period(*span, timeline, kind=cast(Kind, claim.kinds[0]))
            got = month(period.start), month(period.end)
            years = {last[0] for _, last in claim.periods if last}
            found.append((got in claim.periods, got[1] is not None and got[1][0] in years))
    return found


def shares(found: Sequence[tuple[bool, bool]]) -> tuple[float, float]:
    return sum(period for period, _ in found) / len(found), sum(year for _, year in found) / len(found)


def test_periods_of_the_projects_own_texts() -> None:
    period, year = shares([hit for text in texts() for hit in hits(text)])
    assert period >= 0.98
    assert year >= 0.99


def test_periods_of_the_page(page: Page) -> None:
    view = repair(page.text)
    timeline = Timeline.of(view.text, page.published)
    right = []
    for claim in page.claims:
        if claim["salience"] == "core":
            span = in_view(view, claim["start"], claim["end"])
            period = assign_period(*span, timeline, kind=claim["kind"])
            admitted = [months(written) for written in (claim["period"], *claim["period_alt"])]
            right.append((month(period.start), month(period.end)) in admitted)
    assert sum(right) / len(right) >= 0.93


def test_times_of_the_page_to_the_day(page: Page) -> None:
    view = repair(page.text)
    found = {(e.start, e.text): e for e in find_times(view.text, page.published)}
    right = []
    searched = 0
    for gold in page.dates:
        sentence = repair(gold["sentence"]).text
        searched = view.text.index(sentence[:12], max(searched - len(sentence), 0))
        here = [
            e
            for (start, words), e in found.items()
            if words.removeprefix("截至") == gold["expr"].removeprefix("截至")
            and searched <= start <= searched + len(sentence) + 8
        ]
        right.append(any((str(e.first), str(e.last)) == (gold["start"], gold["end"]) for e in here))
    assert sum(right) / len(right) >= 0.95
