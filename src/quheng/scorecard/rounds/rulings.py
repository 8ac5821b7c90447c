"""What people decide in a round: on those who wait for review, and on objections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.scorecard.rounds.stage import Stage, StageName


@dataclass(frozen=True)
class Ruling:
    """A decision on one who waits for review.

    Parameters
    ----------
    stage, applicant
        Where it waits, and who.
    goes_on
        Whether it goes on.
    by, why
        Who decided, and the reason.
    score
        At the score: the score that was decided.
    """

    stage: StageName
    applicant: str
    goes_on: bool
    by: str
    why: str
    score: Fraction | int | None = None

    @property
    def text(self) -> Text:
        """The decision in words."""
        zh, en = ("通过", "goes on") if self.goes_on else ("不通过", "is out")
        return Text(zh=f"{self.by} 核定{zh}：{self.why}", en=f"{self.by} decided that it {en}: {self.why}")


@dataclass(frozen=True)
class Objection:
    """An objection during the public notice.

    Parameters
    ----------
    id
        Its number.
    applicant
        Whom it is about.
    received
        The day on which it came in.
    outcome
        `open`: not decided yet; `dismissed`: it changes nothing; `remove`: the applicant comes off the list;
        `return`: the applicant comes (back) on the list.
    why
        The reason.
    """

    id: str
    applicant: str
    received: date
    outcome: Literal["open", "dismissed", "remove", "return"]
    why: str


def rulings_of(rulings: Iterable[Ruling], name: StageName) -> dict[str, Ruling]:
    """Return the rulings of a stage by applicant.

    Raises
    ------
    DataError
        Where one applicant is ruled on twice.
    """
    found: dict[str, Ruling] = {}
    for one in rulings:
        if one.stage != name:
            continue
        if one.applicant in found:
            raise DataError(
                Problem(
                    Text(
                        zh=f"{one.applicant} 在同一环节有两次核定",
                        en=f"{one.applicant} is ruled on twice at one stage",
                    ),
                    Where(field=f"rulings ({name})"),
                    Text(zh="请只保留一次", en="keep one of them"),
                )
            )
        found[one.applicant] = one
    return found


def all_were_asked_for(rulings: Mapping[str, Ruling], used: Iterable[str], stage: Stage) -> None:
    """Hold that every ruling is on one who waited: nobody else is decided by hand."""
    idle = sorted(set(rulings) - set(used))
    if idle:
        names = listed(idle)
        raise DataError(
            Problem(
                Text(
                    zh=f"{names.zh} 在该环节并不待核，不能核定",
                    en=f"{names.en}: not waiting for review at this stage, and not to be ruled on",
                ),
                Where(field=f"rulings ({stage.name})"),
                Text(
                    zh="符合和不符合由规定得出；有异议的走异议程序",
                    en="a pass or a fail follows from the rule; what is disputed is an objection",
                ),
            )
        )
