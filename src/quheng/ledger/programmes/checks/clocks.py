"""Every clock has a calendar, is started where it can be, and stands where a case can stand."""

from __future__ import annotations

from collections.abc import Iterator

from quheng.bilingual import Text
from quheng.calendars.budget import BY_THE_CLOCK
from quheng.errors import Problem
from quheng.ledger.programmes.calendars import CALENDARS
from quheng.ledger.programmes.checks.draft import Draft, allowed
from quheng.ledger.programmes.declared import Clock


def check_clocks(draft: Draft) -> Iterator[Problem]:
    """Yield clocks without a calendar, with an unknown one, and clocks that no stage can stop or start."""
    declared = draft.declared
    if declared.calendar is not None and declared.calendar not in CALENDARS:
        yield _unknown(draft, declared.calendar, ("calendar",))
    final = {stage.id for stage in declared.stages if stage.kind == "final"}
    parts = {one.id for one in declared.parts}
    for clock in declared.clocks:
        yield from _calendar(draft, clock)
        for stage in clock.pauses_in:
            if stage in final:
                yield draft.problem(
                    Text(
                        zh=f"办结环节 {stage} 中时限已停止，不能暂停",
                        en=f"in the final stage {stage} the clock has stopped: it cannot be paused there",
                    ),
                    ("clocks", clock.id, "pauses_in"),
                    Text(zh="请删去该环节", en="remove that stage"),
                )
        if parts.intersection(clock.from_) and clock.until:
            yield draft.problem(
                Text(
                    zh=f"会办时限 {clock.id} 随各部门答复停止，不能写 until",
                    en=f"the clock {clock.id} of parts stops with each answer: it takes no until",
                ),
                ("clocks", clock.id, "until"),
                Text(zh="请删去 until", en="remove until"),
            )


def _calendar(draft: Draft, clock: Clock) -> Iterator[Problem]:
    if clock.calendar is not None and clock.calendar not in CALENDARS:
        yield _unknown(draft, clock.calendar, ("clocks", clock.id, "calendar"))
    by_days = any(budget.unit not in BY_THE_CLOCK for budget in clock.budgets)
    if by_days and clock.calendar is None and draft.declared.calendar is None:
        yield draft.problem(
            Text(
                zh=f"时限 {clock.id} 以{clock.budget.title.zh}计，却没有日历",
                en=f"the clock {clock.id} counts {clock.budget.title.en}, and there is no calendar",
            ),
            ("clocks", clock.id, "budget"),
            Text(zh="请在顶层写 calendar: china", en="write calendar: china at the top"),
        )


def _unknown(draft: Draft, name: str, path: tuple[str, ...]) -> Problem:
    return draft.problem(
        Text(zh=f"没有日历 {name}", en=f"there is no calendar {name}"), path, allowed(sorted(CALENDARS))
    )
