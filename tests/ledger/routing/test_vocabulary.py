"""Only words of the public list and names of the register are taken from what people write."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quheng.ledger.routing.vocabulary import service_words, stem_of, vocabulary_of

NAMES = ("示例区花园街道", "区住房局", "示例区消防救援大队", "北林街道")


def test_stems_of_names():
    assert [stem_of(name) for name in NAMES] == ["花园", "住房", "消防", "北林"]
    assert stem_of("区局") is None or len(stem_of("区局")) >= 2


def test_words_of_a_text():
    words = vocabulary_of(NAMES).found_in("花园路２０号院门前三盏路灯不亮，王桂兰 13800000001")
    assert words == {"花园", "路灯"}


@given(st.text())
def test_nothing_but_public_words(text):
    public = {word for group in service_words().words.values() for word in group} | {
        "花园",
        "住房",
        "消防",
        "北林",
    }
    assert vocabulary_of(NAMES).found_in(text) <= public


def test_the_list_has_no_word_twice_and_none_of_one_character():
    listed = [word for group in service_words().words.values() for word in group]
    assert len(listed) == len(set(listed))
    assert all(len(word) >= 2 for word in listed)
