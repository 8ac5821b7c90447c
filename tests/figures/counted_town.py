"""The town of the ledger's tests, with figures of every kind, and a plain count to compare them with."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path
from statistics import median

from quheng.calendars import china
from quheng.figures import compute
from quheng.ledger.cases import Refusal, Subject, evolve, replay
from quheng.ledger.cases.commands import AnswerPart, Assign, Correct, Make, MergeInto
from quheng.ledger.models import CaseRow
from quheng.ledger.recorded import entries_of
from quheng.ledger.scope import readable
from quheng.ledger.store import Receipt
from quheng.observations.period import Period
from tests.ledger.town import Town

FIGURES = Path(__file__).with_name("figures.yaml").read_text(encoding="utf-8")

EDITS = (
    ("who: [clerk]\n", "who: [clerk]\n  subject: [person]\n"),
    (
        "  - {id: fragile,",
        "  - {id: sort, type: choice, choices: {small: {zh: 小, en: small}, big: {zh: 大, en: big}, "
        "other: {zh: 其他, en: other}}, title: {zh: 种类, en: Sort}}\n"
        "  - {id: paid, type: entries, who: [handler], key: [month, source], title: {zh: 资金, en: Money}, "
        "columns: [{id: month, type: month, title: {zh: 月份, en: Month}}, {id: source, type: choice, "
        "choices: [outside, inside], title: {zh: 来源, en: Source}}, "
        "{id: amount, type: decimal, measure: {zh: 万元, en: CNY 10 000}, title: {zh: 金额, en: Amount}}]}\n"
        "  - {id: office, type: organisation, title: {zh: 承办, en: Office}}\n"
        "  - {id: fragile,",
    ),
    (
        ", needs: {materials: [receipt], different_from: [search], "
        "within: [{field: worth, at_most: 50000}]}}",
        "}",
    ),
    ("who: [handler], when: worth < 10000,", "who: [handler],"),
    ("needs: {parts: [help]}, ", ""),
    (
        "figures:\n"
        "  - {id: given_back, kind: count, over: closed, title: {zh: 办结, en: Closed}, by: [month]}\n",
        FIGURES,
    ),
)

SORTS = ["small", "big", "other"]
PLACES = ["east", "street-1", "street-2", "fire"]


@dataclass
class CountedTown(Town):
    @classmethod
    def built(cls, *edits: tuple[str, str]) -> CountedTown:
        town = cls()
        town.build(*EDITS, *edits)
        town.grant("gao", "supervisor", "city")
        town.grant("street", "handler", "street-1")
        town.grant("waits", "handler", "east", stage="searching")
        town.grant("asked", "handler", "police")
        town.grant("nobody", "handler", "west")
        return town

    def table(self, figure: str, period: str, who: str | None = "gao", **more: object):
        viewer = None if who is None else self.viewer(who)
        return compute(self.programme, figure, Period.parse(period), viewer, self.now, **more)

    def finishes(self, **more: object) -> str:
        """Open a case, and close it at once."""
        number = self.opens(**more)
        self.does("li", number, Make("search"))
        self.does("zhao", number, Make("hand_out"))
        return number

    def lives(self, chance: random.Random, steps: int) -> None:
        """Let random things happen."""
        numbers: list[str] = []
        for _ in range(steps):
            self.later(hours=chance.choice([0, 1, 5, 20, 48, 90]))
            if len(numbers) < 6 or chance.random() < 0.25:
                numbers.append(self._opens_something(chance))
                continue
            number = chance.choice(numbers)
            values = {"sort": chance.choice(SORTS), "fragile": chance.random() < 0.5}
            command = chance.choice(
                [
                    Make("search"), Make("search", {"office": chance.choice(PLACES[1:])}),
                    Make("ask", reason="x"), Make("told"), Make("hand_out"), Make("hand_out", values),
                    Make("give_up", reason="x"), Make("again"),
                    Assign(chance.choice(PLACES)), Correct(values, "x"),
                    Correct({"worth": str(chance.randint(0, 300)), "offices": ["police"]}, "x"),
                    AnswerPart("help", True, "x"), MergeInto(chance.choice(numbers), "x"),
                ]
            )  # fmt: skip
            for who in chance.sample(["li", "zhao", "qian", "wang", "asked"], 5):
                if isinstance(self.tries(who, number, command), Receipt):
                    break

    def _opens_something(self, chance: random.Random) -> str:
        values = {"thing": "伞", "worth": f"{chance.randint(0, 300)}.5"}
        if chance.random() < 0.8:
            values["sort"] = chance.choice(SORTS)
        if chance.random() < 0.6:
            values["fragile"] = chance.random() < 0.5
        if chance.random() < 0.5:
            values["office"] = chance.choice(PLACES)
        if chance.random() < 0.3:
            values["offices"] = ["police"]
        subject = Subject("person", str(chance.randint(1, 3))) if chance.random() < 0.5 else None
        found = self.tries_to_open(
            "wang", chance.choice(PLACES), channel=chance.choice(["counter", "phone"]), values=values,
            subject=subject,
        )  # fmt: skip
        assert not isinstance(found, Refusal), str(found)
        return found.number


class PlainCount:
    """Count a viewer's cases by replaying each: slow, short, and without the tallies."""

    def __init__(self, town: CountedTown, who: str, period: str):
        self.rows = list(readable(town.viewer(who)))
        self.cases = {row.number: replay(entries_of(row.pk)) for row in self.rows}
        self.entries = {row.number: entries_of(row.pk) for row in self.rows}
        self.period, self.now = Period.parse(period), town.now
        self.runs = self.period.end >= self.now.date()

    def within(self, day: date) -> bool:
        return self.period.start <= day and (self.runs or day <= self.period.end)

    def created(self):
        return {number for number, case in self.cases.items() if self.within(case.accepted_on)}

    def closed(self):
        return {
            number
            for number, case in self.cases.items()
            if case.closed_at and not case.merged_into and self.within(case.closed_at.date())
        }

    def on_time(self):
        broken = {
            number
            for number, case in self.cases.items()
            if any(clock.promise and clock.kept is False for clock in case.clocks.values())
        }
        return self.closed() - broken

    def sent_back(self):
        return {number for number in self.closed() if self.cases[number].sent_back}

    def open(self):
        last = self.now.date() if self.runs else self.period.end
        return {
            number
            for number, case in self.cases.items()
            if case.accepted_on <= last and not (case.closed_at and case.closed_at.date() <= last)
        }

    def overdue(self):
        """Return what was open past its time at the end of the period, by what had happened until then."""
        found = set()
        for number in self.cases:
            if self.runs:
                case = self.cases[number]
            else:
                case = None
                for entry in self.entries[number]:
                    if entry.at.date() <= self.period.end:
                        case = evolve(case, entry)
            if case is None or not case.is_open:
                continue
            ends = [clock.deadline.moment for clock in case.running.values() if clock.deadline.moment]
            moment = self.now if self.runs else self._end()
            if ends and min(ends) < moment:
                found.add(number)
        return found

    def _end(self) -> datetime:
        from datetime import time, timedelta

        return datetime.combine(self.period.end + timedelta(days=1), time(), self.now.tzinfo)

    def value(self, number: str, field: str):
        return self.cases[number].values.get(field)

    def expected(self, figure: str):
        """Return numerator and denominator, as sets of numbers."""
        dear = {n for n in self.cases if Fraction(self.value(n, "worth") or 0) > 100}
        unlike = {n for n in self.cases if self.value(n, "sort") not in (None, "other")}
        fragile = {n for n in self.cases if self.value(n, "fragile")}
        closed = self.closed()
        return {
            "received": (self.created(), None),
            "done": (closed, None),
            "given_back": ({n for n in closed if self.cases[n].stage == "returned"}, None),
            "open_now": (self.open(), None),
            "late_now": (self.overdue(), None),
            "dear": (self.created() & dear, None),
            "on_time": (self.on_time(), closed | self.overdue()),
            "whole": (closed & unlike & fragile, closed & unlike),
            "again_rate": (self.sent_back(), closed),
            "took": (closed, None),
            "searched": (closed, None),
            "worth_given": ({n for n in closed if self.value(n, "worth") is not None}, None),
        }[figure]

    def workdays(self):
        calendar = china()
        spans = [
            calendar.working_days_between(case.opened_at.date(), case.closed_at.date())
            for number, case in self.cases.items()
            if number in self.closed()
        ]
        return Fraction(median(spans)) if spans else None

    def worth(self):
        return sum((Fraction(self.value(number, "worth") or 0) for number in self.closed()), Fraction(0))


def by_path(numbers: set[str], length: int) -> Counter[str]:
    paths = dict(CaseRow.objects.filter(number__in=numbers).values_list("number", "path"))
    return Counter(path[:length] for path in paths.values())
