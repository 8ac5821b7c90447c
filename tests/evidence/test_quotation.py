"""A sentence is quoted whole, a column break ends none, and what is quoted holds the span."""

from hypothesis import given
from hypothesis import strategies as st

from quheng.evidence.quotation import LONGEST, Sentences, one_line

TEXT = "去年平稳。全区新增企业12\n家，同比增长8%；其中高企3家。\n　　下月再议。"


def test_the_sentence_around_a_number_is_quoted_without_its_column_break():
    at = TEXT.index("12\n家")
    assert Sentences(TEXT).quote(at, at + 4) == "全区新增企业12家，同比增长8%；"


def test_an_indented_line_begins_a_sentence_though_no_mark_stands_before_it():
    text = "工作要点\n　　新增企业12家"
    assert Sentences(text).quote(text.index("12"), text.index("12") + 2) == "新增企业12家"


def test_an_empty_line_within_a_number_ends_no_sentence():
    text = "累计入库企业281\n\n家，位居前列。"
    at = text.index("281")
    assert Sentences(text).quote(at, at + 6) == "累计入库企业281家，位居前列。"
    assert Sentences(text).quote(0, 2) == "累计入库企业281家，位居前列。"


def test_a_text_without_a_mark_is_quoted_so_far_as_can_be_shown():
    text = "一" * 1000 + "12家" + "二" * 1000
    assert Sentences(text).quote(1000, 1003) == "一" * LONGEST + "12家" + "二" * LONGEST


@given(st.text(alphabet="一二。；\n　 12家", min_size=1), st.data())
def test_the_quotation_always_holds_the_span(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first, last = Sentences(text).span(start, end)
    if text[start:end].strip() == text[start:end]:
        assert first <= start
        assert end <= last
    assert "\n" not in one_line(text)
