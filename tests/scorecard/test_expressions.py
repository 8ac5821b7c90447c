"""Conditions are CEL: checked when they load, equal to other CEL engines, sound over unknown values."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import cel
import celpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.errors import DeclarationError
from quheng.scorecard.expressions import GIVEN, ExpressionError, compiled
from quheng.scorecard.expressions.kinds import BOOLEAN, DATE, NUMBER, NUMBERS, TEXT, WHOLE, Kind
from quheng.scorecard.unknown import Unknown

from .cards import card_of

OTHER = celpy.Environment()

KNOWN = {
    "a": WHOLE,
    "b": WHOLE,
    "p": BOOLEAN,
    "q": BOOLEAN,
    "t": Kind("text", choices=("x", "y", "z")),
    "day": DATE,
    "xs": NUMBERS,
    "s": Kind("struct", fields=(("f", NUMBER),)),
}


@pytest.mark.parametrize(
    ("source", "what", "at"),
    [
        ("employes <= 5", "unknown name employes", 1),
        ("a + p > 1", "a number is expected here, found true or false", 5),
        ("a", "the result must be true or false", None),
        ("p && a", "true or false is expected here, found a number", 6),
        ("t == 'w'", "'w' is not one of the choices", 6),
        ("t in ['x', 'w']", "'w' is not one of the choices", 12),
        ("a == t", "do not go together", 3),
        ("t < 'y'", "cannot be compared", 3),
        ("rato(a, b) > 1", "unknown function rato", 1),
        ("ratio(a) > 1", "ratio does not take (number)", 1),
        ("a / b > 1", "/ cannot be used", 3),
        ("s.g > 1", "there is no field g", 2),
        ("day > 1", "do not go together", 5),
        ("xs > 1", "do not go together", 4),
        ("a <", "a value, a name or a bracket is expected here, but the expression ends", 4),
        ("a <= 5 b", "an operator is expected here", 8),
        ("a ≤ 5", "cannot read", 3),
        ("p ＆＆ q", "cannot read", 3),
        ("(" * 60 + "p" + ")" * 60, "nested too deeply", None),
        (" && ".join(["p"] * 200), "more than 100 operators", None),
        ("p" * 3000, "3000 characters", None),
        ("__import__('os').system('x') == 0", "a function cannot be called here", 1),
        ("a.b.c > 1", "there is no field b", 2),
        ("package > 1", "reserved identifier: package", None),
        ("given(a + 1)", "given() takes the name of one input", 1),
    ],
)
def test_what_is_wrong_is_named(source: str, what: str, at: int | None) -> None:
    with pytest.raises(ExpressionError) as caught:
        compiled(source, KNOWN, BOOLEAN)
    assert what in caught.value.what.en
    assert at is None or caught.value.at == at


def test_an_error_has_file_line_expression_and_what_is_known(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError) as caught:
        card_of(
            tmp_path,
            "inputs:\n  - {id: employees, type: integer}\ngates:\n"
            "  - {id: small, when: employes <= 500}\n  - {id: large, when: employees + 1}\n",
        )
    first, second = caught.value.problems[:2]
    assert (first.where.row, second.where.row) == (6, 7)
    assert str(first.where.file).endswith("card.yaml")
    assert "employes <= 500" in first.what.en
    assert "did you mean employees?" in str(first.remedy.en if first.remedy else "")
    assert "the result must be true or false" in second.what.en


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("ratio(2992, 10000) >= 0.3", False),
        ("ratio(3, 10) >= 0.3", True),
        ("0.1 + 0.2 == 0.3", True),
        ("ratio(1, 3) * 3 == 1", True),
        ("sum([0.1, 0.2, 0.3]) == 0.6", True),
        ("mean([4, 5, 5]) >= 4 && mean([4, 5, 5]) < 5", True),
        ("age(date('1983-01-02'), date(2024, 1, 1)) == 40", True),
        ("age(date('2000-02-29'), date('2001-02-28')) == 0", True),
        ("age(date('2000-02-29'), date('2001-03-01')) == 1", True),
        ("add_months(date('2024-01-31'), 1) == date('2024-02-29')", True),
        ("add_years(date('2024-02-29'), 1) == date('2025-02-28')", True),
        ("days(date('2024-01-02'), date('2024-12-31')) == 364", True),
        ("month(add_months(date('2024-12-23'), 1)) == '2025-01'", True),
        ("mean_growth([1000, 1250, 1500]) == 0.225", True),  # (1.25 + 1.2)/2 - 1
        ("mean_growth([0, 1000, 1200]) == 0.2", True),
        ("mean_growth([1000, 0, 1200]) == 0", True),
        ("mean_growth([5]) == 0", True),
        ("geomean([40, 90]) == 60", True),
        ("max(1, 2, 3) == 3 && min([4, 2]) == 2 && abs(-2) == 2", True),
        ("sets.intersects(['a'], ['b', 'a']) && !sets.contains(['b'], ['a'])", True),
        ("[1, 2][1] == 2", True),
    ],
)
def test_functions(source: str, value: bool) -> None:
    assert compiled(source, {}, BOOLEAN).value({}) is value


NUMBER_SOURCES = st.recursive(
    st.sampled_from(["a", "b", "0", "1", "7", "(-3)"]),
    lambda inner: st.tuples(inner, st.sampled_from("+-*"), inner).map(lambda one: f"({' '.join(one)})"),
    max_leaves=5,
)
TESTS = st.tuples(NUMBER_SOURCES, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), NUMBER_SOURCES).map(
    " ".join
)
LEAVES = st.one_of(
    st.sampled_from(["p", "q", "true", "false", "t == 'x'", "t != 'y'", "t in ['x', 'z']", "a in [1, 2, b]"]),
    TESTS,
)
CONDITIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["&&", "||"]), inner).map(lambda one: f"({' '.join(one)})"),
        inner.map(lambda one: f"!({one})"),
        st.tuples(inner, inner, inner).map(lambda one: f"(({one[0]}) ? ({one[1]}) : ({one[2]}))"),
    ),
    max_leaves=8,
)
SMALL = st.integers(-9, 9)
TRUTHS = st.booleans()


@given(CONDITIONS, SMALL, SMALL, TRUTHS, TRUTHS, st.sampled_from("xyz"))
def test_two_other_engines_agree(source: str, a: int, b: int, p: bool, q: bool, t: str) -> None:
    values = {"a": a, "b": b, "p": p, "q": q, "t": t}
    ours = compiled(source, KNOWN, BOOLEAN).value(values)
    assert ours is cel.evaluate(source, values)
    program = OTHER.program(OTHER.compile(source))
    typed = {
        "a": celpy.celtypes.IntType(a),
        "b": celpy.celtypes.IntType(b),
        "p": celpy.celtypes.BoolType(p),
        "q": celpy.celtypes.BoolType(q),
        "t": celpy.celtypes.StringType(t),
    }
    assert ours is bool(program.evaluate(typed))


@given(CONDITIONS, SMALL, TRUTHS, st.sampled_from("xyz"), st.integers(-9, 0), st.integers(0, 9))
def test_what_is_decided_over_unknown_values_holds_for_all_of_them(
    source: str, a: int, p: bool, t: str, low: int, high: int
) -> None:
    expression = compiled(source, KNOWN, BOOLEAN)
    unknown_b, unknown_q = Unknown(frozenset("b"), low, high), Unknown(frozenset("q"))
    found = expression.value({"a": a, "b": unknown_b, "p": p, "q": unknown_q, "t": t})
    outcomes = {
        expression.value({"a": a, "b": b, "p": p, "q": q, "t": t})
        for b, q in product(range(low, high + 1), (True, False))
    }
    if isinstance(found, Unknown):
        assert found.causes <= {"b", "q"}
        assert found.causes
    else:
        assert outcomes == {found}


BOUNDED = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(sorted)


@given(
    BOUNDED, BOUNDED, st.sampled_from(["ratio(x, y)", "ratio(x, y + 1)", "sum([x, y])", "max(x, y) - x * y"])
)
def test_bounds_contain_every_value(xs: list[int], ys: list[int], source: str) -> None:
    expression = compiled(source, {"x": NUMBER, "y": NUMBER}, NUMBER)
    found = expression.value({"x": Unknown(frozenset("x"), *xs), "y": Unknown(frozenset("y"), *ys)})
    for x, y in product(range(xs[0], xs[1] + 1), range(ys[0], ys[1] + 1)):
        value = expression.value({"x": x, "y": y})
        if isinstance(value, Unknown):
            assert found.holes
        else:
            assert found.low <= value <= found.high


def test_a_ratio_without_denominator_is_undefined_not_zero() -> None:
    found = compiled("ratio(a, b)", {"a": NUMBER, "b": NUMBER}).value({"a": 0, "b": 0})
    assert isinstance(found, Unknown)
    assert found.never_defined
    assert found.unavailable


def test_given_is_always_known() -> None:
    expression = compiled("given(a)", {"a": NUMBER})
    assert expression.value({"a": Unknown(frozenset("a")), GIVEN: frozenset()}) is False
    assert expression.value({"a": Fraction(1, 2), GIVEN: frozenset({"a"})}) is True


def test_kinds_of_results() -> None:
    assert compiled("ratio(a, b)", KNOWN).kind == NUMBER
    assert compiled("a + b", KNOWN).kind == WHOLE
    assert compiled("p ? 'x' : 'y'", KNOWN).kind.name == TEXT.name
    values: dict[str, Any] = {"xs": (1, 2, 3)}
    assert compiled("last(xs)", KNOWN).value(values) == 3


def test_a_derived_value_may_ask_what_was_given(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        """
inputs: [{id: a, type: integer}, {id: b, type: integer, max: 9}]
derived: [{id: d, value: 'given(a) ? a : b'}]
points: [{id: p, on: d, brackets: [{below: 5, points: 1}, {at_least: 5, points: 2}]}]
minima: [{id: m, of: p, at_least: 2}]
""",
    )
    assert card.assess({"a": 7, "b": 1}).verdict == "pass"
    assert card.assess({"b": 1}).verdict == "fail"
    assert card.assess({}).missing == ("b",)
