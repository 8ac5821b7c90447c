"""The rows of a table of cases, each decided as a new case, or wrong for reasons that are told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from quheng.bilingual import Text
from quheng.errors import NotFoundError, Problem, Where
from quheng.ledger.cases import Refusal, Subject
from quheng.ledger.cases.commands import Create
from quheng.ledger.cells import unguarded
from quheng.ledger.importing.case_columns import OF_THE_CASE, OUTSIDE_NUMBER, Columns, day_text, raw_value
from quheng.ledger.opening_many import Opener, Planned
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared.types import OrganisationType

LONGEST_NUMBER = 100

Row = Sequence[str | None]


@dataclass(frozen=True)
class GoodRow:
    """A row that can be opened.

    Parameters
    ----------
    outside
        Its number elsewhere.
    planned
        What is to be written.
    """

    outside: str
    planned: Planned


@dataclass(frozen=True)
class WrongRow:
    """A row that cannot be opened.

    Parameters
    ----------
    number
        Its number in the file.
    row
        The row itself.
    problems
        Everything that is wrong with it.
    """

    number: int
    row: Row
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Desk:
    """By what rows are decided.

    Parameters
    ----------
    file
        The name of the file, for messages.
    columns
        Which column is which.
    programme
        The version by whose fields cells are read.
    opener
        Decides.
    organisation, channel
        Where a row does not say.
    organisations
        The codes of the register.
    subjects
        The subjects that the table names, by the cell that names them.
    """

    file: str
    columns: Columns
    programme: Programme
    opener: Opener
    organisation: str
    channel: str
    organisations: Collection[str]
    subjects: Mapping[str, tuple[Subject, ...]]

    def decide(self, number: int, row: Row) -> GoodRow | WrongRow:
        """Decide one row."""
        cells = {name: unguarded(cell) for name, cell in self.columns.cells(row)}
        problems = list(self._plain_problems(number, cells))
        if not problems:
            found = self._planned(number, cells)
            if isinstance(found, Planned):
                return GoodRow(cells[OUTSIDE_NUMBER], found)
            problems = found
        return WrongRow(number, row, tuple(problems))

    def problem(self, number: int, name: str, what: Text, remedy: Text | None = None) -> Problem:
        """Return what is wrong with a cell."""
        return Problem(what, Where(self.file, number, self.columns.heads.get(name, name)), remedy)

    def _plain_problems(self, number: int, cells: Mapping[str, str]) -> Iterator[Problem]:
        """Yield what is wrong before the programme is asked."""
        outside = cells.get(OUTSIDE_NUMBER, "")
        if not outside:
            yield self.problem(number, OUTSIDE_NUMBER, Text(zh="没有填写", en="it is empty"))
        elif len(outside) > LONGEST_NUMBER:
            what = Text(zh=f"超过 {LONGEST_NUMBER} 个字符", en=f"longer than {LONGEST_NUMBER} characters")
            yield self.problem(number, OUTSIDE_NUMBER, what)
        for name in self._organisation_columns:
            for code in self._codes(name, cells):
                if code not in self.organisations:
                    what = Text(zh=f"没有机构 {code}", en=f"there is no organisation {code}")
                    remedy = Text(zh="请填已登记机构的代码", en="give the code of a registered organisation")
                    yield self.problem(number, name, what, remedy)
        if "accepted_on" in cells and _day(cells["accepted_on"]) is None:
            what = Text(zh=f"{cells['accepted_on']!r} 不是日期", en=f"{cells['accepted_on']!r} is not a day")
            yield self.problem(
                number, "accepted_on", what, Text(zh="请写成 2026-03-02", en="write 2026-03-02")
            )
        if "subject" in cells:
            yield from self._subject_problems(number, cells["subject"])

    def _subject_problems(self, number: int, cell: str) -> Iterator[Problem]:
        found = self.subjects.get(cell, ())
        if len(found) == 1:
            return
        remedy = Text(
            zh="请填统一社会信用代码、身份证号、项目或场所代码，并先导入名录",
            en="give a credit code, an identity number, or the code of a project or site of the register",
        )
        if found:
            what = Text(
                zh=f"{len(found)} 个登记对象都是 {cell}",
                en=f"{len(found)} entries of the register are {cell}",
            )
        else:
            what = Text(zh="名录中没有该对象", en="the register has no such entry")
        yield self.problem(number, "subject", what, remedy)

    def _planned(self, number: int, cells: Mapping[str, str]) -> Planned | list[Problem]:
        fields = self.programme.fields
        command = Create(
            "",
            cells.get("organisation", self.organisation),
            cells.get("channel", self.channel),
            {name: raw_value(fields[name], cell) for name, cell in cells.items() if name not in OF_THE_CASE},
            self.subjects[cells["subject"]][0] if "subject" in cells else None,
            accepted_on=_day(cells.get("accepted_on", "")),
        )
        try:
            found = self.opener.plan(command)
        except NotFoundError as error:
            return [
                self._placed(number, replace(one, where=Where(field="accepted_on"))) for one in error.problems
            ]
        if isinstance(found, Refusal):
            return [self._placed(number, one) for one in found.problems]
        return found

    def _placed(self, number: int, problem: Problem) -> Problem:
        """Return a problem of a field as one of its cell."""
        name = problem.where.field
        head = self.columns.heads.get(name, name) if name else None
        return replace(problem, where=Where(self.file, number, head))

    @property
    def _organisation_columns(self) -> tuple[str, ...]:
        fields = self.programme.declared.fields
        return ("organisation", *(one.id for one in fields if isinstance(one, OrganisationType)))

    def _codes(self, name: str, cells: Mapping[str, str]) -> Sequence[str]:
        if name not in cells:
            return ()
        raw = cells[name] if name == "organisation" else raw_value(self.programme.fields[name], cells[name])
        return raw if isinstance(raw, list) else (str(raw),)


def _day(cell: str) -> date | None:
    try:
        return date.fromisoformat(day_text(cell))
    except ValueError:
        return None
