from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.evidence.numbers.chinese import last_place, value_of

DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("三", 3),
        ("两", 2),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二", 120),
        ("百", 100),
        ("两千三百", 2300),
        ("三万五", 35_000),
        ("一亿二千万", 120_000_000),
        ("万亿", 10**12),
        ("二〇二四", 2024),
        ("三五", None),
        ("十四五", None),
        ("百千", None),
        ("亿亿", None),
        ("", None),
    ],
)
def test_value(text, value):
    assert value_of(text) == value


@pytest.mark.parametrize(
    ("text", "place"), [("三百二十", 10), ("三百万", 10**6), ("十二", 1), ("两亿", 10**8), ("五千", 1000)]
)
def test_last_place(text, place):
    assert last_place(text) == place


def written(number: int) -> str:
    """Write a number below 10**12 in full, as a school book does."""
    for scale, mark in ((10**8, "亿"), (10**4, "万")):
        if number >= scale:
            rest = number % scale
            gap = "零" if 0 < rest < scale // 10 else ""
            return written(number // scale) + mark + gap + (written(rest) if rest else "")
    for power, mark in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= power:
            rest = number % power
            gap = "零" if 0 < rest < power // 10 else ""
            return DIGITS[number // power] + mark + gap + (written(rest) if rest else "")
    return DIGITS[number]


@given(st.integers(1, 10**12 - 1))
def test_every_number_written_in_full_is_read_back(number):
    assert value_of(written(number)) == number
