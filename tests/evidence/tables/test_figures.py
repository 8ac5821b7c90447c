"""The figure in a cell: its value, its interval, and what is none."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.evidence.numbers import find_numerals
from quheng.evidence.tables.figures import is_missing, read_figure
from quheng.evidence.tables.units import PLAIN, RANK, unit_of

YI = unit_of("亿元")


@pytest.mark.parametrize(
    ("cell", "point", "low", "high"),
    [
        # in 亿元: half of the last digit either way
        ("13.6", 1.36e9, 1.355e9, 1.365e9),
        ("１３．６", 1.36e9, 1.355e9, 1.365e9),
        ("1,234.5", 1.2345e11, 1.23445e11, 1.23455e11),
        ("1 234.5", 1.2345e11, 1.23445e11, 1.23455e11),
        ("0", 0, -5e7, 5e7),
        ("-3.2", -3.2e8, -3.25e8, -3.15e8),
        ("－3.2", -3.2e8, -3.25e8, -3.15e8),
        ("(3.2)", -3.2e8, -3.25e8, -3.15e8),
        ("▼3.2", -3.2e8, -3.25e8, -3.15e8),
        ("下降3.2", -3.2e8, -3.25e8, -3.15e8),
        ("增长3.2", 3.2e8, 3.15e8, 3.25e8),
        # its last digit is worth ten millions: [1.15e8, 1.25e8]
        ("1.2E+08", 1.2e16, 1.15e16, 1.25e16),
        ("1.5E-1", 1.5e7, 1.45e7, 1.55e7),
        ("约120", 1.2e10, 1.08e10, 1.32e10),
        ("近120", 1.2e10, 1.08e10, 1.2e10),
        ("≥95", 9.5e9, 9.5e9, math.inf),
        ("120以上", 1.2e10, 1.2e10, math.inf),
        ("10-20", 1.5e9, 1e9, 2e9),
        # a scale in the cell stands in place of that of the header
        ("120万", 1.2e6, 1.195e6, 1.205e6),
        ("123.4①", 1.234e10, 1.2335e10, 1.2345e10),
        ("123.4*", 1.234e10, 1.2335e10, 1.2345e10),
        ("123.4 1)", 1.234e10, 1.2335e10, 1.2345e10),
    ],
)
def test_values_in_the_base_measure(cell, point, low, high):
    found = read_figure(cell, YI).quantity
    assert (found.point, found.low, found.high) == pytest.approx((point, low, high))
    assert found.measure == "元"


@pytest.mark.parametrize(
    "cell",
    ["持平", "=1+1", "12,34", "123.41)", "1/2", "2023年", "三", "12.3.4", "五个", "abc", "1" * 100 + "x"],
)
def test_what_is_no_figure(cell):
    assert read_figure(cell, YI) is None


@pytest.mark.parametrize(
    "cell", ["", " ", "　", "-", "——", "…", "……", "x", "X", "×", "N/A", "无", "#DIV/0!", "/"]
)
def test_marks_of_a_missing_figure(cell):
    assert is_missing(cell)


@pytest.mark.parametrize("cell", ["0", "0.0", "-1", "x1"])
def test_a_figure_is_not_missing(cell):
    assert not is_missing(cell)


def test_a_count_is_exact_and_one_with_a_scale_is_rounded_to_it():
    homes, people = read_figure("12", unit_of("家")).quantity, read_figure("12", unit_of("万人")).quantity
    assert (homes.low, homes.point, homes.high) == (12, 12, 12)
    assert (people.low, people.point, people.high) == (115000, 120000, 125000)
    assert read_figure("第3位", RANK).quantity.point == 3
    assert read_figure("2.31", PLAIN).quantity.low == pytest.approx(2.305)


def test_marks_are_kept():
    assert read_figure("123.4①", YI).marks == ("1",)
    assert read_figure("123.4[2]*", YI).marks == ("2", "*")


@given(
    number=st.decimals(min_value=-(10**9), max_value=10**9, places=2).filter(lambda n: n != 0),
    unit=st.sampled_from(["元", "亿元", "万元", "%", "平方公里", "吨", "万吨", "千瓦时"]),
)
def test_a_cell_with_its_unit_is_worth_what_prose_is(number: Decimal, unit: str):
    (numeral,) = find_numerals(f"{number}{unit}")
    found, prose = read_figure(str(number), unit_of(unit)).quantity, numeral.quantity()
    assert (found.measure, found.dimension) == (prose.measure, prose.dimension)
    assert (found.point, found.low, found.high) == pytest.approx(
        (prose.point, prose.low, prose.high), rel=1e-12
    )


@given(st.text(max_size=30))
def test_any_cell_is_read_or_is_none(cell):
    found = read_figure(cell, YI)
    assert found is None or found.quantity.low <= found.quantity.point <= found.quantity.high
