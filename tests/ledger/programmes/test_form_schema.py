"""Forms as JSON Schema: well-formed for every programme that ships, and true of what is filled in."""

from __future__ import annotations

import jsonschema
import pytest

from quheng.bilingual import Text, use_language
from quheng.ledger.programmes import load_programme, programme_names
from quheng.ledger.programmes.declared import EntriesField
from quheng.ledger.programmes.form_schema import form_schema, rows_schema
from tests.ledger.small import small_programme

Validator = jsonschema.Draft202012Validator


@pytest.mark.parametrize("name", programme_names())
def test_every_form_that_ships_is_a_json_schema(name):
    programme = load_programme(name)
    for stage in programme.stages:
        Validator.check_schema(form_schema(programme, stage, Text.speak))
    for field in programme.declared.fields:
        if isinstance(field, EntriesField):
            Validator.check_schema(rows_schema(field, Text.speak))


def test_a_form_asks_for_what_the_stage_requires():
    schema = form_schema(small_programme(), "reported", Text.speak)
    assert (schema["title"], schema["description"]) == ("Lost property", "Reported")
    assert schema["required"] == ["thing"]
    assert "required" not in form_schema(small_programme(), "searching", Text.speak)
    assert schema["properties"]["worth"] == {
        "title": "Worth",
        "type": ["number", "string"],
        "minimum": 0,
        "x-measure": "CNY",
        "x-sensitivity": "internal",
    }
    use_language("zh")
    assert form_schema(small_programme(), "reported", Text.speak)["title"] == "失物招领"


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({"thing": "雨伞"}, True),
        ({"thing": "雨伞", "worth": "12.50", "found_on": "2026-03-02", "offices": ["fire"]}, True),
        ({"worth": 1}, False),
        ({"thing": "x" * 501}, False),
        ({"thing": "雨伞", "worth": -1}, False),
        ({"thing": "雨伞", "fragile": "yes"}, False),
        ({"thing": "雨伞", "offices": "fire"}, False),
        ({"thing": "雨伞", "colour": "red"}, False),
    ],
)
def test_what_fits(values, fits):
    assert Validator(form_schema(small_programme(), "reported", Text.speak)).is_valid(values) == fits
