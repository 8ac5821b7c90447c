"""Read calendars from files: a file for each year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from quheng.bilingual import Text
from quheng.calendars.calendar import Calendar
from quheng.calendars.calendar_year import CalendarYear
from quheng.declarations import read_yaml, validated
from quheng.errors import DeclarationError, NotFoundError, Problem, Where
from quheng.library import library_file

WRITTEN_DAY = re.compile(r"(?<![\w-])(\d{4})-(\d{2})-(\d{2})(?![\w-])")


def load_calendar(*paths: Path | str) -> Calendar:
    """Read a calendar from the files of its years; a folder stands for the `*.yaml` files in it.

    To add a new notice to the calendar that ships: `china().merged(load_calendar("2027.yaml"))`.

    Raises
    ------
    NotFoundError
        Where there is no such file, or no YAML file in a folder.
    DeclarationError
        With file, line and field of everything that is wrong: a day that is off twice, both off and worked,
        worked but no weekend, outside the year; an unknown key; two files for one year.
    """
    years: dict[int, tuple[Path, CalendarYear]] = {}
    problems: list[Problem] = []
    for path in _files(paths):
        try:
            year = read_year(path)
        except DeclarationError as error:
            problems.extend(error.problems)
            continue
        if year.year in years:
            problems.append(_twice(year.year, path, years[year.year][0]))
        years[year.year] = (path, year)
    if problems:
        raise DeclarationError(problems)
    return Calendar(tuple(years[number][1] for number in sorted(years)))


def read_year(path: Path) -> CalendarYear:
    """Read the file of one year.

    Raises
    ------
    NotFoundError, DeclarationError
        As `load_calendar` does.
    """
    text = read_yaml(path)
    impossible = list(_impossible_days(text, str(path)))
    if impossible:
        raise DeclarationError(impossible)
    return validated(CalendarYear, text, str(path))


@cache
def china() -> Calendar:
    """Return the calendar that ships: the working days of China.

    Years from 2004 to the last notice are `published`; some years beyond are `provisional`: weekends and the
    days that the Regulation on Public Holidays names, with no bridge, substitute or make-up day.
    """
    return load_calendar(library_file("calendars", "china"))


def _files(paths: tuple[Path | str, ...]) -> Iterator[Path]:
    for path in map(Path, paths):
        found = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
        if not found:
            raise NotFoundError(
                Problem(
                    Text(zh="文件夹里没有 YAML 文件", en="there is no YAML file in the folder"),
                    Where(file=str(path)),
                    Text(zh="每年一个文件，例如 2027.yaml", en="put a file there for each year: 2027.yaml"),
                )
            )
        yield from found


def _impossible_days(text: str, file: str) -> Iterator[Problem]:
    """Find days such as 2027-02-30 before the YAML parser does, which would not say where they stand."""
    for number, line in enumerate(text.splitlines(), 1):
        for written in WRITTEN_DAY.finditer(line.split("#")[0]):
            try:
                date.fromisoformat(written[0])
            except ValueError:
                yield Problem(
                    Text(zh=f"没有 {written[0]} 这一天", en=f"there is no day {written[0]}"),
                    Where(file=file, row=number),
                    Text(zh="请对照通知核对日期", en="compare the day with the notice"),
                )


def _twice(year: int, path: Path, before: Path) -> Problem:
    return Problem(
        Text(zh=f"{year} 年已由 {before} 给出", en=f"the year {year} is given by {before} already"),
        Where(file=str(path), field="year"),
        Text(
            zh="每年只留一个文件；要替换已有年份，请用 merged",
            en="keep one file for each year; to replace a year of another calendar use merged",
        ),
    )
