"""Load the notice of a year, and count every clock again that was waiting for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.db.models import Q

from quheng.bilingual import Text, counted, listed
from quheng.calendars import Calendar, CalendarYear
from quheng.calendars.beijing_time import BEIJING
from quheng.calendars.load import read_year
from quheng.declarations import read_yaml
from quheng.errors import MethodError, Problem, Where
from quheng.ledger.calendars_in_force import calendars_in_force
from quheng.ledger.canonical import digest
from quheng.ledger.cases import SYSTEM, Refusal, decide
from quheng.ledger.cases.commands import RecomputeClocks
from quheng.ledger.models import CalendarYearRow, CaseRow, DeadlineRow
from quheng.ledger.published import rules_of
from quheng.ledger.recorded import case_of
from quheng.ledger.store import Store

LATELY = timedelta(days=2)
"""How long the worker looks after a notice that was loaded."""


@dataclass(frozen=True)
class Recounted:
    """What loading a notice came to.

    Parameters
    ----------
    year
        The year.
    is_new
        Whether the notice was not there yet.
    cases, clocks
        How many cases have clocks with another end, or one that is certain now, and how many clocks.
    looked_at
        How many open cases were counted again.
    refused
        The cases that could not be counted again, and why.
    dry_run
        That nothing was written.
    """

    year: int
    is_new: bool
    cases: int
    clocks: int
    looked_at: int
    refused: tuple[Text, ...] = ()
    dry_run: bool = False

    def speak(self) -> Text:
        """Say it."""
        load_zh = "装入" if self.is_new else "此前已装入"
        load_en = "loaded" if self.is_new else "was loaded before"
        dry_zh, dry_en = ("试运行，未写入：", "dry run, nothing written: ") if self.dry_run else ("", "")
        looked, clocks = (
            counted(self.looked_at, "open case", "open cases"),
            counted(self.clocks, "clock", "clocks"),
        )
        refused_zh = f"；{len(self.refused)} 件未能重算" if self.refused else ""
        refused_en = f"; {len(self.refused)} could not be counted again" if self.refused else ""
        return Text(
            zh=f"{dry_zh}{self.year} 年安排{load_zh}；查看在办 {self.looked_at} 件，"
            f"其中 {self.cases} 件的 {self.clocks} 个时限有变{refused_zh}",
            en=f"{dry_en}the notice for {self.year} {load_en}; of {looked}, {self.cases} changed in "
            f"{clocks}{refused_en}",
        )


def load_notice(
    path: Path, by: str, now: datetime, calendar: str = "china", *, dry_run: bool = False
) -> Recounted:
    """Load the notice of a year into a calendar, and count again every running clock that it concerns.

    The notice is in force for everybody from the moment it is stored; each case is then counted again in a
    transaction of its own, by an event. What was interrupted is finished by loading the same file again.

    Parameters
    ----------
    path
        The file of the year, as those under `library/calendars`.
    by, now
        Who loads it, when.
    calendar
        The calendar that it belongs to.
    dry_run
        Count, and write nothing.

    Raises
    ------
    NotFoundError, DeclarationError
        Where there is no such file, or with everything that is wrong in it.
    MethodError
        Where there is no such calendar, or the file is no notice: its year is provisional.
    """
    year = _read(path, calendar)
    text = read_yaml(path)
    known = calendars_in_force()
    latest = CalendarYearRow.objects.filter(calendar=calendar, year=year.year).order_by("-id").first()
    mark = digest(text)
    is_new = latest.digest != mark if latest else year not in known[calendar].years
    counted_by = {**known, calendar: known[calendar].merged(Calendar((year,)))}
    if is_new and not dry_run:
        CalendarYearRow.objects.create(
            calendar=calendar, year=year.year, digest=mark, text=text, loaded_by=by, loaded_at=now
        )
    store = Store(calendars=counted_by)
    cases = clocks = looked_at = 0
    refused = []
    for number in _concerned(year.year):
        looked_at += 1
        found = _planned(number, store, now) if dry_run else _recounted(number, store, now)
        if isinstance(found, Refusal):
            refused.append(
                Text(zh=f"{number}：{found.problems[0].what.zh}", en=f"{number}: {found.problems[0].what.en}")
            )
            continue
        cases, clocks = cases + bool(found), clocks + found
    return Recounted(year.year, is_new, cases, clocks, looked_at, tuple(refused), dry_run)


def recount_after_notice(now: datetime) -> int:
    """Count again what a notice of the last days concerns, and return how many clocks have another end.

    It finds the case that was being opened by the old calendar in the very moment the notice came in, and
    finishes what was interrupted.
    """
    changed, store = 0, Store()
    years = CalendarYearRow.objects.filter(loaded_at__gt=now - LATELY).values_list("year", flat=True)
    for year in sorted(set(years)):
        for number in _concerned(year):
            found = _recounted(number, store, now)
            changed += 0 if isinstance(found, Refusal) else found
    return changed


def _read(path: Path, calendar: str) -> CalendarYear:
    known = calendars_in_force()
    if calendar not in known:
        names = listed(known)
        raise MethodError(
            Problem(
                Text(zh=f"没有日历 {calendar}", en=f"there is no calendar {calendar}"),
                Where(field="--calendar"),
                Text(zh=f"可用：{names.zh}", en=f"allowed: {names.en}"),
            )
        )
    year = read_year(path)
    if year.status != "published":
        raise MethodError(
            Problem(
                Text(zh=f"{year.year} 年安排尚为暂定", en=f"the year {year.year} is provisional"),
                Where(file=path.name, field="status"),
                Text(
                    zh="请在通知公布后装入，写 status: published",
                    en="load it when the notice is out, with status: published",
                ),
            )
        )
    return year


def _concerned(year: int) -> list[str]:
    """Return the open cases with a clock whose end is not certain, or lies in the year or later."""
    begin = datetime(year, 1, 1, tzinfo=BEIJING)
    clocks = DeadlineRow.objects.filter(Q(due_at__gte=begin) | Q(status__in=("provisional", "missing")))
    numbers = clocks.filter(case__closed_at=None).values_list("case__number", flat=True)
    return list(numbers.distinct().order_by("case__number"))


def _recounted(number: str, store: Store, now: datetime) -> int | Refusal:
    found = store.follow_up(number, RecomputeClocks(), now)
    return found if isinstance(found, Refusal) else len(found.events)


def _planned(number: str, store: Store, now: datetime) -> int | Refusal:
    """Decide the same without writing it."""
    row = CaseRow.objects.get(number=number)
    rules = rules_of(row.digest, row.version, store.calendars)
    found = decide(rules, case_of(row.pk), RecomputeClocks(), SYSTEM, now)
    return found if isinstance(found, Refusal) else len(found)
