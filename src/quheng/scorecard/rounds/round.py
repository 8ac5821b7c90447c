"""A selection round from the applications to the final list: pure functions, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from quheng.bilingual import Text
from quheng.calendars import Calendar, china
from quheng.declarations import checked, read_yaml, validated
from quheng.errors import DataError, Problem, Where
from quheng.scorecard.files import Subjects
from quheng.scorecard.rounds.applying import apply, check
from quheng.scorecard.rounds.declared import RoundDeclaration
from quheng.scorecard.rounds.finishing import Notice, final, notice
from quheng.scorecard.rounds.rulings import Objection, Ruling
from quheng.scorecard.rounds.scoring import MarksGiven, rank, score
from quheng.scorecard.rounds.seats import shortlist
from quheng.scorecard.rounds.stage import Application, Entry, Stage
from quheng.scorecard.scorecard import Scorecard, load


@dataclass(frozen=True)
class Held:
    """A round that was held, as far as it has come.

    Parameters
    ----------
    declared
        The round.
    stages
        In order: apply, check, score, rank, shortlist, and where there was a notice, notice and final.
    notice
        What the public notice says; None before.
    """

    declared: RoundDeclaration
    stages: tuple[Stage, ...]
    notice: Notice | None = None

    def __getitem__(self, name: str) -> Stage:
        """Return a stage by its name."""
        return next(stage for stage in self.stages if stage.name == name)

    @property
    def log(self) -> tuple[Entry, ...]:
        """Who went where at each stage, and why."""
        return tuple(entry for stage in self.stages for entry in stage.log)

    def log_frame(self) -> pl.DataFrame:
        """Return the log as a table."""
        columns = dict.fromkeys(("stage", "applicant", "went", "zh", "en"), pl.String())
        return pl.DataFrame([entry.as_dict() for entry in self.log], schema=columns, orient="row")

    def as_dict(self) -> dict[str, Any]:
        """Return the round for JSON: the same round gives the same text."""
        return {
            "round": self.declared.model_dump(mode="json", by_alias=True, exclude_none=True),
            "stages": [
                {
                    "stage": stage.name,
                    **{went: [one.id for one in found] for went, found in stage.ways.items()},
                }
                for stage in self.stages
            ],
            "notice": None if self.notice is None else self.notice.as_dict(),
            "log": [entry.as_dict() for entry in self.log],
        }


@dataclass(frozen=True)
class Round:
    """A declared round, ready to be held.

    Parameters
    ----------
    declared
        As its file has it.
    card
        The scorecard that applicants are checked by.
    """

    declared: RoundDeclaration
    card: Scorecard | None

    def hold(
        self,
        applications: Iterable[Application],
        *,
        marks: MarksGiven | None = None,
        rulings: Iterable[Ruling] = (),
        noticed: date | None = None,
        objections: Iterable[Objection] = (),
        calendar: Calendar | None = None,
    ) -> Held:
        """Hold the round as far as it can go; the same arguments give the same result.

        Parameters
        ----------
        applications
            In any order.
        marks
            The marks of each applicant by expert.
        rulings
            What people decided on those who waited for review.
        noticed
            The day on which the notice was put up; without it the round ends with the shortlist.
        objections
            In the order in which they were decided.
        calendar
            By which the notice is counted; China's by default.

        Raises
        ------
        DataError
            With what is wrong in marks, rulings or objections.
        """
        declared, ruled = self.declared, tuple(rulings)
        applied = apply(declared, applications)
        passed = check(declared, applied, self.card, ruled)
        scored = score(declared, passed, marks, ruled)
        ranked = rank(declared, scored)
        listed = shortlist(declared, ranked, ruled)
        stages = (applied, passed, scored, ranked, listed)
        if noticed is None:
            return Held(declared, stages)
        hung, data = notice(declared, listed, noticed, calendar or china())
        others = [one for stage in stages for one in (*stage.out, *stage.review)]
        done = final(declared, hung, data, objections, others)
        return Held(declared, (*stages, hung, done), data)


def load_round(source: Path | str | dict[str, Any]) -> Round:
    """Load a round: a file, or its declaration as a dictionary.

    Raises
    ------
    NotFoundError
        Where there is no such file, or no such scorecard.
    DeclarationError
        With everything that is wrong in it.
    """
    if isinstance(source, dict):
        declared = checked(RoundDeclaration, source)
        return Round(declared, load(declared.scorecard) if declared.scorecard else None)
    path = Path(source)
    declared = validated(RoundDeclaration, read_yaml(path), str(path))
    if declared.scorecard is None:
        return Round(declared, None)
    own = path.parent / f"{declared.scorecard}.yaml"
    return Round(declared, load(own if own.is_file() else declared.scorecard))


def applications_of(
    subjects: Subjects, *, code: str = "id", name: str = "name", applied: str = "applied"
) -> tuple[Application, ...]:
    """Return the subjects of a file as applications.

    Parameters
    ----------
    subjects
        What `read_subjects` gives.
    code, name, applied
        The columns that say who applies, what it is called, and on which day (2026-03-05).

    Raises
    ------
    DataError
        Where a subject has no id, its day cannot be read, or it could not be read at all.
    """
    problems: list[Problem] = []
    found = []
    for at, own in enumerate(subjects.own.iter_rows(named=True)):
        row = int(subjects.rows[at])
        if at in subjects.unreadable:
            problems += [
                Problem(one.what, Where(subjects.file, row, field=one.where.field), one.remedy)
                for one in subjects.unreadable[at]
            ]
            continue
        who = str(own.get(code) or "").strip()
        day = _day(own.get(applied))
        if not who or isinstance(day, Text):
            what = day if isinstance(day, Text) else Text(zh=f"没有 {code}", en=f"there is no {code}")
            problems.append(Problem(what, Where(subjects.file, row)))
            continue
        called = own.get(name)
        found.append(
            Application(who, subjects.subject(at), None if called is None else str(called), day, dict(own))
        )
    if problems:
        raise DataError(problems)
    return tuple(found)


def _day(value: Any) -> date | Text | None:
    """Return a day, None without one, or what is wrong with it."""
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        return Text(zh=f"{value!r} 不是日期", en=f"{value!r} is not a day")
