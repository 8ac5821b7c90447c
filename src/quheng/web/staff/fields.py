"""Fields of a programme as fields of a form: they carry what was typed, the ledger reads and judges it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from quheng.bilingual import Text
from quheng.ledger.programmes.declared import (
    BooleanField,
    ChoiceField,
    Column,
    DateField,
    DeclaredField,
    EntriesField,
    IdentifierField,
    MonthField,
    NumberField,
    OrganisationField,
    TextField,
)
from quheng.ledger.programmes.declared.entries import (
    BooleanColumn,
    ChoiceColumn,
    DateColumn,
    MonthColumn,
    NumberColumn,
    TextColumn,
)
from quheng.ledger.programmes.values import is_empty, masked

MARK = "f-"
"""Before the id of a declared field, so that it meets no name of the form's own."""

LONG = 200
"""From how many characters on a text has an area, not a line."""

NOT_SAID = Text(zh="—", en="—")
YES = Text(zh="是", en="yes")
NO = Text(zh="否", en="no")
HIDDEN = Text(zh="已隐藏，留空则不改动", en="hidden; leave it empty to keep it")

Choices = Sequence[tuple[str, str]]


def column_field(column: Column) -> forms.Field:
    """Return the field of a form for a column of a table."""
    return forms.Field(required=False, label=column.title.speak(), widget=_widget(column, ()))


def form_field(
    declared: DeclaredField, organisations: Choices, *, required: bool, hidden: Any
) -> forms.Field:
    """Return the field of a form that a declared one is typed into.

    Parameters
    ----------
    declared
        The field.
    organisations
        Code and name of those that can be chosen.
    required
        Whether the stage asks for it: shown, and left to the ledger to insist on.
    hidden
        The value where it may not be shown, to be told masked; None where it is shown.
    """
    field = forms.Field(
        required=False,
        label=declared.title.speak(),
        help_text=declared.help.speak() if declared.help else "",
        widget=_widget(declared, organisations),
    )
    if required:
        field.widget.attrs["aria-required"] = "true"
    if hidden is not None:
        field.widget.attrs["placeholder"] = f"{masked(declared, hidden)} {HIDDEN}"
    return field


def _widget(declared: DeclaredField | Column, organisations: Choices) -> forms.Widget:
    match declared:
        case TextField() | TextColumn() if declared.longest > LONG:
            return forms.Textarea({"rows": 3, "maxlength": declared.longest})
        case TextField() | TextColumn():
            return forms.TextInput({"maxlength": declared.longest})
        case NumberField() | NumberColumn():
            return forms.TextInput({"inputmode": "numeric" if declared.type == "integer" else "decimal"})
        case BooleanField() | BooleanColumn():
            return forms.Select(choices=[("", f"{NOT_SAID}"), ("true", f"{YES}"), ("false", f"{NO}")])
        case ChoiceField() | ChoiceColumn():
            labels = [(code, label.speak()) for code, label in declared.choices.items()]
            return forms.Select(choices=[("", f"{NOT_SAID}"), *labels])
        case DateField() | DateColumn():
            return forms.TextInput({"type": "date"})
        case MonthField() | MonthColumn():
            return forms.TextInput({"type": "month", "placeholder": "2026-03"})
        case IdentifierField():
            kind = "tel" if declared.type == "phone" else "text"
            return forms.TextInput({"type": kind, "autocomplete": "off"})
        case OrganisationField() if declared.type == "organisations":
            return forms.CheckboxSelectMultiple(choices=organisations)
        case OrganisationField():
            return forms.Select(choices=[("", f"{NOT_SAID}"), *organisations])
    return forms.TextInput()


def typed_fields(fields: Iterable[DeclaredField]) -> tuple[DeclaredField, ...]:
    """Return the fields that are typed into a form: not what follows from others, and no tables of rows."""
    return tuple(one for one in fields if one.derive is None and not isinstance(one, EntriesField))


def initial_of(declared: DeclaredField, stored: Any) -> Any:
    """Return a stored value as its field of a form begins with."""
    if isinstance(declared, BooleanField) and stored is not None:
        return "true" if stored else "false"
    return stored


def typed(
    cleaned: Mapping[str, Any], fields: Iterable[DeclaredField], hidden: Iterable[str]
) -> dict[str, Any]:
    """Return what was typed, by declared field; a hidden one that was left empty is not given at all."""
    kept = set(hidden)
    values = {}
    for field in fields:
        name = f"{MARK}{field.id}"
        if name in cleaned and not (field.id in kept and is_empty(cleaned[name])):
            value = cleaned[name]
            values[field.id] = value.strip() if isinstance(value, str) else value
    return values
