"""Periods that laws name, and what the days of a law are: working days, or days of the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Literal, TypeVar

from pydantic import model_validator

from quheng.bilingual import Text, listed
from quheng.calendars.budget import Budget
from quheng.calendars.day import Day
from quheng.declarations import ContradictionError, Declared, read_yaml, validated
from quheng.errors import MethodError, NotFoundError, Problem, Where
from quheng.library import library_file

EntryT = TypeVar("EntryT", "Law", "Period")


class Law(Declared):
    """A law, and what it means by a day (日).

    Parameters
    ----------
    law
        Its code.
    title
        Its name; the Chinese one is a name to look it up by, too.
    article
        The article that says so.
    working_days
        `all` of its days are working days, or `none`, or those of periods of the lengths listed.
    valid_from, valid_to
        The first and the last day of this wording; None where open.
    confidence
        How sure the entry is: P read in a public page, K general knowledge; H from 95 %, M from 75 %.
    note
        What a reader should know.
    """

    law: str
    title: Text
    article: str
    working_days: Literal["all", "none"] | tuple[int, ...]
    valid_from: Day | None = None
    valid_to: Day | None = None
    confidence: str
    note: Text | None = None

    @property
    def code(self) -> str:
        """The code to look it up by."""
        return self.law

    def counts_working_days(self, days: int) -> bool:
        """Return whether a period of so many days is one of working days."""
        if isinstance(self.working_days, tuple):
            return days in self.working_days
        return self.working_days == "all"


class Period(Declared):
    """A period that a rule sets by name.

    Parameters
    ----------
    period
        Its code.
    title
        Its name; the Chinese one is a name to look it up by, too.
    budget
        How long it is, in the unit in which it is counted.
    source
        The rule and its article.
    valid_from, valid_to, confidence, note
        As in `Law`.
    """

    period: str
    title: Text
    budget: Budget
    source: Text
    valid_from: Day | None = None
    valid_to: Day | None = None
    confidence: str
    note: Text | None = None

    @property
    def code(self) -> str:
        """The code to look it up by."""
        return self.period


class StatuteTable(Declared):
    """The laws and the periods; a code or a Chinese name stands for one of each only."""

    laws: tuple[Law, ...]
    periods: tuple[Period, ...]

    @model_validator(mode="after")
    def _names_are_unique(self) -> StatuteTable:
        for entries in (self.laws, self.periods):
            names = [name for entry in entries for name in (entry.code, entry.title.zh)]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                shown = listed(twice)
                raise ContradictionError(
                    Text(zh=f"名称重复：{shown.zh}", en=f"names that stand twice: {shown.en}")
                )
        return self


@cache
def known_statutes() -> StatuteTable:
    """Return the table of the library, read once."""
    path = library_file("calendars", "statutes.yaml")
    return validated(StatuteTable, read_yaml(path), "library/calendars/statutes.yaml")


def statute(name: str, on: date | None = None) -> Period:
    """Return the period of a code or a Chinese name, with its source.

    Parameters
    ----------
    name
        Such as `licence-decision` or 行政许可决定.
    on
        The day on which it must be in force; by default it is not asked.

    Raises
    ------
    NotFoundError
        Where nothing has the name; close ones are named.
    MethodError
        Where it is not in force on the day.
    """
    return _in_force(_find(name, known_statutes().periods, "period"), on)


def budget_of(name: str, on: date | None = None) -> Budget:
    """Return the budget of a named period, as `statute` finds it.

    Raises
    ------
    NotFoundError, MethodError
        As `statute` does.
    """
    return statute(name, on).budget


def days_under(law: str, days: int, on: date | None = None) -> Budget:
    """Return the budget of so many days (日) in a law: working days where the law says so.

    Administrative Compulsion Law, art. 69: 10 days are working days, 15 days are days of the calendar.

    Parameters
    ----------
    law
        Its code or Chinese name, such as `administrative-compulsion` or 行政强制法.
    days
        How many days the law gives.
    on
        The day on which the wording must be in force; by default it is not asked.

    Raises
    ------
    NotFoundError, MethodError
        As `statute` does.
    DeclarationError
        Where `days` is out of range.
    """
    found = _in_force(_find(law, known_statutes().laws, "law"), on)
    return Budget.of(days, "workday" if found.counts_working_days(days) else "day")


def _find(name: str, entries: Iterable[EntryT], field: str) -> EntryT:
    by_name = {key: entry for entry in entries for key in (entry.code, entry.title.zh)}
    if name in by_name:
        return by_name[name]
    near = listed(get_close_matches(name, by_name) or sorted({entry.code for entry in by_name.values()}))
    raise NotFoundError(
        Problem(
            Text(zh=f"法定期限表中没有“{name}”", en=f"the table of statutes has no {name!r}"),
            Where(file="library/calendars/statutes.yaml", field=field),
            Text(zh=f"可用：{near.zh}", en=f"allowed: {near.en}"),
        )
    )


def _in_force(entry: EntryT, on: date | None) -> EntryT:
    before = on is not None and entry.valid_from is not None and on < entry.valid_from
    after = on is not None and entry.valid_to is not None and on > entry.valid_to
    if before or after:
        since, until = entry.valid_from or "…", entry.valid_to or "…"
        raise MethodError(
            Problem(
                Text(
                    zh=f"{entry.title.zh}在 {on} 不是现行规定（{since} 至 {until}）",
                    en=f"{entry.title.en} is not in force on {on} (from {since} to {until})",
                ),
                Where(file="library/calendars/statutes.yaml", field=entry.code),
                Text(
                    zh="请查当日有效的规定，直接写明时限",
                    en="look up the rule of that day and write its period",
                ),
            )
        )
    return entry
