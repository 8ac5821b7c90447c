"""Figures: statistics over the cases of a programme, declared here and computed by `quheng.figures`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.ledger.programmes.declared.entry import Entry
from quheng.ledger.programmes.declared.names import Cel, Identifier, OrganisationKind

Counted = Literal["created", "closed", "closed_on_time", "open", "overdue_open", "due", "sent_back"]
"""What a figure counts.

created, by the day of acceptance; closed, by the day on which it reached a final stage and stayed there (a
duplicate that was merged is not closed: it goes on in another case); closed_on_time, of those, where no
promise was broken; sent_back, of those, where it was sent back at least once; open, at the end of the period;
overdue_open, of those, where a clock that runs is over; due: what should be closed, that is closed and
overdue_open.
"""

PARTS_OF: dict[Counted, tuple[Counted, ...]] = {
    "created": ("created",),
    "closed": ("closed", "due"),
    "closed_on_time": ("closed_on_time", "due"),
    "sent_back": ("sent_back", "closed", "due"),
    "open": ("open",),
    "overdue_open": ("overdue_open", "open", "due"),
    "due": ("due",),
}
"""Of what each is a part whatever the period: the denominators under which a rate stays within 100 %."""


class Ranking(Declared):
    """Who is compared by a figure.

    Parameters
    ----------
    by
        `organisation`, with which a case lies, or a field that names one.
    better
        Whether more or less of it is better. Ties share a rank.
    kinds
        Organisations of which kinds are compared, each with all below it; by default the children of the
        place that is looked at.
    """

    by: Identifier
    better: Literal["more", "less"]
    kinds: tuple[OrganisationKind, ...] = ()


class Rise(Declared):
    """What is said to rise: more this week than in the weeks before, by more than chance.

    Parameters
    ----------
    by
        The breakdown whose entries are looked at, such as a field of topics.
    weeks
        With how many weeks before it is compared.
    least
        How many there must be this week.
    """

    by: Identifier
    weeks: int = Field(default=4, ge=2, le=52)
    least: int = Field(default=10, ge=2)


class Repeat(Declared):
    """Counts the cases alone that look like another one of the programme shortly before.

    Parameters
    ----------
    same
        What is the same: `subject`, or one of the fields of `similar`. Where a value is erased, its case is
        not counted as a repeated one any more.
    within
        How many days before.
    """

    same: Identifier = "subject"
    within: int = Field(ge=1, le=366)


class RowsSummed(Declared):
    """Which rows of a field of type entries are summed, each in its own month.

    Parameters
    ----------
    of
        The column that is summed.
    at
        The column of type month or date by which a row counts.
    where
        CEL over the columns: which rows; all by default.
    """

    of: Identifier
    at: Identifier
    where: Cel | None = None


class Figure(Entry):
    """A statistic over the cases.

    Parameters
    ----------
    kind
        count, rate (over / under), median (of the time from one event to another) or sum (of a field).
    over, under
        What is counted, or over which cases a field is summed; `under` is the denominator of a rate.
    among
        CEL over the fields: which cases are looked at; all by default.
    stages
        Only cases that are in one of these stages now; all by default.
    when
        CEL: of a rate, which of those that `over` counts make its numerator.
    from_, to
        Of a median: `created` or a move, and a move or `closed`: from the first to the last time.
    measure
        Of a median: hours, days or working days.
    field
        Of a sum: the field.
    rows
        Of a sum over a field of type entries: which of its rows, of the cases that `over` counts.
    least
        The smallest denominator with which a rate is shown, and the fewest cases with which a median is.
    by
        How it may be broken down.
    rank
        Who is ranked by it.
    rise
        What is said to rise by it.
    repeat
        Counts repeated requests alone.
    public
        Whether everybody may see it.
    """

    kind: Literal["count", "rate", "median", "sum"]
    over: Counted | None = None
    under: Counted | None = None
    among: Cel | None = None
    stages: tuple[Identifier, ...] = ()
    when: Cel | None = None
    from_: Identifier | None = Field(default=None, alias="from")
    to: Identifier | None = None
    measure: Literal["hour", "day", "workday"] | None = None
    field: Identifier | None = None
    rows: RowsSummed | None = None
    least: int | None = Field(default=None, ge=1)
    by: tuple[Identifier, ...] = ()
    rank: Ranking | None = None
    rise: Rise | None = None
    repeat: Repeat | None = None
    public: bool = False

    @property
    def breakdowns(self) -> tuple[str, ...]:
        """Everything by which it is broken down, ranked or watched."""
        more = [one.by for one in (self.rank, self.rise) if one is not None]
        return tuple(dict.fromkeys([*self.by, *more]))

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Figure:
        needed = {
            "count": ("over",),
            "rate": ("over", "under", "least"),
            "median": ("from_", "to", "measure"),
            "sum": ("over", "field"),
        }
        names = ("over", "under", "least", "from_", "to", "measure", "field")
        wanted = needed[self.kind]
        wrong = [name for name in names if (getattr(self, name) is not None) != (name in wanted)]
        wrong = [name for name in wrong if (self.kind, name) != ("median", "least")]
        wrong += ["when"] if self.when is not None and self.kind != "rate" else []
        wrong += ["rows"] if self.rows is not None and self.kind != "sum" else []
        wrong += [name for name in ("rise", "repeat") if getattr(self, name) and self.kind != "count"]
        if wrong:
            shown = ", ".join(name.rstrip("_") for name in wrong)
            all_wanted = ", ".join(name.rstrip("_") for name in wanted)
            raise ContradictionError(
                Text(
                    zh=f"{self.kind} 类统计数的 {shown} 缺少或多余",
                    en=f"a figure of kind {self.kind} lacks, or does not take, {shown}",
                ),
                Text(zh=f"应写 {all_wanted}", en=f"it takes {all_wanted}"),
            )
        return self

    @model_validator(mode="after")
    def _counts_what_has_a_day(self) -> Figure:
        wanted: tuple[Counted, ...] = ("created", "closed") if self.kind == "sum" else ("created",)
        if (self.kind == "sum" or self.rise or self.repeat) and self.over not in wanted:
            what = "sum" if self.kind == "sum" else "rise" if self.rise else "repeat"
            raise ContradictionError(
                Text(zh=f"{what} 不能写 over: {self.over}", en=f"{what} cannot have over: {self.over}"),
                Text(zh=f"可用：{'、'.join(wanted)}", en=f"allowed: {', '.join(wanted)}"),
            )
        return self

    @model_validator(mode="after")
    def _keeps_the_overdue_in_the_denominator(self) -> Figure:
        if self.kind == "rate" and self.over == "closed_on_time" and self.under == "closed":
            raise ContradictionError(
                Text(
                    zh="按时办结率的分母不能只含已办结件",
                    en="a rate closed on time cannot have the closed cases alone as its denominator",
                ),
                Text(
                    zh="请写 under: due，把逾期未办结的计入分母",
                    en="write under: due, which keeps the overdue open cases",
                ),
            )
        return self

    @model_validator(mode="after")
    def _stays_within_its_denominator(self) -> Figure:
        if self.kind == "rate" and self.over and self.under and self.under not in PARTS_OF[self.over]:
            allowed = PARTS_OF[self.over]
            raise ContradictionError(
                Text(
                    zh=f"{self.over} 不是 {self.under} 的一部分，比率可能超过 100%",
                    en=f"{self.over} is no part of {self.under}: the rate could exceed 100 %",
                ),
                Text(zh=f"分母可用：{'、'.join(allowed)}", en=f"denominators: {', '.join(allowed)}"),
            )
        return self
