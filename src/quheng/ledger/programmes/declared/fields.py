"""Fields: what a case holds, each with its type, label, sensitivity, and the stages that need it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError
from quheng.ledger.programmes.declared.entry import Entry
from quheng.ledger.programmes.declared.names import Identifier, Sensitivity
from quheng.scorecard.declared.inputs import Choices
from quheng.scorecard.exact import Exact
from quheng.scorecard.expressions.kinds import BOOLEAN, DATE, NUMBER, TEXT, TEXTS, WHOLE, Kind

LONGEST = 10_000


def _everywhere(value: object) -> object:
    return None if value == "all" else value


Stages = Annotated[
    tuple[Identifier, ...] | None,
    BeforeValidator(_everywhere, json_schema_input_type=Literal["all"] | tuple[Identifier, ...]),
]
"""Stages by their ids; `all` for every one."""


class FieldBase(Entry):
    """What every field has.

    Parameters
    ----------
    help
        What counts, under the label.
    sensitivity
        Who may see it unmasked; personal and sensitive values are sealed and can be erased.
    required
        The stages that a case may not leave without it.
    visible
        The stages whose form shows it; all by default.
    """

    help: Text | None = None
    sensitivity: Sensitivity = "internal"
    required: tuple[Identifier, ...] = ()
    visible: Stages = None


class TextField(FieldBase):
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


class NumberField(FieldBase):
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
    def _some_value_is_possible(self) -> NumberField:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ContradictionError(
                Text(
                    zh=f"min {self.min} 大于 max {self.max}",
                    en=f"min {self.min} is greater than max {self.max}",
                ),
                Text(zh="请对调或更正", en="exchange them or mend one"),
            )
        return self


class BooleanField(FieldBase):
    """Yes or no."""

    type: Literal["boolean"]

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return BOOLEAN


class ChoiceField(FieldBase):
    """One of several codes, each with its label."""

    type: Literal["choice"]
    choices: Choices = Field(min_length=1)

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return Kind("text", choices=tuple(self.choices))


class DateField(FieldBase):
    """A day."""

    type: Literal["date"]

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return DATE


class IdentifierField(FieldBase):
    """A telephone number, an identity number (check digit) or a credit code (check character)."""

    type: Literal["phone", "identity_number", "credit_code"]

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return TEXT

    @model_validator(mode="after")
    def _people_are_protected(self) -> IdentifierField:
        if self.type != "credit_code" and self.sensitivity in ("public", "internal"):
            raise ContradictionError(
                Text(
                    zh=f"{self.type} 字段的敏感级别不能是 {self.sensitivity}",
                    en=f"a field of type {self.type} cannot be {self.sensitivity}",
                ),
                Text(zh="请写 personal 或 sensitive", en="write personal or sensitive"),
            )
        return self


class OrganisationField(FieldBase):
    """One organisation of the register, or several, by code."""

    type: Literal["organisation", "organisations"]

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return TEXT if self.type == "organisation" else TEXTS


DeclaredField = Annotated[
    TextField | NumberField | BooleanField | ChoiceField | DateField | IdentifierField | OrganisationField,
    Field(discriminator="type"),
]
