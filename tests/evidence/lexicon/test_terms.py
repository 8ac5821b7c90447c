from hypothesis import given
from hypothesis import strategies as st

from quheng.evidence.lexicon import find_terms, known_indicators
from quheng.evidence.lexicon.terms import QUOTES


def words(text):
    return [text[term.start : term.end] for term in find_terms(text)]


def test_the_longest_word_wins():
    assert words("本年科技型中小企业增多") == ["科技型中小企业"]


def test_words_that_overlap_are_both_found():
    assert words("规上工业企业利润总额") == ["规上工业企业利润总额"]
    assert words("每千常住人口床位数") == ["每千常住人口床位"]


def test_a_word_within_another_thing_is_none():
    assert words("发行企业债") == []
    assert words("村民代表") == []


def test_quotes_capitals_and_brackets_do_not_matter():
    assert words("建成“零碳”工厂，gdp") == ["零碳”工厂", "gdp"]
    assert words("获评专精特新“小巨人”企业") == ["专精特新“小巨人”企业"]
    assert words("执业(助理)医师") == ["执业(助理)医师"]


def test_capitals_that_grow_in_lower_case_keep_the_places():
    text = "İ 粮食产量"
    (term,) = find_terms(text)
    assert text[term.start : term.end] == "粮食产量"


@given(
    st.lists(
        st.sampled_from(
            ["“", "”", "粮食产量", "GDP", "企业", "科技型", "的", "，", "(", "İ", "\n", "12亿元"]
        ),
        max_size=20,
    )
)
def test_spans_spell_the_word(pieces):
    text = "".join(pieces)
    known = known_indicators().senses
    for term in find_terms(text):
        spelled = QUOTES.sub("", text[term.start : term.end]).lower()
        assert spelled.replace("(", "（") == term.word
        assert term.word in {QUOTES.sub("", word) for word in known} or term.word in known


@given(st.text(max_size=80))
def test_any_text_can_be_searched(text):
    found = find_terms(text)
    assert list(found) == sorted(found, key=lambda term: term.start)
