"""What rises this week, by more than chance."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.figures.asking import Asker, ask
from quheng.figures.compute import tables_at_once, top_of
from quheng.figures.grouping import UNKNOWN, Grouping
from quheng.figures.seeking import Question
from quheng.figures.spans import Span
from quheng.observations.period import Period
from quheng.scorecard.exact import rounded_text

WEEK = timedelta(days=7)
CHANCE = 0.01
"""How often, at most, a week without any rise is said to have one, over all entries together."""


@dataclass(frozen=True)
class Risen:
    """One entry that rises.

    Parameters
    ----------
    key, title
        Which.
    now
        How many there were this week.
    before
        How many in the weeks before, together.
    weeks
        How many weeks those are.
    chance
        How likely so many or more are, where all weeks are alike.
    """

    key: str
    title: Text
    now: int
    before: int
    weeks: int
    chance: float

    @property
    def reason(self) -> Text:
        """Why it is said to rise: 本周 18 件，前四周平均 6 件."""
        mean = rounded_text(Fraction(self.before, self.weeks), 1).removesuffix(".0")
        return Text(
            zh=f"本周 {self.now} 件，前{chinese(self.weeks)}周平均 {mean} 件",
            en=f"{self.now} this week, {mean} a week in the {self.weeks} weeks before",
        )


def rising(programme: str, figure: str, last: date, viewer: Asker, now: datetime) -> tuple[Risen, ...]:
    """Return what rises in the seven days up to one, the least likely first.

    Each entry is compared with itself: given how many it had in all these weeks, this week's share is that of
    one week in so many (binomial), so that a baseline of few cases is not taken for certain. The chance
    allowed is divided by the number of entries (Bonferroni), and fewer than `least` are never a rise.

    Parameters
    ----------
    programme, figure, viewer, now
        As of `compute`.
    last
        The last of the seven days.

    Raises
    ------
    MethodError
        Where the figure does not declare what is to be watched.
    """
    asked = ask(programme, viewer, now)
    one = asked.figure(figure)
    if one.rise is None:
        raise MethodError(
            Problem(
                Text(zh=f"统计数 {figure} 没有声明 rise", en=f"the figure {figure} declares no rise"),
                Where(field="figure"),
                Text(zh="请在事项文件中为它写 rise", en="write `rise` for it in the programme's file"),
            )
        )
    offices = asked.offices
    grouping = Grouping(one.rise.by, offices, top_of(viewer, offices), (), asked.programme)
    begin = last - WEEK + timedelta(days=1)
    week = Period(last, begin)
    earlier = Period(begin - timedelta(days=1), begin - one.rise.weeks * WEEK)
    weeks = [Question([one], Span(period, now), grouping) for period in (week, earlier)]
    this, before = (
        Counter({cell.key: cell.numerator for cell in table.rows})
        for (table,) in tables_at_once(asked, weeks)
    )
    keys = sorted((this.keys() | before.keys()) - {UNKNOWN})
    found = []
    for key in keys:
        chance = chance_of(this[key], before[key], one.rise.weeks)
        if this[key] >= one.rise.least and chance * len(keys) <= CHANCE:
            title = grouping.title_of(key)
            found.append(Risen(key, title, this[key], before[key], one.rise.weeks, chance))
    return tuple(sorted(found, key=lambda risen: (risen.chance, risen.key)))


def chance_of(this: int, before: int, weeks: int) -> float:
    """Return how likely so many or more fall into this week, out of all that fell into it and those before.

    P(X ≥ this) for X ~ Binomial(this + before, 1 / (weeks + 1)): the exact conditional test that two Poisson
    rates are alike (Przyborowski and Wilenski 1940).
    """
    number, share = this + before, 1 / (weeks + 1)
    if this == 0:
        return 1.0
    logs = [
        math.lgamma(number + 1)
        - math.lgamma(found + 1)
        - math.lgamma(number - found + 1)
        + found * math.log(share)
        + (number - found) * math.log1p(-share)
        for found in range(this, number + 1)
    ]
    return min(1.0, math.fsum(math.exp(log) for log in logs))


def chinese(number: int) -> str:
    """Return a small number in Chinese, a larger one in digits."""
    return "零一二三四五六七八九十"[number] if 0 <= number <= 10 else str(number)
