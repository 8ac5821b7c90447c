"""Notices (公示): something is posted for some days, and whoever objects is answered."""

from __future__ import annotations

from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.calendars import Budget
from quheng.calendars.budget import BY_THE_CLOCK
from quheng.declarations import ContradictionError
from quheng.ledger.programmes.declared.entry import Article, Entry
from quheng.ledger.programmes.declared.names import Identifier


class Notice(Entry):
    """A public posting for a number of days.

    Parameters
    ----------
    stage
        It is posted on entering this stage.
    budget
        For how long, in days; the day of posting is not counted.
    objects
        The roles that note an objection.
    answers
        The roles that answer one: upheld or not.
    basis
        The rule that asks for it.
    """

    stage: Identifier
    budget: Budget
    objects: tuple[Identifier, ...] = Field(min_length=1)
    answers: tuple[Identifier, ...] = Field(min_length=1)
    basis: Article | None = None

    @model_validator(mode="after")
    def _lasts_whole_days(self) -> Notice:
        if self.budget.unit in BY_THE_CLOCK:
            raise ContradictionError(
                Text(
                    zh=f"公示不能以{self.budget.title.zh}计",
                    en=f"a notice is not posted for {self.budget.title.en}",
                ),
                Text(zh="请写 5 工作日", en="write 5 workdays"),
            )
        return self
