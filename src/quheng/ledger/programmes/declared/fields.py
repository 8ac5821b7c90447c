"""Fields: what a case holds, each with its type, label, sensitivity, and the stages that need it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError
from quheng.ledger.programmes.declared.entries import EntriesField
from quheng.ledger.programmes.declared.field_base import FieldBase
from quheng.ledger.programmes.declared.types import (
    AccountType,
    BooleanType,
    ChoiceType,
    DateType,
    MonthType,
    NumberType,
    OrganisationType,
    TextType,
)
from quheng.scorecard.expressions.kinds import TEXT, Kind


class TextField(FieldBase, TextType):
    """A free text."""


class NumberField(FieldBase, NumberType):
    """A number, exact; not negative unless `min` says so."""


class BooleanField(FieldBase, BooleanType):
    """Yes or no."""


class ChoiceField(FieldBase, ChoiceType):
    """One of several codes, each with its label."""


class DateField(FieldBase, DateType):
    """A day."""


class MonthField(FieldBase, MonthType):
    """A month."""


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


class OrganisationField(FieldBase, OrganisationType):
    """One organisation of the register, or several, by code."""


class AccountField(FieldBase, AccountType):
    """Somebody at work, by the name of the account."""


DeclaredField = Annotated[
    TextField
    | NumberField
    | BooleanField
    | ChoiceField
    | DateField
    | MonthField
    | IdentifierField
    | OrganisationField
    | AccountField
    | EntriesField,
    Field(discriminator="type"),
]
