"""One family of errors: each says what was wrong, where, what is allowed and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quheng.bilingual import Text, counted

SHOWN_PROBLEMS = 20


@dataclass(frozen=True)
class Where:
    """The place of a problem: a file, and in it a row or line, a column and a field, as far as known.

    `row` counts as a spreadsheet or an editor shows it: the first line of the file is 1.
    """

    file: str | None = None
    row: int | None = None
    column: str | None = None
    field: str | None = None

    def speak(self) -> Text:
        """Word the place in both languages, or a dash where nothing is known of it."""
        zh, en = [], []
        if self.file:
            zh.append(self.file)
            en.append(self.file)
        if self.row is not None:
            zh.append(f"第 {self.row} 行")
            en.append(f"row {self.row}")
        if self.column:
            zh.append(f"“{self.column}”列")
            en.append(f"column {self.column!r}")
        if self.field:
            zh.append(f"字段 {self.field}")
            en.append(f"field {self.field}")
        return Text(zh="，".join(zh) or "—", en=", ".join(en) or "—")


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Parameters
    ----------
    what
        What was found, with the value itself.
    where
        The place.
    remedy
        What is allowed and what to do about it.
    """

    what: Text
    where: Where = Where()
    remedy: Text | None = None

    @property
    def located(self) -> Text:
        """What was found, behind its place where that is known."""
        place = self.where.speak()
        if place.en == "—":
            return self.what
        return Text(zh=f"{place.zh}：{self.what.zh}", en=f"{place.en}: {self.what.en}")

    def __str__(self) -> str:
        parts = [str(self.located)]
        if self.remedy:
            parts.append(f"  → {self.remedy}")
        return "\n".join(parts)


class QuhengError(Exception):
    """The root of the family: bad input in any room.

    Parameters
    ----------
    problems
        Every problem found in one pass, so that a person can mend them together. At least one.
    """

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def __reduce__(self) -> tuple[type[QuhengError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)

    def __str__(self) -> str:
        shown = [str(problem) for problem in self.problems[:SHOWN_PROBLEMS]]
        hidden = len(self.problems) - len(shown)
        if hidden > 0:
            more = counted(hidden, "more problem", "more problems")
            shown.append(str(Text(zh=f"……另有 {hidden} 处问题", en=f"... and {more}")))
        return "\n".join(shown)


class DeclarationError(QuhengError):
    """A declaration (YAML) that cannot be read or contradicts itself."""


class DataError(QuhengError):
    """Units, observations or sources that cannot be used as they are."""


class MethodError(QuhengError):
    """A step of the method that is not defined on the data it met."""


class NotFoundError(QuhengError):
    """A name that nothing answers to: an index, a unit, an edition, a file."""
