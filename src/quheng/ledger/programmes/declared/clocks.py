"""Clocks: by when, counted how, and who is told."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from quheng.bilingual import Text
from quheng.calendars import Budget
from quheng.calendars.budget import BY_THE_CLOCK
from quheng.declarations import ContradictionError, Declared
from quheng.ledger.programmes.declared.entry import Article, Entry
from quheng.ledger.programmes.declared.names import Cel, Identifier


def _one_or_several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Starts = Annotated[
    tuple[Identifier, ...],
    BeforeValidator(_one_or_several, json_schema_input_type=Identifier | tuple[Identifier, ...]),
]
"""One event, or several."""


class BudgetCase(Declared):
    """Another budget where a condition holds when the clock starts."""

    when: Cel
    budget: Budget


class Extension(Declared):
    """How a clock can be extended.

    Parameters
    ----------
    by
        The most that one extension gives.
    times
        How often.
    who
        The roles that grant it.
    before_due
        Whether it must be granted before the time is over.
    """

    by: Budget
    times: int = Field(default=1, ge=1, le=9)
    who: tuple[Identifier, ...] = Field(min_length=1)
    before_due: bool = True


class Clock(Entry):
    """A deadline.

    Parameters
    ----------
    promise
        Whether it is what the applicant was promised: a case is on time where no promise was broken.
    budget
        How long, such as 5 工作日.
    cases
        Budgets for special cases; the first whose condition holds counts.
    catalogue
        Of the clock of a part, in a programme with a catalogue: the department's own time, `promised` or
        `legal`, counts before `budget`.
    from_
        What starts it (`from` in the file), one or several: `created`, moves, or parts (then every part has
        one). To start a clock that runs changes nothing: passing a case on does not give it more time.
    until
        The moves that stop it; closing the case stops it too. The clock of a part stops with its answer.
    counts_from
        next_day: the day of the start is not counted (Civil Code, art. 201). moment: hours and minutes run
        from the moment itself.
    calendar
        Whose working days; the programme's by default.
    pauses_in
        The stages in which it stands.
    may_pause
        The roles that may stop it, with a reason, outside those stages.
    warn_before
        How long before the end it turns to "due soon".
    escalate_to
        The role that is told when it is over, at the nearest level up where somebody holds it.
    escalate_again
        How long after that the level above is told, if the clock still runs; 1 working day by default.
    extend
        How it can be extended; not at all by default.
    basis
        Where the budget stands.
    """

    promise: bool = False
    budget: Budget
    cases: tuple[BudgetCase, ...] = ()
    catalogue: Literal["legal", "promised"] | None = None
    from_: Starts = Field(alias="from", min_length=1)
    until: tuple[Identifier, ...] = ()
    counts_from: Literal["next_day", "moment"] = "next_day"
    calendar: Identifier | None = None
    pauses_in: tuple[Identifier, ...] = ()
    may_pause: tuple[Identifier, ...] = ()
    warn_before: Budget | None = None
    escalate_to: Identifier | None = None
    escalate_again: Budget | None = None
    extend: Extension | None = None
    basis: Article | None = None

    @property
    def budgets(self) -> tuple[Budget, ...]:
        """Every budget that it may have."""
        return (self.budget, *(case.budget for case in self.cases))

    @model_validator(mode="after")
    def _counts_as_its_budget_does(self) -> Clock:
        by_clock = self.counts_from == "moment"
        for budget in self.budgets:
            if (budget.unit in BY_THE_CLOCK) != by_clock:
                right = "next_day" if by_clock else "moment"
                raise ContradictionError(
                    Text(
                        zh=f"{budget.title.zh}不能写 counts_from: {self.counts_from}",
                        en=f"{budget.title.en} cannot have counts_from: {self.counts_from}",
                    ),
                    Text(
                        zh=f"请写 counts_from: {right}（小时、分钟为 moment，其余为 next_day）",
                        en=f"write counts_from: {right} (moment for hours and minutes, else next_day)",
                    ),
                )
        return self

    @model_validator(mode="after")
    def _goes_up_to_somebody(self) -> Clock:
        if self.escalate_again is not None and self.escalate_to is None:
            raise ContradictionError(
                Text(
                    zh="写了 escalate_again，没有写 escalate_to",
                    en="escalate_again stands without escalate_to",
                ),
                Text(zh="请写明上报给哪个角色", en="name the role that is told"),
            )
        return self

    @model_validator(mode="after")
    def _warns_in_days_or_hours(self) -> Clock:
        if self.warn_before is not None and self.warn_before.unit not in ("workday", "day", *BY_THE_CLOCK):
            raise ContradictionError(
                Text(
                    zh=f"提前 {self.warn_before.title.zh}提醒无法倒数",
                    en=f"a warning {self.warn_before.title.en} before the end cannot be counted back",
                ),
                Text(zh="请用工作日、日、小时或分钟", en="use working days, days, hours or minutes"),
            )
        return self
