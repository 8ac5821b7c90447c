"""What is folded alike, and grams that no part of a text escapes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.errors import DataError
from quheng.ledger.searching.folding import folded, words_of
from quheng.ledger.searching.grams import grams, sought

texts = st.text(st.sampled_from("不动产登记欧阳𬭎3号12ab5678é，- \n"), max_size=30)


def test_chinese_is_cut_into_pairs_and_numbers_into_fours():
    assert grams("不动产") == {"不动", "动产", "产"}
    assert grams("138001") == {"1380", "3800", "8001", "001", "01", "1"}
    assert grams("3号楼") == {"3", "号楼", "楼"}
    assert grams("水，电") == {"水", "电"}


def test_what_is_sought_of_short_words_are_beginnings():
    assert sought(("欧阳",)) == ({"欧阳"}, frozenset())
    assert sought(("产",)) == (frozenset(), {"产"})
    assert sought(("12",)) == (frozenset(), {"12"})
    assert sought(("12345",)) == ({"1234", "2345"}, frozenset())
    # 号楼 narrows enough: every 3 of the town need not be read.
    assert sought(("3号楼",)) == ({"号楼"}, frozenset())


@given(texts, texts, texts)
def test_a_text_that_holds_a_word_has_all_that_is_sought(before, word, after):
    try:
        words = words_of(word)
    except DataError:
        return
    whole, beginnings = sought(words)
    found = grams(folded(before + word + after))
    assert whole <= found
    assert all(any(gram.startswith(beginning) for gram in found) for beginning in beginnings)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("ＡＢＣ１２３", "abc123"), ("Ｋ栋", "k栋"), ("Straße", "strasse"), ("①号", "1号"),
        ("ﾃｽﾄ", "テスト"), ("㎡", "m2"),
    ],
)  # fmt: skip
def test_what_looks_alike_is_folded_alike(text, same):
    assert folded(text) == same


@given(st.text(max_size=40))
def test_what_is_folded_stays(text):
    assert folded(folded(text)) == folded(text)


def test_words_are_parted_by_everything_else():
    assert words_of(" 张三，漏水；138-0013 张三 ") == ("张三", "漏水", "138", "0013")


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("", "no word"), (" ，。%_*\"'", "no word"), ("\0", "no word"), ("\ud800", "no word"),
        ("a" * 201, "201 characters"), ("a b c d e f g h i", "9 words"),
    ],
)  # fmt: skip
def test_a_search_for_nothing_or_too_much_is_refused(query, what):
    with pytest.raises(DataError, match=what) as caught:
        words_of(query)
    assert caught.value.problems[0].remedy.zh
