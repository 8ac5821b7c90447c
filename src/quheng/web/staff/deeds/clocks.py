"""Stop a clock by hand, let it run again, give it more time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from quheng.bilingual import Text
from quheng.calendars import Budget
from quheng.ledger.cases.commands import Command, ExtendClock, PauseClock, ResumeClock
from quheng.ledger.programmes.declared import Clock
from quheng.web.staff.deeds.deed import REASON, Deed, area, line
from quheng.web.staff.desk import Desk


def clock_of(desk: Desk, target: str) -> tuple[Clock | None, str | None]:
    """Return the clock that a target names, and the organisation whose part it belongs to."""
    name, _, organisation = target.partition(":")
    return desk.programme.clocks.get(name), organisation or None


def _titled(desk: Desk, target: str, zh: str, en: str) -> Text:
    clock, _ = clock_of(desk, target)
    title = clock.title if clock else Text(zh=target or "—", en=target or "—")
    return Text(zh=f"{zh}{title.zh}", en=f"{en} “{title.en}”")


class PauseDeed(Deed):
    """Stop a clock by hand."""

    name = "pause"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the clocks of the case that run and that the person may stop."""
        for (name, organisation), running in desk.case.running.items():
            if (
                organisation is None
                and not running.stands
                and desk.holds(*desk.programme.clocks[name].may_pause)
            ):
                yield name

    @property
    def title(self) -> Text:
        """What it is called."""
        return _titled(self.desk, self.target, "暂停", "Pause")

    def declare(self) -> Mapping[str, forms.Field]:
        """Return the reason."""
        return {"reason": area(REASON)}

    def commands(self) -> Iterable[Command]:
        """Return the pause."""
        yield PauseClock(self.target, self.text("reason"))


class ResumeDeed(Deed):
    """Let a clock that was stopped by hand run again."""

    name = "resume"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the clocks that somebody stopped and that the person may let run."""
        for (name, organisation), running in desk.case.running.items():
            if (
                organisation is None
                and running.by_hand
                and desk.holds(*desk.programme.clocks[name].may_pause)
            ):
                yield name

    @property
    def title(self) -> Text:
        """What it is called."""
        return _titled(self.desk, self.target, "恢复", "Resume")

    def commands(self) -> Iterable[Command]:
        """Return the end of the pause."""
        yield ResumeClock(self.target)


class ExtendDeed(Deed):
    """Give a clock more time."""

    name = "extend"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the clocks that can still be extended, and by this person."""
        for (name, organisation), running in desk.case.running.items():
            allowed = desk.programme.clocks[name].extend
            if allowed and desk.holds(*allowed.who) and len(running.extensions) < allowed.times:
                yield f"{name}:{organisation}" if organisation else name

    @property
    def title(self) -> Text:
        """What it is called."""
        return _titled(self.desk, self.target, "延长", "Extend")

    def declare(self) -> Mapping[str, forms.Field]:
        """Return how much, with the most that is allowed, and the reason."""
        clock, _ = clock_of(self.desk, self.target)
        fields = {}
        if clock and clock.extend:
            by = clock.extend.by
            unit = by.title.speak().split(" ", 1)[1]
            label = Text(zh=f"延长几{unit}（至多 {by.n}）", en=f"How many {unit} (at most {by.n})")
            fields["by"] = line(label, inputmode="numeric")
            fields["by"].initial = by.n
        return {**fields, "reason": area(REASON)}

    def commands(self) -> Iterable[Command]:
        """Return the extension."""
        clock, organisation = clock_of(self.desk, self.target)
        typed = self.text("by")
        n = int(typed) if typed.isdecimal() and len(typed) <= 6 else 0
        unit = clock.extend.by.unit if clock and clock.extend else "workday"
        name = clock.id if clock else self.target
        yield ExtendClock(name, Budget(n=n, unit=unit), self.text("reason"), organisation)
