"""What else a programme declares: how it begins, eligibility, links, figures, who may do what."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.ledger.programmes.declared.entry import Entry
from quheng.ledger.programmes.declared.names import Cel, Identifier, ProgrammeName
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


class EligibilityCase(Declared):
    """Another rule where a condition holds."""

    when: Cel
    scorecard: CardName


class Eligibility(Declared):
    """A published rule that says whether the subject qualifies.

    Parameters
    ----------
    scorecard
        Its name in the library.
    cases
        Other rules for special cases; the first whose condition holds counts.
    inputs
        For each of its inputs, the field that gives it; every rule takes those that it has.
    """

    scorecard: CardName
    cases: tuple[EligibilityCase, ...] = ()
    inputs: dict[Identifier, Identifier] = Field(min_length=1)

    @property
    def scorecards(self) -> tuple[str, ...]:
        """Every rule that it may go by, each once."""
        return tuple(dict.fromkeys((self.scorecard, *(case.scorecard for case in self.cases))))


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
