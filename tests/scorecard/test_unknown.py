"""Unknown is not zero and not false: what is certain, what is missing, and what the rule leaves open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quheng.scorecard import load

from .cards import card_of
from .subjects import subjects

TWO_GATES = """
inputs:
  - {id: a, type: boolean}
  - {id: b, type: boolean}
  - {id: c, type: boolean}
gates:
  - {id: one, when: a || b}
  - {id: two, when: "!a || c"}
"""


@pytest.mark.parametrize(
    ("inputs", "verdict", "missing"),
    [
        ({"a": None, "b": True, "c": True}, "pass", []),
        ({"a": None, "b": False, "c": False}, "fail", []),  # a must hold and must not
        ({"a": None, "b": False, "c": True}, "needs_review", ["a"]),
        ({"a": None, "b": None, "c": True}, "needs_review", ["a", "b"]),
        ({"a": True, "b": None, "c": True}, "pass", []),
        ({}, "needs_review", ["a", "b", "c"]),
    ],
)
def test_a_verdict_is_what_is_certain(
    tmp_path: Path, inputs: dict[str, Any], verdict: str, missing: list[str]
) -> None:
    found = card_of(tmp_path, TWO_GATES).assess(inputs)
    assert (found.verdict, list(found.missing)) == (verdict, missing)


NUMBERS = """
inputs:
  - {id: x, type: decimal, max: 10}
  - {id: y, type: decimal}
gates:
  - {id: small, when: x <= 10}
  - {id: sum, when: x + y >= 5}
"""


@pytest.mark.parametrize(
    ("inputs", "verdict", "missing"),
    [
        ({"x": None, "y": 5}, "pass", []),  # 0 + 5 at least
        ({"x": None, "y": 4.99}, "needs_review", ["x"]),
        ({"x": 5, "y": None}, "pass", []),
        ({"x": 4, "y": None}, "needs_review", ["y"]),
    ],
)
def test_numbers_are_bounded_by_their_range(
    tmp_path: Path, inputs: dict[str, Any], verdict: str, missing: list[str]
) -> None:
    found = card_of(tmp_path, NUMBERS).assess(inputs)
    assert (found.verdict, list(found.missing)) == (verdict, missing)


@pytest.mark.parametrize("name", ["sme115", "zz_tech", "hnte", "gf2018", "innov2022", "hn_zero"])
def test_a_certain_verdict_holds_however_the_unknown_turn_out(name: str) -> None:
    card = load(name)
    open_subjects = subjects(card, 300, seed=3, missing=0.25)
    fillings = subjects(card, 300, seed=4, missing=0)
    certain = 0
    for subject, filling in zip(open_subjects, fillings, strict=True):
        found = card.assess(subject)
        full = card.assess({key: _filled(value, filling[key]) for key, value in subject.items()})
        if found.verdict != "needs_review":
            certain += 1
            if full.verdict != "needs_review":
                assert full.verdict == found.verdict
            else:  # what the rule leaves open may be met: then only a pass was too sure
                assert found.verdict == "fail" or not full.missing
                assert found.verdict == "fail"
        for item, points in full.points.items():
            assert found.points[item].low <= points.low
            assert points.high <= found.points[item].high
    assert certain > 50


def _filled(value: Any, filling: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one, filling[key]) for key, one in value.items()}
    if isinstance(value, list):
        return [1 if one is None else one for one in value]
    return filling if value is None else value


def test_what_is_missing_would_decide_it() -> None:
    """Every missing input, once known, leaves fewer of them or a verdict."""
    card = load("sme115")
    for subject, filling in zip(subjects(card, 200, 5, 0.2), subjects(card, 200, 6, 0), strict=True):
        found = card.assess(subject)
        assert (found.verdict == "needs_review") or not found.missing
        told = {**subject, **{name: filling[name] for name in found.missing}}
        after = card.assess(told)
        assert after.verdict != "needs_review" or not set(after.missing) & set(found.missing)


def test_an_interval_verdict_contains_every_choice_of_the_experts(tmp_path: Path) -> None:
    bands = [(0, 3), (2, 5), (1, 1)]
    lines = "\n".join(
        f"  - {{id: i{n}, rows: [{{when: a, points: [{lo}, {hi}]}}, {{otherwise: true, points: 0}}]}}"
        for n, (lo, hi) in enumerate(bands)
    )
    for line in range(11):
        card = card_of(
            tmp_path,
            "inputs: [{id: a, type: boolean}]\n"
            f"points:\n{lines}\nminima: [{{id: m, of: total, above: {line}}}]",
        )
        verdict = card.assess({"a": True}).verdict
        outcomes = {
            "pass" if first + second + 1 > line else "fail" for first in range(4) for second in range(2, 6)
        }
        assert verdict == (outcomes.pop() if len(outcomes) == 1 else "needs_review")


def test_null_is_unknown_though_there_is_a_default(tmp_path: Path) -> None:
    card = card_of(tmp_path, "inputs: [{id: a, type: boolean, default: false}]\ngates: [{id: g, when: '!a'}]")
    assert card.assess({}).verdict == "pass"
    assert card.assess({"a": None}).verdict == "needs_review"


def test_what_the_rule_never_gives_no_input_decides(tmp_path: Path) -> None:
    """A misspelt name is the reason, not the inputs that would have counted after it."""
    card = card_of(
        tmp_path,
        """
lists: {known: [工业]}
inputs: [{id: branch, type: text}, {id: sales, type: decimal}]
derived:
  - {id: kind, lookup: branch, lists: {industry: known}, not_confirmed: {zh: 未列, en: not listed}}
  - {id: least, cases: [{when: kind == 'industry', gives: 5}, {otherwise: true, gives: 7}]}
outputs: [{id: counts, title: Counts, value: sales >= least}]
verdict: counts
""",
    )
    found = card.assess({"branch": "公业"})
    assert (found.verdict, found.missing) == ("needs_review", ())
    assert [reason.text.en for reason in found.reasons] == ["undecided: Counts (not listed)"]
    assert card.assess({"branch": "工业"}).missing == ("sales",)


def test_a_line_open_for_two_causes_names_both(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        "inputs: [{id: a, type: integer}, {id: b, type: integer}, {id: c, type: boolean}]\n"
        "gates: [{id: g, when: 'ratio(a, b) > 1 && c'}]",
    )
    (reason,) = card.assess({"a": 1, "b": 0}).reasons  # c = false would decide
    assert reason.text.en == "undecided: g (the denominator is 0; missing: c)"
    assert reason.text.zh == "无法判定：g（分母为 0；缺少：c）"


def test_verdicts_by_outputs_have_reasons(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        """
sources: [{id: law, title: Law}]
cite: {source: law, confidence: M, mark: P}
inputs: [{id: x, type: integer}]
outputs: [{id: big, title: Is it big, value: x > 5}]
verdict: big
""",
    )
    for inputs, standing, words in (({"x": 6}, "met", "met"), ({"x": 5}, "not_met", "not met: Is it big")):
        (reason,) = card.assess(inputs).reasons
        assert (reason.line, reason.standing) == ("big", standing)
        assert (reason.source, reason.confidence) == ("law", "M")
        assert reason.text.en.startswith(words)
    assert [reason.source for reason in card.assess({}).reasons] == ["law"]


def test_values_worked_out_are_reasons(tmp_path: Path) -> None:
    card = card_of(
        tmp_path,
        "inputs: [{id: x, type: integer}]\noutputs: [{id: twice, value: 2 * x}, {id: odd, value: 'x == 3'}]",
    )
    found = card.assess({"x": 4})
    assert [reason.text.en for reason in found.reasons] == ["determined: twice", "determined: odd"]
