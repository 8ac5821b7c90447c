"""Sets of comparison, bases of rates, plausible ranges."""

from __future__ import annotations

from tests.evidence.checks.found import alarms, of_code


def test_two_sets_of_one_name():
    text = "财政收入增速位列主城七区第三位。固定资产投资增速位列主城六区第二位。"
    assert ("scope-mismatch", ["第三位", "第二位"]) in alarms(text)


def test_one_set_in_two_spellings_is_one():
    assert alarms("财政收入增速位列主城7区第三位。固定资产投资增速位列主城七区第二位。") == []


def test_a_rate_after_two_numbers_that_could_be_its_base():
    # open cases: 0.8 % of 47000 is 376, of 12000 is 96
    text = "受理热线诉求4.7万件。网上办件1.2万件。办结率99.2%。"
    ((finding, numbers),) = of_code(text, "ambiguous-base")
    assert (finding.severity, numbers) == ("info", ["99.2%", "4.7万件", "1.2万件"])
    assert "= 376件" in finding.arithmetic.zh
    assert "= 96件" in finding.arithmetic.zh


def test_a_rate_beyond_what_a_rate_can_be():
    assert alarms("全区城镇化率715%。") == [("implausible", ["715%"])]
    assert alarms("全区城镇化率71.5%。") == []


def test_an_amount_a_hundred_times_too_large():
    assert alarms("全区常住人口6500万人。") == [("implausible", ["6500万人"])]
    assert alarms("全区常住人口65万人。") == []
