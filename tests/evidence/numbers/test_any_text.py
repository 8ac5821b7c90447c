from __future__ import annotations

import math
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.evidence.kinds import classify, sign
from quheng.evidence.numbers import find_numerals
from quheng.evidence.rejection import reject

PIECES = (
    *"0123456789.,，、。；：:%‰-—~至到/+ \n第前首唯近约超余多来几数半成倍番点年月日号",
    *"零〇一二两三四五六七八九十百千万亿",
    "分之",
    "百分之",
    "个百分点",
    "以上",
    "以下",
    "左右",
    "不足",
    "家",
    "万元",
    "亿美元",
    "占全市",
    "增长",
    "下降",
    "累计",
    "新增",
    "预计",
    "目标是",
    "其中",
    "截至",
    "“",
    "”",
    "《",
    "》",
    "〔2024〕",
    "A",
    "kW",
    "翻",
    "由",
    "每",
    "奖励",
    "企业",
)
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@settings(max_examples=200)
@given(TEXTS)
def test_spans_slice_right_and_do_not_overlap(text):
    last = 0
    for numeral in find_numerals(text):
        assert last <= numeral.start <= numeral.core_start < numeral.core_end <= numeral.end <= len(text)
        last = numeral.end


@settings(max_examples=200)
@given(TEXTS)
def test_no_number_starts_inside_another_one(text):
    for numeral in find_numerals(text):
        if (
            text[numeral.core_start].isascii()
            and text[numeral.core_start].isdigit()
            and numeral.point is not None
        ):
            assert text[numeral.core_start - 1 : numeral.core_start] not in list("0123456789.")


@settings(max_examples=200)
@given(TEXTS)
def test_every_claim_has_an_interval_around_its_point_and_a_kind(text):
    for numeral in find_numerals(text):
        if reject(text, numeral) is None:
            quantity = numeral.quantity(sign(text, numeral, 0))
            assert quantity.low <= quantity.point <= quantity.high
            assert math.isfinite(quantity.point)
            assert classify(text, numeral, 0, len(text), 0, len(text), date(2024, 6, 1)).kind


@given(TEXTS)
def test_reading_twice_is_identical(text):
    assert find_numerals(text) == find_numerals(text)


def test_long_runs_are_read_in_one_piece():
    for run in (
        "7" * 50_000,
        "万" * 50_000,
        "一" * 50_000,
        "1:" * 20_000,
        "1,234" * 20_000,
        "第" * 50_000,
        "0." * 20_000,
    ):
        assert find_numerals(run) == find_numerals(run)
