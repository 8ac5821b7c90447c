"""Input that is wrong, strange or large is named, in both languages, with its field."""

from __future__ import annotations

import json
import math
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from quheng.errors import DataError, DeclarationError
from quheng.library import library_file
from quheng.scorecard import ScorecardDeclaration, load, scorecard_names
from quheng.scorecard.exact import decimal_text, plain, read_number, rounded_text

from .cards import card_of


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"employees": -1}, "employees", "less than 0"),
        ({"employees": 10.5}, "employees", "not a whole number"),
        ({"employees": "约100"}, "employees", "not a number"),
        ({"employees": "1,000"}, "employees", "not a number"),
        ({"employees": True}, "employees", "not a number"),
        ({"employees": math.inf}, "employees", "not a number"),
        ({"employees": "1e999999999"}, "employees", "not a number"),
        ({"employees": "9" * 5000}, "employees", "not a number"),
        ({"employees": [1]}, "employees", "not a number"),
        ({"employees": {"a": 1}}, "employees", "not a number"),
        ({"bad_record": "maybe"}, "bad_record", "not true or false"),
        ({"bad_record": 2}, "bad_record", "not true or false"),
        ({"emploees": 3}, "emploees", "unknown input"),
        ({"revenue": "５０００万"}, "revenue", "not a number"),
    ],
)
def test_bad_values(change: dict[str, Any], field: str, words: str) -> None:
    with pytest.raises(DataError) as caught:
        load("sme115").assess(change)
    (problem,) = caught.value.problems
    assert problem.where.field == field
    assert words in problem.what.en
    assert problem.what.zh != problem.what.en


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ip": 3}, "not a group of fields"),
        ({"ip": {"advance": "F"}}, "advance: 'F' is not one of the choices"),
        ({"ip": {"advanced": "A"}}, "unknown field"),
        ({"mgmt": [1, 2, 3]}, "3 entries"),
        ({"mgmt": [7, 1, 1, 1]}, "entry 1: 7 is greater than 6"),
        ({"mgmt": "many"}, "1 entries"),
        ({"sales3": []}, "0 entries"),
        ({"registered": "2024-02-30"}, "not a day"),
        ({"registered": "2024/02/03"}, "not a day"),
        ({"registered": 20240203}, "not a day"),
    ],
)
def test_bad_structures(change: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError) as caught:
        load("hnte").assess(change)
    assert words in caught.value.problems[0].what.en


@pytest.mark.parametrize("name", ["Employees", " employees", "emploees", "ＥＭＰＬＯＹＥＥＳ"])
def test_an_unknown_key_names_the_one_that_was_meant(name: str) -> None:
    with pytest.raises(DataError) as caught:
        load("sme115").assess({name: 3})
    (problem,) = caught.value.problems
    assert problem.remedy is not None
    assert problem.remedy.en.startswith("did you mean employees?")


def test_a_key_like_no_other_names_none() -> None:
    with pytest.raises(DataError) as caught:
        load("sme115").assess({"zzz" * 10_000: 3})
    remedy = caught.value.problems[0].remedy
    assert remedy is not None
    assert remedy.en.startswith("the inputs are")


def test_all_problems_at_once() -> None:
    with pytest.raises(DataError) as caught:
        load("sme115").assess({"employees": -1, "revenue": "x", "what": 1})
    assert {problem.where.field for problem in caught.value.problems} == {"employees", "revenue", "what"}


def test_what_is_empty_is_missing() -> None:
    found = load("sme115").assess({"employees": "", "revenue": math.nan, "assets": None})
    assert {"employees", "revenue", "assets"} <= set(found.missing)


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("2.99", "2.99"),
        (1999.99, "1999.99"),
        (Decimal("0.1"), "0.1"),
        (" +5 ", "5.0"),
        (0.1 + 0.2, "0.30000000000000004"),
    ],
)
def test_numbers_are_read_by_their_shortest_decimal(raw: Any, value: str) -> None:
    number = read_number(raw)
    assert number is not None
    assert decimal_text(number) == value


def test_numbers_are_shown_exactly() -> None:
    number = read_number("94.905")
    assert number is not None
    assert rounded_text(number, 2) == "94.91"
    assert rounded_text(-number, 2) == "-94.91"
    assert rounded_text(0, 2) == "0.00"
    assert plain(number) == 94.905
    assert plain(read_number(" 12 ") or 0) == 12


X = "inputs: [{id: x, type: integer}]\n"
CHOICE = "inputs: [{id: x, type: choice, choices: [A, B]}]\n"
LOOKUP = "derived: [{id: d, lookup: x, lists: {A: none}, otherwise: B}]\noutputs: [{id: o, value: d}]"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (X, "no line reads the input x"),
        (X + "gates: [{id: g, when: x > 1}, {id: g, when: x > 2}]", "used 2 times"),
        ("inputs: [{id: x, type: text}, {id: x, type: date}]", "used twice"),
        ("inputs: [{id: total, type: integer}]\ngates: [{id: g, when: total > 1}]", "reserved"),
        ("inputs: [{id: x, type: integr}]", "integr"),
        ("inputs: [{id: x, type: integer, foo: 1}]", "unknown key"),
        (CHOICE + "points: [{id: p, choice: x, gives: {A: 1}}]", "does not match the choices of x: B"),
        (X + "points: [{id: p, value: x}]", "not how many are needed"),
        (X + "points: [{id: p, value: x}]\nminima: [{id: m, of: q, at_least: 1}]", "there is no item q"),
        (X + "points: [{id: p, value: x}]\nminima: [{id: m, of: p}]", "exactly one of at_least, above"),
        ("derived: [{id: d, value: '1', lookup: x, lists: {}}]", "exactly one of value, cases, lookup, due"),
        ("inputs: [{id: x, type: text}]\n" + LOOKUP, "there is no list none"),
        ("verdict: nothing", "`verdict` names nothing"),
        (
            X + "points: [{id: p, on: x, brackets: [{at_least: 1, above: 2, points: 1}]}]",
            "one lower and one upper end",
        ),
        (X + "direct: [{id: d, when: x > 1}]", "`direct` spares points, but none are needed"),
        (X + "outputs: [{id: verdict, value: x}]", "used 2 times"),
    ],
)
def test_scorecards_that_contradict_themselves(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(DeclarationError) as caught:
        card_of(tmp_path, text)
    assert words in " ".join(str(problem.what.en) for problem in caught.value.problems)
    assert any(problem.where.row for problem in caught.value.problems)


def test_the_schema_describes_what_ships() -> None:
    schema = ScorecardDeclaration.model_json_schema(mode="validation")
    validator = jsonschema.Draft202012Validator(schema)
    for name in scorecard_names():
        text = library_file("scorecards", f"{name}.yaml").read_text(encoding="utf-8")
        document = json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))
        assert list(validator.iter_errors(document)) == [], name
    assert list(validator.iter_errors({"scorecard": "a", "title": "A", "unknown": 1}))
