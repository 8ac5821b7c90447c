"""What else a programme declares: materials, checklists, eligibility, links, figures, who may do what."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.ledger.programmes.declared.entry import Article, Entry
from quheng.ledger.programmes.declared.names import Cel, Identifier, ProgrammeName, Sensitivity
from quheng.scorecard.declared.names import CardName

Act = Literal["assign", "correct", "comment", "attach", "merge", "assess", "erase"]

ACTS: dict[Act, Text] = {
    "assign": Text(zh="指派", en="assign"),
    "correct": Text(zh="更正", en="correct"),
    "comment": Text(zh="备注", en="comment"),
    "attach": Text(zh="上传材料", en="attach files"),
    "merge": Text(zh="合并重复件", en="merge duplicates"),
    "assess": Text(zh="资格评估", en="assess eligibility"),
    "erase": Text(zh="删除个人信息", en="erase personal data"),
}

MediaType = Literal["pdf", "jpeg", "png", "docx", "xlsx"]


class Intake(Declared):
    """How a case begins.

    Parameters
    ----------
    who
        The roles that may open one.
    channels
        By which ways it comes in, each with its label.
    subject
        Whom or what a case is about; empty where it is about nobody in the register.
    """

    who: tuple[Identifier, ...] = Field(min_length=1)
    channels: dict[Identifier, Text] = Field(min_length=1)
    subject: tuple[Literal["enterprise", "person", "project", "site"], ...] = ()


class Material(Entry):
    """A document that is handed in or made.

    Parameters
    ----------
    media
        The kinds of file that are accepted.
    sensitivity
        Who may open it.
    basis
        The rule that asks for it.
    """

    media: tuple[MediaType, ...] = ("pdf", "jpeg", "png")
    sensitivity: Sensitivity = "internal"
    basis: Article | None = None


class Item(Entry):
    """One line of a checklist.

    Parameters
    ----------
    severity
        How grave a failure is.
    basis
        The rule that it checks.
    """

    severity: Literal["minor", "general", "major"] = "general"
    basis: Article | None = None


class Checklist(Entry):
    """Items to be looked at, each marked as passed, failed or not applicable.

    Parameters
    ----------
    stages
        In which stages it may be marked.
    who
        The roles that mark it.
    follow_up
        The link by which each failed item must be followed up.
    """

    stages: tuple[Identifier, ...] = Field(min_length=1)
    who: tuple[Identifier, ...] = Field(min_length=1)
    items: tuple[Item, ...] = Field(min_length=1)
    follow_up: Identifier | None = None


class Eligibility(Declared):
    """A published rule that says whether the subject qualifies.

    Parameters
    ----------
    scorecard
        Its name in the library.
    inputs
        For each of its inputs, the field that gives it.
    """

    scorecard: CardName
    inputs: dict[Identifier, Identifier] = Field(min_length=1)


class Link(Entry):
    """Another case that this one opens or refers to.

    Parameters
    ----------
    programme
        The programme of the other case; may be this one.
    stages
        In which stages it may be opened.
    who
        The roles that open it.
    copies
        What the other case is given: its field, and ours.
    """

    programme: ProgrammeName
    stages: tuple[Identifier, ...] = Field(min_length=1)
    who: tuple[Identifier, ...] = Field(min_length=1)
    copies: dict[Identifier, Identifier] = Field(default_factory=dict)


Counted = Literal["created", "closed", "closed_on_time", "open", "overdue_open", "due", "sent_back"]
"""What a figure counts. `due` is what should be closed: closed, and open past its time."""


class Figure(Entry):
    """A statistic over the cases: declared here, computed by `quheng.figures`.

    Parameters
    ----------
    kind
        count, rate (over / under) or median (of the time from one event to another).
    over, under
        What is counted; `under` is the denominator of a rate.
    among
        CEL over the fields: which cases are looked at; all by default.
    when
        CEL: of a rate, which of those that `over` counts make its numerator.
    from_, to
        Of a median: `created` or a move, and a move or `closed`.
    measure
        Of a median: hours, days or working days.
    least
        The smallest denominator with which a rate is shown.
    by
        How it may be broken down.
    """

    kind: Literal["count", "rate", "median"]
    over: Counted | None = None
    under: Counted | None = None
    among: Cel | None = None
    when: Cel | None = None
    from_: Identifier | None = Field(default=None, alias="from")
    to: Identifier | None = None
    measure: Literal["hour", "day", "workday"] | None = None
    least: int | None = Field(default=None, ge=1)
    by: tuple[Identifier, ...] = ()

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Figure:
        needed = {
            "count": ("over",),
            "rate": ("over", "under", "least"),
            "median": ("from_", "to", "measure"),
        }
        names = ("over", "under", "least", "from_", "to", "measure")
        wanted = needed[self.kind]
        wrong = [name for name in names if (getattr(self, name) is not None) != (name in wanted)]
        wrong += ["when"] if self.when is not None and self.kind != "rate" else []
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
