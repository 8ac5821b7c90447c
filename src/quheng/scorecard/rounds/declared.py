"""The declared form of a selection round: who may apply, how scores come about, how many are taken."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from quheng.bilingual import Text
from quheng.calendars import Budget
from quheng.calendars.day import Day
from quheng.declarations import ContradictionError, Declared
from quheng.scorecard.declared.names import CardName
from quheng.scorecard.exact import Exact

Key = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class Window(Declared):
    """When applications are taken, both days included.

    Parameters
    ----------
    first, last
        In YAML `from` and `to`.
    repeat
        Which counts where one applies more than once in the window: the last application, or the first.
    """

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")
    repeat: Literal["last", "first"] = "last"

    @model_validator(mode="after")
    def _forwards(self) -> Window:
        if self.last < self.first:
            raise ContradictionError(
                Text(
                    zh=f"申报自 {self.first} 至 {self.last}，止日早于起日",
                    en=f"applications from {self.first} to {self.last}: the end is before the beginning",
                )
            )
        return self


class Marks(Declared):
    """Marks of experts.

    Parameters
    ----------
    low, high
        What a mark may be; in YAML `from` and `to`.
    least
        How many marks an applicant must have; with fewer it goes to review.
    drop_highest, drop_lowest
        How many of the highest and of the lowest are left out before the mean.
    """

    low: Exact = Field(default=0, alias="from")
    high: Exact = Field(default=100, alias="to")
    least: int = Field(default=1, ge=1)
    drop_highest: int = Field(default=0, ge=0)
    drop_lowest: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _some_marks_are_left(self) -> Marks:
        if self.low >= self.high:
            raise ContradictionError(
                Text(
                    zh=f"分数自 {self.low} 至 {self.high}，没有可打的分",
                    en=f"marks from {self.low} to {self.high}: there is none to give",
                )
            )
        dropped = self.drop_highest + self.drop_lowest
        if self.least <= dropped:
            raise ContradictionError(
                Text(
                    zh=f"至少 {self.least} 个分数，却去掉 {dropped} 个",
                    en=f"{self.least} marks at least, of which {dropped} are dropped",
                ),
                Text(zh=f"least 至少写 {dropped + 1}", en=f"`least` must be {dropped + 1} or more"),
            )
        return self


class Score(Declared):
    """What applicants are ranked by.

    Parameters
    ----------
    by
        `total`: the points of the scorecard; `marks`: the mean of experts' marks.
    marks
        How marks are counted.
    least
        The least score that may be taken.
    """

    by: Literal["total", "marks"]
    marks: Marks = Marks()
    least: Exact | None = None


class Tie(Declared):
    """What decides between equal scores.

    Parameters
    ----------
    by
        `applied`: the earlier application goes first; `lot`: drawn by `seed`; or the key of an applicant,
        such as the id of an item of the scorecard (`staff`): more goes first.
    order
        For a key: whether more or less of it goes first.
    seed
        For `lot`: a word that was made public before, such as a lottery number of that day.
    """

    by: Key
    order: Literal["more", "less"] = "more"
    seed: str | None = None

    @model_validator(mode="after")
    def _a_lot_has_a_seed(self) -> Tie:
        if (self.by == "lot") != (self.seed is not None):
            raise ContradictionError(
                Text(zh="抽签（lot）须写 seed，其他不写", en="a `lot` has a `seed`, and nothing else has"),
                Text(
                    zh="写一个事先公布、事后可查的字串，如当日某期彩票号码",
                    en="write a word made public before that can be looked up, such as a lottery number",
                ),
            )
        return self


class Quota(Declared):
    """Places by group.

    Parameters
    ----------
    by
        The key of an applicant that says its group, such as `district`.
    at_most
        How many of one group may be taken; one number for all, or by group.
    at_least
        Places kept for groups, as long as they have applicants who may be taken.
    """

    by: Key
    at_most: int | dict[str, int] | None = None
    at_least: dict[str, int] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _least_is_no_more_than_most(self) -> Quota:
        for group, least in self.at_least.items():
            most = self.most(group)
            if least < 0 or (most is not None and least > most):
                raise ContradictionError(
                    Text(
                        zh=f"{group} 至少 {least} 个、至多 {most} 个",
                        en=f"{group} has {least} places at least and {most} at most",
                    )
                )
        return self

    def most(self, group: str | None) -> int | None:
        """Return how many of a group may be taken, None for any number."""
        if isinstance(self.at_most, dict):
            return self.at_most.get(group or "")
        return self.at_most


class NoticePeriod(Declared):
    """The public notice (公示).

    Parameters
    ----------
    lasts
        How long it hangs: 5 工作日, 7 天.
    """

    lasts: Budget


class RoundDeclaration(Declared):
    """A selection round.

    Parameters
    ----------
    round
        Its name.
    title, note
        What it is, and what to beware of.
    scorecard
        The rule that applicants are checked by; without one all go on.
    applications
        When they are taken; without it at any time.
    score
        What they are ranked by; without it they are not ranked, and all who pass the check are taken.
    ties
        What decides between equal scores, in order. Without a `lot` at the end a tie may stay open: where it
        lies across the last place, those in it go to review.
    places
        How many are taken; without it all who reach the least score.
    reserve
        How many stand by, in order, where one of those taken drops out.
    quota
        Places by group.
    notice
        The public notice.
    """

    round: CardName
    title: Text
    note: Text | None = None
    scorecard: CardName | None = None
    applications: Window | None = None
    score: Score | None = None
    ties: tuple[Tie, ...] = ()
    places: int | None = Field(default=None, ge=1)
    reserve: int = Field(default=0, ge=0)
    quota: Quota | None = None
    notice: NoticePeriod | None = None

    @model_validator(mode="after")
    def _hangs_together(self) -> RoundDeclaration:
        if self.score is None and (self.ties or self.places or self.reserve or self.quota):
            raise ContradictionError(
                Text(zh="没有 score 就没有名次", en="without `score` there are no ranks"),
                Text(
                    zh="请写 score，或删去 ties、places、reserve、quota",
                    en="write `score`, or remove the rest",
                ),
            )
        if self.score is not None and self.score.by == "total" and self.scorecard is None:
            raise ContradictionError(
                Text(
                    zh="score 取评价表总分，却没有 scorecard", en="`score` is by total, without a `scorecard`"
                )
            )
        if any(tie.by == "lot" for tie in self.ties[:-1]):
            raise ContradictionError(
                Text(zh="抽签（lot）之后没有并列可言", en="after a `lot` there are no ties left"),
                Text(zh="lot 只能写在最后", en="put it last"),
            )
        kept = sum(self.quota.at_least.values()) if self.quota else 0
        if self.places is not None and kept > self.places:
            raise ContradictionError(
                Text(
                    zh=f"保留名额共 {kept} 个，多于名额 {self.places} 个",
                    en=f"{kept} places are kept for groups, and there are {self.places}",
                )
            )
        return self
