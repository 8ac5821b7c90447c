"""A number takes the time of its clause, its sentence, its paragraph, or the default of its document."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.evidence.articles import segment
from quheng.evidence.claim import KINDS, ClaimPeriod, Kind
from quheng.evidence.periods import Timeline, assign_period
from quheng.evidence.repair import repair
from tests.evidence.periods.test_find_times import PIECES

PUBLISHED = date(2024, 9, 20)

NEWS = "本报讯（记者 赵甲）"
SECTION = "教育\n\n2023年，某县发力。\n\n"


def period(
    text: str,
    number: str,
    *,
    published: date | None = PUBLISHED,
    stock: bool | None = None,
    kind: Kind = "level",
) -> ClaimPeriod:
    """Return the period of the one place at which `number` stands."""
    assert text.count(number) == 1
    start = text.index(number)
    return assign_period(start, start + len(number), Timeline.of(text, published), stock=stock, kind=kind)


def shown(period: ClaimPeriod) -> str:
    """Write a period as 2024-01-01..2024-08-31, or as @2024-08-31 for a stock, with `how` behind."""
    days = f"@{period.as_of}" if period.as_of else f"{period.start or ''}..{period.end or ''}"
    return f"{days} {period.how}"


@pytest.mark.parametrize(
    ("sentence", "number", "expected"),
    [
        # the same clause goes before the sentence, the sentence before the paragraph
        ("今年上半年，全县投资31亿元，增长5%。", "31亿元", "2024-01-01..2024-06-30 sentence"),
        ("上半年全县投资31亿元，增长5%。", "31亿元", "2024-01-01..2024-06-30 explicit"),
        ("上半年全县投资31亿元，增长5%。", "5%", "2024-01-01..2024-06-30 sentence"),
        ("上半年，全县投资增长5%；民间投资增长7%。", "7%", "2024-01-01..2024-06-30 sentence"),
        ("上半年，全县投资增长5%。民间投资增长7%。", "7%", "2024-01-01..2024-06-30 paragraph"),
        ("2023年投资31亿元，2022年投资29亿元。", "31亿元", "2023-01-01..2023-12-31 explicit"),
        ("2023年投资31亿元，2022年投资29亿元。", "29亿元", "2022-01-01..2022-12-31 explicit"),
        # a year first said lends itself to the months after it
        ("去年，全县1—10月投资31亿元。", "31亿元", "2023-01-01..2023-10-31 explicit"),
        # a base of comparison is not the time of the number
        ("上半年投资31亿元，比2020年增长5%。", "5%", "2024-01-01..2024-06-30 sentence"),
        ("上半年投资增长5%，增速较1—5月加快2个百分点。", "2个", "2024-01-01..2024-06-30 sentence"),
        ("上半年投资31亿元，为2020年的2.4倍。", "2.4倍", "2024-01-01..2024-06-30 sentence"),
        ("与上年同期相比，上半年投资增加31亿元。", "31亿元", "2024-01-01..2024-06-30 explicit"),
        # but a base with a number of its own lends itself to that number
        ("2023年企业由2016年的31家增加到52家。", "31家", "2016-01-01..2016-12-31 explicit"),
        ("2023年企业由2016年的31家增加到52家。", "52家", "2023-01-01..2023-12-31 explicit"),
        ("2023年企业52家，与2016年的31家相比，增加21家。", "31家", "2016-01-01..2016-12-31 explicit"),
        ("2023年企业52家，与2016年的31家相比，增加21家。", "21家", "2023-01-01..2023-12-31 sentence"),
        # 全年 beside 预计 is the year, and leaks to nothing else
        (
            "上半年投资31亿元，预计全年投资70亿元。其中，民间投资18亿元。",
            "70亿元",
            "2024-01-01..2024-12-31 explicit",
        ),
        (
            "上半年投资31亿元，预计全年投资70亿元。其中，民间投资18亿元。",
            "18亿元",
            "2024-01-01..2024-06-30 paragraph",
        ),
        # a month inside a running total is only of its sentence
        (
            "1—8月，投资31亿元。8月当月投资4亿元，增长7%。民间投资18亿元。",
            "7%",
            "2024-08-01..2024-08-31 sentence",
        ),
        (
            "1—8月，投资31亿元。8月当月投资4亿元，增长7%。民间投资18亿元。",
            "18亿元",
            "2024-01-01..2024-08-31 paragraph",
        ),
        # a parenthesis right behind goes before all
        ("上半年投资31亿元（2023年），增长5%。", "31亿元", "2023-01-01..2023-12-31 explicit"),
        ("上半年投资31亿元（2023年），增长5%。", "5%", "2024-01-01..2024-06-30 sentence"),
        # an attribute holds for its noun
        ("上半年投资31亿元。去年签约的18个项目中，已有9个开工。", "18个", "2023-01-01..2023-12-31 explicit"),
        # the n-th of the times for the n-th of the numbers
        ("一、二季度投资分别为11亿元和20亿元。", "11亿元", "2024-01-01..2024-03-31 explicit"),
        ("一、二季度投资分别为11亿元和20亿元。", "20亿元", "2024-04-01..2024-06-30 explicit"),
    ],
)
def test_the_nearest_time_that_reaches_the_number_decides(sentence: str, number: str, expected: str) -> None:
    assert shown(period(sentence, number, stock=False)) == expected


@pytest.mark.parametrize(
    ("sentence", "stock", "kind", "expected"),
    [
        ("截至8月底，存款余额31亿元。", True, "level", "@2024-08-31 sentence"),
        ("截至8月底，财政收入31亿元。", False, "level", "2024-01-01..2024-08-31 sentence"),
        ("截至8月底，新增企业31亿元。", None, "new", "2024-01-01..2024-08-31 sentence"),
        ("截至8月底，接待游客31亿元。", None, "count", "@2024-08-31 sentence"),
        ("截至8月底，接待游客31亿元，全年可达50亿元。", None, "count", "2024-01-01..2024-08-31 sentence"),
        ("截至目前，成交额31亿元。", False, "cumulative", "2024-01-01..2024-09-20 sentence"),
        ("截至目前，共有企业31亿元。", None, "level", "@2024-09-20 sentence"),
        ("2023年，存款余额31亿元。", True, "level", "@2023-12-31 sentence"),
        ("今年，存款余额31亿元。", True, "level", "@2024-09-20 sentence"),
        ("今年新增企业31亿元。", None, "new", "2024-01-01..2024-09-20 explicit"),
        ("到2025年，存款余额达到31亿元。", True, "forecast", "2025-01-01..2025-12-31 sentence"),
        ("自行动开展以来，共服务31亿元。", None, "cumulative", "..2024-09-20 sentence"),
        ("上半年，企业总数达31亿元。", None, "level", "@2024-06-30 sentence"),
        ("上半年，存款余额增长31亿元。", True, "growth", "2024-01-01..2024-06-30 sentence"),
        ("截至8月底，存款余额增长31亿元。", True, "growth", "@2024-08-31 sentence"),
        # a count up to some day may have begun with any campaign
        ("截至9月18日，共检查31亿元。", False, "cumulative", "@2024-09-18 sentence"),
        ("截至9月18日，今年共检查31亿元。", False, "cumulative", "2024-01-01..2024-09-20 explicit"),
        ("春节以来，共检查31亿元。", None, "count", "..2024-09-20 sentence"),
        # where a change started from is of before, and nobody knows of when
        ("今年，标准由31亿元提高到52亿元。", None, "level", "..2024-09-20 sentence"),
        ("标准由31亿元提高到52亿元。", None, "level", "..2024-09-20 default"),
        ("标准由28亿元提高到31亿元。", None, "level", "@2024-09-20 default"),
    ],
)
def test_a_stock_has_a_day_and_a_flow_a_stretch(
    sentence: str, stock: bool | None, kind: Kind, expected: str
) -> None:
    assert shown(period(sentence, "31亿元", stock=stock, kind=kind)) == expected


BULLETIN = """某县2023年国民经济和社会发展统计公报

某县统计局

一、综合

初步核算，生产总值120亿元，比上年增长5.1%。年末人口45万人，比上年末增加3千人。全年出生4100人。

二、金融

存款余额310亿元，增长8.2%。一季度贷款21亿元。
"""

REPORT = """政府工作报告

——2024年1月18日在某县第十八届人民代表大会第四次会议上

各位代表：

一、2023年工作回顾

预计生产总值120亿元，增长5.1%。企业总数达到900家。

二、2024年重点工作

生产总值增长6%，新建学校9所。到2026年，生产总值达到150亿元。
"""

FIVE_YEARS = """一、过去五年工作回顾

五年来，新建学校31所，生产总值达到120亿元，企业由500家增加到900家。

二、今年目标任务

生产总值增长6%。
"""

HALF_YEAR = """关于2023年上半年国民经济和社会发展计划执行情况的报告

——2023年8月28日在某区人民代表大会常务委员会第二十次会议上

一、上半年主要指标完成情况

生产总值完成120亿元。较年初新增企业31家。

二、下半年工作打算

新开工项目25个。
"""

BUDGET = """关于某县2023年财政预算执行情况和2024年财政预算草案的报告

一、2023年财政预算执行情况

收入31亿元，完成年初预算的101%。

二、2024年财政预算草案

收入安排33亿元，增长6%。
"""

MONTHLY = """某市经济运行情况

1—8月，全市经济平稳运行。

投资310亿元，增长4%。存款余额900亿元。
"""


@pytest.mark.parametrize(
    ("text", "number", "stock", "kind", "expected"),
    [
        (BULLETIN, "120亿元", False, "level", "2023-01-01..2023-12-31 default"),
        (BULLETIN, "5.1%", False, "growth", "2023-01-01..2023-12-31 default"),
        (BULLETIN, "45万人", True, "level", "@2023-12-31 explicit"),
        (BULLETIN, "3千人", None, "growth", "2023-01-01..2023-12-31 sentence"),
        (BULLETIN, "4100人", None, "new", "2023-01-01..2023-12-31 explicit"),
        (BULLETIN, "310亿元", True, "level", "@2023-12-31 default"),
        (BULLETIN, "8.2%", True, "growth", "2023-01-01..2023-12-31 default"),
        (BULLETIN, "21亿元", False, "level", "2023-01-01..2023-03-31 explicit"),
        (REPORT, "120亿元", False, "level", "2023-01-01..2023-12-31 default"),
        (REPORT, "900家", None, "level", "@2023-12-31 default"),
        (REPORT, "6%", False, "forecast", "2024-01-01..2024-12-31 default"),
        (REPORT, "9所", None, "new", "2024-01-01..2024-12-31 default"),
        (REPORT, "150亿元", False, "forecast", "2026-01-01..2026-12-31 sentence"),
        (FIVE_YEARS, "31所", None, "new", "2019-01-01..2023-12-31 sentence"),
        (FIVE_YEARS, "120亿元", False, "level", "2023-01-01..2023-12-31 sentence"),
        (FIVE_YEARS, "500家", True, "level", "@2018-12-31 sentence"),
        (FIVE_YEARS, "900家", True, "level", "@2023-12-31 sentence"),
        (FIVE_YEARS, "6%", False, "forecast", "2024-01-01..2024-12-31 default"),
        (HALF_YEAR, "120亿元", False, "level", "2023-01-01..2023-06-30 default"),
        (HALF_YEAR, "25个", False, "forecast", "2023-07-01..2023-12-31 default"),
        (BUDGET, "31亿元", False, "level", "2023-01-01..2023-12-31 default"),
        (BUDGET, "101%", None, "rate", "2023-01-01..2023-12-31 default"),
        (BUDGET, "33亿元", False, "forecast", "2024-01-01..2024-12-31 default"),
        (MONTHLY, "310亿元", False, "level", "2024-01-01..2024-08-31 default"),
        (MONTHLY, "900亿元", True, "level", "@2024-08-31 default"),
    ],
)
def test_a_document_says_the_time_of_what_says_none(
    text: str, number: str, stock: bool | None, kind: Kind, expected: str
) -> None:
    published = date(2024, 1, 20) if text is FIVE_YEARS else PUBLISHED
    assert shown(period(text, number, published=published, stock=stock, kind=kind)) == expected


@pytest.mark.parametrize(
    ("body", "number", "stock", "kind", "expected"),
    [
        # what is so is so on the day of publication, what was done was done this year
        ("全县扎实推进。现有企业31家。", "31家", True, "level", "@2024-09-20 default"),
        ("全县扎实推进。新增企业31家。", "31家", None, "new", "2024-01-01..2024-09-20 default"),
        ("全县扎实推进。力争新增企业31家。", "31家", None, "forecast", "2024-01-01..2024-12-31 default"),
        # unless the story is of an event
        ("9月18日，集中签约。\n\n签约31个。", "31个", False, "new", "2024-09-18..2024-09-18 default"),
        ("近日，某县签约项目31个。", "31个", False, "new", "2024-09-01..2024-09-20 sentence"),
        # the day on which something was said is not the time of what is said
        ("昨日，记者获悉，1—8月投资31亿元。", "31亿元", False, "level", "2024-01-01..2024-08-31 explicit"),
        ("9月18日，2024年二季度大会举行，签约31个。", "31个", False, "new", "2024-09-18..2024-09-18 default"),
        # a section that opens with a year speaks of it, until the next heading
        (f"发展。\n\n{SECTION}新建31所。", "31所", None, "new", "2023-01-01..2023-12-31 default"),
        (f"发展。\n\n{SECTION}医疗\n\n新建31所。", "31所", None, "new", "2024-01-01..2024-09-20 default"),
    ],
)
def test_the_news_speak_of_the_year_and_the_day_of_publication(
    body: str, number: str, stock: bool | None, kind: Kind, expected: str
) -> None:
    assert shown(period(f"小标题\n\n{NEWS}{body}", number, stock=stock, kind=kind)) == expected


def test_the_time_of_a_headline_is_the_story() -> None:
    text = f"前8月投资大增\n\n{NEWS}某县投资31亿元。"
    assert shown(period(text, "31亿元", stock=False)) == "2024-01-01..2024-08-31 default"


def test_a_january_story_about_figures_speaks_of_the_year_that_is_over() -> None:
    text = (
        "本报讯 1月22日，市统计局发布2023年经济数据。全年投资310亿元，一季度增长5%。\n\n"
        "消费增长7%。2024年，计划新增企业31家。"
    )
    january = date(2024, 1, 23)
    assert shown(period(text, "310亿元", published=january, stock=False)) == "2023-01-01..2023-12-31 explicit"
    assert shown(period(text, "5%", published=january, kind="growth")) == "2023-01-01..2023-03-31 explicit"
    assert shown(period(text, "7%", published=january, kind="growth")) == "2023-01-01..2023-12-31 default"
    assert shown(period(text, "31家", published=january, kind="new")) == "2024-01-01..2024-12-31 sentence"


def test_that_day_is_the_day_of_the_story() -> None:
    text = f"{NEWS}9月12日，某乡走访企业。\n\n当天走访企业31家。"
    assert shown(period(text, "31家", stock=False)) == "2024-09-12..2024-09-12 explicit"


def test_no_time_crosses_paragraphs_or_articles() -> None:
    text = f"{NEWS}2021年投资12亿元。\n\n新建学校31所。\n\n另一个标题\n\n{NEWS}又建医院5所。"
    assert shown(period(text, "31所", kind="new")) == "2024-01-01..2024-09-20 default"
    assert shown(period(text, "5所", kind="new")) == "2024-01-01..2024-09-20 default"


@pytest.mark.parametrize(
    "sentence", ["上半年投资31亿元。", "截至目前，投资31亿元。", "近日签约31亿元。", "投资31亿元。"]
)
def test_without_the_day_of_publication_it_says_unresolved(sentence: str) -> None:
    found = period(sentence, "31亿元", published=None)
    assert (found.start, found.end, found.as_of, found.how) == (None, None, None, "unresolved")


def test_a_stated_year_and_a_title_need_no_day_of_publication() -> None:
    assert shown(period("2021年投资31亿元。", "31亿元", published=None)) == "2021-01-01..2021-12-31 explicit"
    assert shown(period(BULLETIN, "45万人", published=None, stock=True)) == "@2023-12-31 explicit"
    assert shown(period(REPORT, "6%", published=None, kind="forecast")) == "2024-01-01..2024-12-31 default"


def test_an_unresolved_time_is_noted_at_its_place_in_the_untouched_text() -> None:
    view = repair("截至１０月底，投资31亿元，比上年增长5%。")
    (note,) = Timeline.of(view.text).notes(view)
    assert (note.code, view.raw[note.start : note.end]) == ("unresolved-period", "截至１０月底")


pages = st.lists(st.sampled_from([*PIECES, "31亿元", "新增12家", "\n\n"]), max_size=24).map("".join)


@given(pages, st.sampled_from(KINDS), st.sampled_from([True, False, None]), st.booleans())
@settings(max_examples=300)
def test_every_number_gets_a_period_in_order(text: str, kind: Kind, stock: bool | None, dated: bool) -> None:
    timeline = Timeline.of(text, PUBLISHED if dated else None)
    for start in range(len(text) if text.strip() else 0):
        found = assign_period(start, min(start + 2, len(text)), timeline, stock=stock, kind=kind)
        if found.as_of is not None:
            assert found.start == found.end == found.as_of
        if found.start is not None and found.end is not None:
            assert found.start <= found.end
        assert (found.end is None) == (found.how == "unresolved")


@given(pages)
@settings(max_examples=200)
def test_an_article_by_itself_has_the_times_that_it_has_in_its_page(text: str) -> None:
    whole = Timeline.of(text, PUBLISHED)
    for article in segment(text):
        alone = Timeline.of(text[article.start : article.end], PUBLISHED)
        inside = [e for e in whole.expressions if article.start <= e.start < article.end]
        assert [
            (e.start + article.start, e.first, e.last, e.reaches + article.start) for e in alone.expressions
        ] == [(e.start, e.first, e.last, e.reaches) for e in inside]
