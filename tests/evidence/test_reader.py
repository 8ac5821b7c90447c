"""Reading as a whole: spans, sameness, articles apart, what must never happen."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng import evidence
from quheng.errors import DataError, NotFoundError
from tests.evidence import gold

BULLETIN = (
    "全年地区生产总值785.6亿元，同比增长5.2%，其中第三产业增加值412.3亿元。"
    "年末常住人口63.4万人，城镇化率71.8%。新增规上工业企业27家，总数达到312家。"
)
PIECES = st.sampled_from(
    [
        "全年",
        "去年",
        "截至10月底，",
        "全区",
        "金水区",
        "企业",
        "新增",
        "累计",
        "增长",
        "占全市的",
        "第",
        "近",
        "约",
        "以上",
        "余",
        "亿元",
        "万家",
        "%",
        "个百分点",
        "家",
        "人次",
        "。",
        "，",
        "\n",
        "、",
        "分别为",
        "1",
        "2.",
        "3,456",
        "三",
        "十二",
        "1/6",
        "27.\n3%",
        "２０２４",
        "〔2024〕",
        "（",
        "）",
        "一批",
        "🙂",
        "\u3000",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


@settings(max_examples=400)
@given(TEXTS)
def test_spans_slice_to_their_text_and_reading_twice_is_the_same(text):
    reading = evidence.read(text, date(2024, 12, 12), "410100")
    for found in (*reading.claims, *reading.rejected):
        assert text[found.start : found.end] == found.text
    starts = [claim.start for claim in reading.claims]
    assert starts == sorted(starts)
    assert all(claim.quantity.low <= claim.quantity.point <= claim.quantity.high for claim in reading.claims)
    assert reading == evidence.read(text, date(2024, 12, 12), "410100")


def shifted(claim: evidence.Claim, by: int) -> tuple[object, ...]:
    return (
        claim.start - by, claim.end - by, claim.text, claim.quantity, claim.hedge, claim.kind, claim.period,
        claim.place, claim.indicator, claim.phrase, claim.relative_to, dict(claim.rules),
    )  # fmt: skip


@pytest.mark.parametrize("text", [*gold.texts(), *((gold.page(),) if gold.PAGE.is_dir() else ())])
def test_an_article_reads_alone_as_it_does_in_its_page(text):
    whole = evidence.read(text.text, text.published, text.home)
    for article in whole.articles:
        alone = evidence.read(text.text[article.start : article.end], text.published, text.home)
        within = [claim for claim in whole.claims if article.start <= claim.start < article.end]
        assert [shifted(claim, 0) for claim in alone.claims] == [
            shifted(claim, article.start) for claim in within
        ]


def test_articles_cover_the_text_without_a_gap():
    for text in gold.texts():
        articles = evidence.read(text.text, text.published, text.home).articles
        assert articles[0].start == 0
        assert articles[-1].end == len(text.text)
        assert all(one.end == other.start for one, other in pairwise(articles))


@pytest.mark.parametrize(
    ("old", "new", "field", "value"),
    [
        ("785.6亿元", "786.6亿元", "point", 78_660_000_000),
        ("27家", "28家", "point", 28),
        ("63.4万人", "63.4万户", "measure", "户"),
        ("312家", "近312家", "hedge", "near"),
        ("增长5.2%", "下降5.2%", "point", -5.2),
    ],
)
def test_a_change_of_a_number_a_measure_or_a_hedge_changes_its_claim_and_no_other(old, new, field, value):
    before = evidence.read(BULLETIN, "2024-02-01", "410105").claims
    after = evidence.read(BULLETIN.replace(old, new), "2024-02-01", "410105").claims
    changed = [
        (one, other)
        for one, other in zip(before, after, strict=True)
        if shifted(one, one.start)[2:-1] != shifted(other, other.start)[2:-1]
    ]
    ((_, claim),) = changed
    assert getattr(claim if field == "hedge" else claim.quantity, field) == value


def test_without_a_publication_date_relative_dates_stay_unresolved_and_a_note_says_so():
    reading = evidence.read("今年新增企业27家。2023年新增企业20家。")
    unresolved, known = reading.claims
    assert (unresolved.period.start, unresolved.period.how) == (None, "unresolved")
    assert known.period.end == date(2023, 12, 31)
    assert "unresolved-period" in {note.code for note in reading.notes}


def test_a_number_broken_by_a_column_is_one_number():
    (claim,) = evidence.read("全年财政收入增长27.\n3%，创历史新高。", "2024-12-12").claims
    assert (claim.text, claim.quantity.point) == ("27.\n3%", 27.3)


def test_an_empty_text_has_nothing():
    reading = evidence.read("")
    assert (reading.claims, reading.rejected, reading.notes) == ((), (), ())


def test_bad_arguments_are_worded():
    with pytest.raises(DataError, match="2024-12-12"):
        evidence.read("1家", published="12 Dec")
    with pytest.raises(NotFoundError, match="999999"):
        evidence.read("1家", home="999999")
