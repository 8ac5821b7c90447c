"""The form of a stage as JSON Schema: what a program may fill in, with the labels of the fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from quheng.bilingual import Text
from quheng.ledger.programmes.declared import Column, DeclaredField, EntriesField
from quheng.ledger.programmes.declared.types import ChoiceType, NumberType, TextType
from quheng.ledger.programmes.programme import Programme
from quheng.scorecard.exact import plain

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]
Worded = Callable[[Text], str]

PLAIN: dict[str, Schema] = {
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "month": {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"},
    "organisation": {"type": "string", "minLength": 1, "maxLength": 64},
    "organisations": {
        "type": "array",
        "items": {"type": "string", "minLength": 1, "maxLength": 64},
        "uniqueItems": True,
    },
    "account": {"type": "string", "minLength": 1, "maxLength": 150},
    "phone": {"type": "string", "maxLength": 20},
    "identity_number": {"type": "string", "minLength": 18, "maxLength": 18},
    "credit_code": {"type": "string", "minLength": 18, "maxLength": 18},
}
"""The types that every field of the type has alike."""


def form_schema(programme: Programme, stage: str, worded: Worded) -> Schema:
    """Return the JSON Schema of the values that can be filled in at a stage.

    What follows from other fields and tables, whose rows are added one by one, are left out. A value that
    fits the schema may still be refused: check digits and the register are asked when it is handed in.

    Parameters
    ----------
    programme, stage
        Whose form.
    worded
        Chooses the language of the labels.
    """
    shown = [
        field
        for field in programme.fields_shown_in(stage)
        if field.derive is None and not isinstance(field, EntriesField)
    ]
    required = [field.id for field in programme.required_in(stage) if field in shown and field.when is None]
    schema: Schema = {
        "$schema": DIALECT,
        "title": worded(programme.declared.title),
        "description": worded(programme.stages[stage].title),
        "type": "object",
        "properties": {field.id: _field(field, worded) for field in shown},
        "additionalProperties": False,
    }
    return schema | ({"required": required} if required else {})


def rows_schema(field: EntriesField, worded: Worded) -> Schema:
    """Return the JSON Schema of a row of a table."""
    return {
        "title": worded(field.title),
        "type": "object",
        "properties": {column.id: _titled(column, worded) for column in field.columns},
        "required": [column.id for column in field.columns if not column.optional],
        "additionalProperties": False,
    }


def _field(field: DeclaredField, worded: Worded) -> Schema:
    schema = _titled(field, worded)
    if field.help is not None:
        schema["description"] = worded(field.help)
    schema["x-sensitivity"] = field.sensitivity
    return schema


def _titled(entry: DeclaredField | Column, worded: Worded) -> Schema:
    return {"title": worded(entry.title), **_typed(entry, worded)}


def _typed(entry: Any, worded: Worded) -> Schema:
    match entry:
        case TextType():
            return {"type": "string", "maxLength": entry.longest}
        case ChoiceType():
            labels = {code: worded(label) for code, label in entry.choices.items()}
            return {"type": "string", "enum": list(labels), "x-labels": labels}
        case NumberType():
            return _number(entry, worded)
    return dict(PLAIN[entry.type])


def _number(entry: NumberType, worded: Worded) -> Schema:
    """Return a number's schema; decimals may be written as texts too, which are exact in every language."""
    schema: Schema = {"type": "integer" if entry.type == "integer" else ["number", "string"]}
    for name, bound in (("minimum", entry.min), ("maximum", entry.max)):
        if bound is not None:
            schema[name] = plain(bound)
    if entry.measure is not None:
        schema["x-measure"] = worded(entry.measure)
    return schema
