"""The types of value: what a field, or a column of entries, can hold, and what an expression sees of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.scorecard.declared.inputs import Choices
from quheng.scorecard.exact import Exact
from quheng.scorecard.expressions.kinds import BOOLEAN, DATE, NUMBER, TEXT, TEXTS, WHOLE, Kind

LONGEST = 10_000


class TextType(Declared):
    """A free text.

    Parameters
    ----------
    longest
        How many characters it may have.
    """

    type: Literal["text"]
    longest: int = Field(default=500, ge=1, le=LONGEST)

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return TEXT


class NumberType(Declared):
    """A number, exact; not negative unless `min` says so.

    Parameters
    ----------
    measure
        Its unit of measurement, such as 万元.
    min, max
        The values that are possible; null for no limit.
    """

    type: Literal["integer", "decimal"]
    measure: Text | None = None
    min: Exact | None = 0
    max: Exact | None = None

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return WHOLE if self.type == "integer" else NUMBER

    @model_validator(mode="after")
    def _some_value_is_possible(self) -> NumberType:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ContradictionError(
                Text(
                    zh=f"min {self.min} 大于 max {self.max}",
                    en=f"min {self.min} is greater than max {self.max}",
                ),
                Text(zh="请对调或更正", en="exchange them or mend one"),
            )
        return self


class BooleanType(Declared):
    """Yes or no."""

    type: Literal["boolean"]

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return BOOLEAN


class ChoiceType(Declared):
    """One of several codes, each with its label."""

    type: Literal["choice"]
    choices: Choices = Field(min_length=1)

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return Kind("text", choices=tuple(self.choices))


class DateType(Declared):
    """A day."""

    type: Literal["date"]

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return DATE


class MonthType(Declared):
    """A month, written 2026-03."""

    type: Literal["month"]

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return TEXT


class OrganisationType(Declared):
    """One organisation of the register, or several, by code."""

    type: Literal["organisation", "organisations"]

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return TEXT if self.type == "organisation" else TEXTS


class AccountType(Declared):
    """Somebody at work, by the name of the account: who is responsible."""

    type: Literal["account"]

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return TEXT
