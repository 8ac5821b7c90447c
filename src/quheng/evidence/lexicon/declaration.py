"""One indicator of the lexicon, as library/lexicons/indicators/*.yaml declare it."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, RootModel, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.evidence.claim import Kind
from quheng.evidence.lexicon.templates import expand
from quheng.evidence.numbers.measure_words import measure_of

Nature = Literal["flow", "stock", "rate"]

PLAIN_NUMBER = "1"
"""The measure of what is stated without one: an index, a ratio such as 2.31."""

TYPICAL_KINDS: dict[Nature, tuple[Kind, ...]] = {
    "flow": ("level", "cumulative", "new", "growth", "forecast", "share", "rank"),
    "stock": ("level", "count", "new", "growth", "share", "rank"),
    "rate": ("rate", "level", "growth", "rank"),
}


def _spelled(template: str) -> str:
    expand(template)
    return template


def _dimension(measure: str) -> str:
    return "number" if measure == PLAIN_NUMBER else measure_of(measure).dimension


def _known(measure: str) -> str:
    try:
        _dimension(measure)
    except KeyError:
        raise ContradictionError(
            Text(
                zh=f"计量单位“{measure}”不在量词表中",
                en=f"the measure {measure!r} is not in the lexicon of measures",
            ),
            Text(
                zh="请改用表中的写法，或先补进 measures.yaml",
                en="write one that is, or add it to measures.yaml first",
            ),
        ) from None
    return measure


Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Template = Annotated[str, Field(min_length=1), AfterValidator(_spelled)]
MeasureCode = Annotated[str, AfterValidator(_known)]


class InContext(Declared):
    """Words that name the indicator only after others.

    Parameters
    ----------
    words
        As those of the indicator.
    after
        One of these stands earlier, in the sentence or just before it. Where several indicators share a
        word, the nearest decides.
    """

    words: tuple[Template, ...] = Field(min_length=1)
    after: tuple[str, ...] = Field(min_length=1)


class Indicator(Declared):
    """An indicator with its words; economy.yaml explains the fields.

    Parameters
    ----------
    code
        Stable and unique over the lexicon.
    title
        Its name; the Chinese one is one of its words.
    nature
        A flow over a period, a stock at a day, or a rate.
    measures
        What its level is stated in; the first is that of `range`.
    range
        Least and largest plausible level of a district.
    words, in_context
        How texts write it.
    parts
        Codes whose levels sum to this one.
    part_of
        The whole of which this is a part; other parts may be missing from the lexicon.
    ratio
        Numerator and denominator of a rate, where both are indicators.
    follows
        The earlier step of a funnel, which it cannot exceed.
    generic
        Whether its word says little by itself.
    kinds
        The kinds its numerals typically are; by default those of its nature.
    """

    code: Code
    title: Text
    nature: Nature
    measures: tuple[MeasureCode, ...] = Field(min_length=1)
    range: tuple[float, float]
    words: tuple[Template, ...] = ()
    in_context: InContext | None = None
    parts: tuple[Code, ...] = ()
    part_of: Code | None = None
    ratio: tuple[Code, Code] | None = None
    follows: Code | None = None
    generic: bool = False
    kinds: tuple[Kind, ...] = ()

    @model_validator(mode="after")
    def _range_rises(self) -> Indicator:
        low, high = self.range
        if low >= high:
            raise ContradictionError(
                Text(
                    zh=f"{self.code} 的合理区间下限 {low:g} 不小于上限 {high:g}",
                    en=f"the range of {self.code} does not rise: {low:g} to {high:g}",
                ),
                Text(zh="请先写下限再写上限", en="write the lower end first"),
            )
        return self

    @model_validator(mode="after")
    def _only_rates_are_ratios(self) -> Indicator:
        if self.ratio and self.nature != "rate":
            raise ContradictionError(
                Text(zh=f"{self.code} 不是比率，却写了 ratio", en=f"{self.code} has a ratio but is no rate"),
                Text(zh="请写 nature: rate 或删去 ratio", en="write nature: rate, or drop the ratio"),
            )
        return self

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Every text that names it, the title first."""
        return tuple(
            dict.fromkeys(text for template in (self.title.zh, *self.words) for text in expand(template))
        )

    @cached_property
    def dimensions(self) -> frozenset[str]:
        """The dimensions of its measures."""
        return frozenset(_dimension(measure) for measure in self.measures)

    @property
    def stock(self) -> bool | None:
        """Whether it is a stock; None for a rate."""
        return None if self.nature == "rate" else self.nature == "stock"

    @property
    def typical_kinds(self) -> tuple[Kind, ...]:
        """The kinds its numerals typically are."""
        return self.kinds or TYPICAL_KINDS[self.nature]


class IndicatorFile(RootModel[tuple[Indicator, ...]]):
    """The indicators of one theme."""
