"""A forecast for the year against what was done so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isinf

from quheng.bilingual import Text
from quheng.evidence.checks.figures import Interval, interval, shown, written
from quheng.evidence.checks.finding import Finding, Severity
from quheng.evidence.checks.register import AMOUNTS, Register, same_measure, same_place
from quheng.evidence.checks.statement import Statement
from quheng.evidence.lexicon import known_indicators

EXPECTED = re.compile(r"预计|预测|有望|可达|将达|估计|预期全年|可实现|可完成")
"""Words of a forecast; a target (力争, 目标) may lie far ahead."""

FAST, SLOW = 1.6, 0.5
"""Beyond these multiples of the pace so far a forecast is suspicious."""

FEWEST_MONTHS = 3
"""Months that must have passed: a pace of less says little about a year."""

DAYS_A_MONTH = 30.4


def run_rate(register: Register) -> Iterator[Finding]:
    """Compare the pace that a forecast needs for the rest of the year with the pace so far."""
    for forecast in register.statements:
        if forecast.family != "forecast" or not _is_of_a_year(forecast):
            continue
        done = _done(forecast, register)
        if done is not None:
            yield from _compared(done, forecast)


def _is_of_a_year(forecast: Statement) -> bool:
    start, end = forecast.claim.period.start, forecast.claim.period.end
    return (
        start is not None
        and end is not None
        and (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
        and start.year == end.year
    )


def _done(forecast: Statement, register: Register) -> Statement | None:
    """Return what was done so far: the number before in its sentence, or the latest of its indicator."""
    earlier = register.before_in_sentence(forecast)
    previous = next((one for one in earlier if one.family in AMOUNTS and same_measure(one, forecast)), None)
    if previous is not None and _is_done(previous, forecast) and forecast.code in (None, previous.code):
        return previous
    if forecast.code is None:
        return None
    done = [
        one
        for one in register.amounts(forecast, forecast.code)
        if _is_done(one, forecast) and one.name.scope == forecast.name.scope and same_measure(one, forecast)
    ]
    return max(done, key=_last_day, default=None)


def _last_day(statement: Statement) -> int:
    end = statement.claim.period.end
    return end.toordinal() if end else 0


def _is_done(one: Statement, forecast: Statement) -> bool:
    start, end = one.claim.period.start, one.claim.period.end
    indicator = known_indicators().indicators.get(one.code or "")
    return (
        not (indicator is not None and indicator.nature == "stock" and one.family != "new")
        and start is not None
        and end is not None
        and start == forecast.claim.period.start
        and start < end
        and forecast.claim.period.end is not None
        and end < forecast.claim.period.end
        and same_place(one, forecast)
    )


def _compared(done: Statement, forecast: Statement) -> Iterator[Finding]:
    start, end, last = done.claim.period.start, done.claim.period.end, forecast.claim.period.end
    if start is None or end is None or last is None:
        return
    elapsed, left = _months((end - start).days + 1), _months((last - end).days)
    pace = interval(done).times(1 / elapsed) if elapsed else Interval(0, 0)
    if elapsed < FEWEST_MONTHS or left <= 0 or pace.low <= 0:
        return
    needed = _foreseen(forecast).minus(interval(done)).times(1 / left)
    ratio = Interval(needed.low / pace.high, needed.high / pace.low)
    rest = (forecast.claim.quantity.point - done.claim.quantity.point) / left
    so_far = done.claim.quantity.point / elapsed
    point = rest / so_far
    expected = EXPECTED.search(forecast.before) is not None
    odd = expected and (ratio.low > FAST or (not isinf(ratio.high) and ratio.high < SLOW))
    severity: Severity = "suspicious" if odd else "info"
    measure = done.claim.quantity.measure
    sums = f"({written(forecast)} − {written(done)}) ÷ {left:.3g} = {shown(rest, measure)}"
    text = f"{sums}；{written(done)} ÷ {elapsed:.3g} = {shown(so_far, measure)}；{point:.2f}×"
    yield Finding(
        "run-rate",
        severity,
        (done.position, forecast.position),
        Text(zh=text, en=text),
        _cause(point, odd=odd),
    )


def _foreseen(forecast: Statement) -> Interval:
    """Return what a forecast admits: a round one without a hedge is meant as it stands."""
    point = forecast.claim.quantity.point
    return Interval(point, point) if forecast.claim.hedge == "none" else interval(forecast)


def _months(days: int) -> float:
    """Return days as months, whole where they are whole months of the calendar."""
    months = days / DAYS_A_MONTH
    return round(months) if abs(months - round(months)) < 0.1 else months


def _cause(ratio: float, *, odd: bool) -> Text:
    if not odd:
        return Text(
            zh=f"余下时间的月均要达到此前的{ratio:.2f}倍",
            en=f"for the rest of the year {ratio:.2f} times the pace so far is needed",
        )
    if ratio > 1:
        return Text(
            zh=f"余下时间的月均要达到此前的{ratio:.2f}倍：预测偏高，或已完成数不是从年初算起",
            en=f"{ratio:.2f} times the pace so far is needed: the forecast is high, or the number so far "
            "is not since January",
        )
    return Text(
        zh=f"余下时间的月均只需此前的{ratio:.2f}倍：预测偏低，或已完成数包含别的内容",
        en=f"only {ratio:.2f} times the pace so far is needed: the forecast is low, or the number so far "
        "holds something else",
    )
