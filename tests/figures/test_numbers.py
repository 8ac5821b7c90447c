"""Ranks, rises, medians, percentages: small numbers, worked out by hand."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.bilingual import Text
from quheng.figures.cells import Cell, cell_of, median_cell, percent_text, shown
from quheng.figures.ranking import ranked
from quheng.figures.rising import Risen, chance_of
from quheng.ledger.programmes.declared import Figure
from tests.ledger.small import small_programme

X = Text(zh="甲", en="x")

RATE = Figure.model_validate(
    {"id": "r", "title": "r", "kind": "rate", "over": "closed", "under": "due", "least": 3}
)
TIME = Figure.model_validate(
    {"id": "t", "title": "t", "kind": "median", "from": "created", "to": "closed", "measure": "hour"}
)


def rate(key: str, over: int, under: int) -> Cell:
    return cell_of(RATE, key, X, "A", over, under)


def test_ties_share_a_rank_and_too_few_have_none():
    rows = tuple(
        rate(key, *counts)
        for key, counts in {
            "a": (3, 4),
            "b": (9, 9),
            "c": (6, 8),
            "d": (2, 2),
            "e": (1, 9),
            "": (5, 5),
        }.items()
    )
    found = [(cell.key, cell.rank) for cell in ranked(rows, "", more_is_better=True)]
    # b 100 %, a and c 75 %, e 11 %; d has 2 cases of 3; what names nobody is not ranked.
    assert found == [("b", 1), ("a", 2), ("c", 2), ("e", 4), ("d", None), ("", None)]
    assert [cell.key for cell in ranked(rows, "", more_is_better=False)][:2] == ["e", "a"]


def test_too_few_is_neither_nothing_nor_all():
    programme = small_programme()
    for over in (0, 2):
        cell = rate("a", over, 2)
        assert cell.value is None
        assert (shown(cell, RATE, programme).zh, shown(cell, RATE, programme).en) == (
            "样本不足（2 件，少于 3 件）",
            "too few (2 of 3)",
        )


@pytest.mark.parametrize(
    ("over", "under", "text"),
    [
        (1102, 1105, "99.7"),
        (1999, 2000, "99.9"),
        (1, 9999, "0.1"),
        (5, 5, "100"),
        (0, 5, "0"),
        (1, 3, "33.3"),
    ],
)
def test_a_rate_that_is_not_all_is_not_shown_as_all(over, under, text):
    assert percent_text(rate("a", over, under)) == text


@given(st.lists(st.integers(0, 50), min_size=1))
def test_medians_are_exact(values):
    cell = median_cell(TIME, "", X, "A", Counter(values))
    assert cell.value == Fraction(median(map(Fraction, values))) / 10


def test_nothing_has_no_median():
    cell = median_cell(TIME, "", X, "A", Counter())
    assert (cell.value, cell.numerator) == (None, 0)


def test_chance_of_a_rise():
    # 1 of 1 in one of two weeks: 1/2. 2 of 2: 1/4.
    # 2 or more of 3, one week in three: 3·(1/9)(2/3) + 1/27 = 7/27.
    assert chance_of(1, 0, 1) == pytest.approx(1 / 2)
    assert chance_of(2, 0, 1) == pytest.approx(1 / 4)
    assert chance_of(2, 1, 2) == pytest.approx(7 / 27)
    assert chance_of(0, 9, 4) == 1.0


@given(st.integers(0, 200), st.integers(0, 800), st.integers(2, 8))
def test_more_is_never_more_likely(this, before, weeks):
    assert 0 <= chance_of(this + 1, before, weeks) <= chance_of(this, before, weeks) + 1e-12 <= 1 + 2e-12


def test_chance_of_a_rise_against_scipy():
    from scipy.stats import binom

    for this, before, weeks in [(18, 24, 4), (10, 30, 4), (300, 900, 3)]:
        expected = binom.sf(this - 1, this + before, 1 / (weeks + 1))
        assert chance_of(this, before, weeks) == pytest.approx(expected, rel=1e-9)


def test_the_reason_of_a_rise():
    risen = Risen("roads", X, 18, 24, 4, 0.001)
    assert risen.reason.zh == "本周 18 件，前四周平均 6 件"
    assert risen.reason.en == "18 this week, 6 a week in the 4 weeks before"
