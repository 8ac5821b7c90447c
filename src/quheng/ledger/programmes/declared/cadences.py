"""Cadences: what comes round, such as a visit every 30 days, or a follow-up every two working days."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.calendars import Budget
from quheng.calendars.budget import BY_THE_CLOCK
from quheng.declarations import ContradictionError
from quheng.ledger.programmes.declared.entry import Article, Entry
from quheng.ledger.programmes.declared.names import Identifier

SubjectKind = Literal["enterprise", "person", "project", "site"]


class Cadence(Entry):
    """Cases that are opened of themselves when they are due.

    One is due when `every` has passed since the last; where several would have been, one is, so that nobody
    finds five after the machine stood still. None is due while one is open.

    Parameters
    ----------
    every
        After how long; counted like a deadline.
    about
        For each subject of these kinds on a list, a case of this programme. Either this, or `link`.
    link
        For each case in one of the stages `during`, a case of the linked programme.
    during
        The stages in which it goes on; it ends with them.
    done
        The final stages of such a case in which it counts as done; all by default.
    channel
        The channel by which those cases come in.
    day
        The field (type date) of the new case that says for which day it was due.
    values
        What else the new case is given.
    basis
        The rule that asks for it.
    """

    every: Budget
    about: tuple[SubjectKind, ...] = ()
    link: Identifier | None = None
    during: tuple[Identifier, ...] = ()
    done: tuple[Identifier, ...] = ()
    channel: Identifier
    day: Identifier | None = None
    values: dict[Identifier, Any] = Field(default_factory=dict)
    basis: Article | None = None

    @model_validator(mode="after")
    def _is_about_a_list_or_an_open_case(self) -> Cadence:
        by_list, in_case = bool(self.about), self.link is not None
        if by_list == in_case or in_case != bool(self.during):
            raise ContradictionError(
                Text(
                    zh="节奏应写 about，或写 link 和 during",
                    en="a cadence has about, or link and during",
                ),
                Text(
                    zh="按名单的写 about: [enterprise]；办理期间的写 link 和 during",
                    en="write about: [enterprise] for a list; link and during within a case",
                ),
            )
        if self.every.unit in BY_THE_CLOCK or self.every.n == 0:
            raise ContradictionError(
                Text(
                    zh=f"节奏不能是{self.every.title.zh}",
                    en=f"a cadence cannot be every {self.every.title.en}",
                ),
                Text(zh="请写 30 天、2 工作日", en="write 30 days or 2 workdays"),
            )
        return self
