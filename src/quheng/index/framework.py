"""The framework: a tree of pillars and indicators with titles, weights, directions and goalposts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, PeriodText, Share
from quheng.index.aggregate import AggregateRule
from quheng.index.normalise import NormaliseRule, Posts
from quheng.index.treat import Treat
from quheng.index.weigh import WeightRule

Code = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[\w.\-]+$")]
"""Letters, digits, `_`, `.` and `-`; Chinese characters are letters."""


class Denominate(Declared):
    """Divide an indicator by another variable.

    Parameters
    ----------
    by
        The code of the variable to divide by.
    per
        The number of its measure that the result is given for: 100000 with 人 gives "per 100,000 people".
    measure
        The measure of the result.
    """

    by: Code
    per: float = Field(default=1.0, gt=0)
    measure: str | None = None


class Variable(Declared):
    """A variable that observations speak of.

    Parameters
    ----------
    code
        Its name in the observations.
    title
        Its name for readers.
    measure
        Its measure (unit of measurement); observations in another measure of its dimension are converted.
    period
        The period to use; by default the latest that is observed.
    """

    code: Code
    title: Text
    measure: str = Field(min_length=1)
    period: PeriodText | None = None


class Indicator(Variable):
    """A leaf of the framework.

    Parameters
    ----------
    direction
        1 where more is better, -1 where less is better.
    weight
        Its weight among its siblings.
    reason
        Why it is in the index, in a sentence.
    weakness
        What it fails to say, in a sentence.
    denominate
        By what to divide it.
    goalposts
        The fixed ends of its scale, in its measure.
    target
        The value to reach, in its measure.
    treat
        A treatment of its own, in place of the framework's; `none` leaves its extreme values alone.
    normalise
        A method of its own, in place of the framework's.
    """

    direction: Literal[1, -1]
    weight: Share | None = None
    reason: Text | None = None
    weakness: Text | None = None
    denominate: Denominate | None = None
    goalposts: Posts | None = None
    target: float | None = Field(default=None, allow_inf_nan=False)
    treat: Treat | Literal["none"] | None = None
    normalise: NormaliseRule | None = None

    @property
    def shown_measure(self) -> str:
        """The measure of the indicator after denomination."""
        return (self.denominate.measure if self.denominate else None) or self.measure


class Pillar(Declared):
    """An inner node of the framework.

    Parameters
    ----------
    pillar
        Its code.
    title
        Its name.
    weight
        Its weight among its siblings.
    aggregate, weights
        Rules of its own for its children, in place of the framework's.
    pillars, indicators
        Its children, at least one.
    """

    pillar: Code
    title: Text
    weight: Share | None = None
    aggregate: AggregateRule | None = None
    weights: WeightRule | None = None
    pillars: tuple[Pillar, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    @model_validator(mode="after")
    def _has_children(self) -> Pillar:
        if not self.children:
            raise ContradictionError(
                Text(
                    zh=f"一级指标 {self.pillar} 之下没有指标", en=f"the pillar {self.pillar} has no indicator"
                ),
                Text(zh="请在 indicators 下列出指标", en="list its indicators under `indicators`"),
            )
        return self

    @property
    def children(self) -> tuple[Pillar | Indicator, ...]:
        """Its children in the order of the file, inner nodes first."""
        return (*self.pillars, *self.indicators)

    def leaves(self) -> Iterator[Indicator]:
        """Yield the indicators below it, at any depth."""
        for child in self.children:
            if isinstance(child, Pillar):
                yield from child.leaves()
            else:
                yield child
