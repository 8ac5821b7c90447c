from __future__ import annotations

from typing import Annotated, Literal

import pytest
from pydantic import Field

from quheng.declarations import ByLevel, Declared, named_rule, validated
from quheng.errors import DeclarationError


class Mean(Declared):
    by: Literal["mean"] = "mean"


class Power(Declared):
    by: Literal["power"] = "power"
    power: float = 2


Rule = Annotated[Mean | Power, Field(discriminator="by"), named_rule]


class Levels(ByLevel):
    pillars: Rule = Mean()
    index: Rule = Mean()


class Method(Declared):
    rule: Levels = Levels()


def read(text):
    return validated(Method, text, "index.yaml").rule


@pytest.mark.parametrize(
    "text", ["rule: power\n", "rule: {by: power}\n", "rule: {pillars: power, index: power}\n"]
)
def test_one_rule_stands_for_both(text):
    assert read(text) == Levels(pillars=Power(), index=Power())


def test_parameters_go_along():
    assert read("rule: {by: power, power: 3}\n") == Levels(pillars=Power(power=3), index=Power(power=3))


def test_a_level_that_is_not_named_keeps_its_own():
    assert read("rule: {index: power}\n") == Levels(pillars=Mean(), index=Power())


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("rule: {index: powr}\n", "rule.index", "'powr'"),
        ("rule: {indices: power}\n", "rule.indices", "unknown key"),
        ("rule: [power]\n", "rule", "not of the form"),
    ],
)
def test_a_level_that_is_none(text, field, words):
    with pytest.raises(DeclarationError) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert (problem.where.row, problem.where.field) == (1, field)
    assert words in problem.what.en
