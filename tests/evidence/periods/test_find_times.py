"""Times are found, and resolved only as far as the text and the day of publication allow."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.evidence.periods import TimeExpression, find_times

AUTUMN = date(2024, 9, 20)
"""A Friday in the third quarter: the day of publication in these tables."""

# fmt: off
PIECES = (
    "2023年", "二〇二三年", "今年", "去年", "上年", "末", "底", "初", "以来", "至", "—", "10月", "31日",
    "2月30日", "前三季度", "一、二季度", "上半年", "全年", "1-8月", "截至", "目前", "近日", "昨日",
    "当天", "“十四五”时期", "近三年", "五年来", "比", "由", "同期", "的", "增长5%", "，", "。", "；",
    "（", "）", "《", "》", "本报讯", "一、", "统计公报", "分别为", "到", "党的二十大以来", "自", "开放",
    "\n",
)
# fmt: on


def the_one(text: str, published: date | None = AUTUMN) -> TimeExpression:
    (expression,) = find_times(text, published)
    return expression


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        # a year by its number
        ("2022年新建学校3所", "2022年", "2022-01-01", "2022-12-31"),
        ("2022年度新建学校3所", "2022年度", "2022-01-01", "2022-12-31"),
        ("二〇二二年新建学校3所", "二〇二二年", "2022-01-01", "2022-12-31"),
        ("2020—2023年新建学校3所", "2020—2023年", "2020-01-01", "2023-12-31"),
        ("2020年至2023年新建学校3所", "2020年至2023年", "2020-01-01", "2023-12-31"),
        ("2022年上半年建成", "2022年上半年", "2022-01-01", "2022-06-30"),
        ("2022年第四季度建成", "2022年第四季度", "2022-10-01", "2022-12-31"),
        ("2022年的前三季度建成", "2022年的前三季度", "2022-01-01", "2022-09-30"),
        ("2024年2月建成", "2024年2月", "2024-02-01", "2024-02-29"),
        ("2023年1月至10月建成", "2023年1月至10月", "2023-01-01", "2023-10-31"),
        ("2022年9月—2023年2月建成", "2022年9月—2023年2月", "2022-09-01", "2023-02-28"),
        ("2023年5月16日建成", "2023年5月16日", "2023-05-16", "2023-05-16"),
        ("2023-05-16建成", "2023-05-16", "2023-05-16", "2023-05-16"),
        ("2023年末共有3所", "2023年末", "2023-12-31", "2023-12-31"),
        ("2023年年底共有3所", "2023年年底", "2023-12-31", "2023-12-31"),
        ("2023年初共有3所", "2023年初", "2023-01-01", "2023-01-01"),
        ("2023年初步核算", "2023年", "2023-01-01", "2023-12-31"),
        ("到2025年建成3所", "到2025年", "2025-01-01", "2025-12-31"),
        ("“十三五”时期建成3所", "“十三五”时期", "2016-01-01", "2020-12-31"),
        ("“十四五”末达到3所", "“十四五”末", "2025-12-31", "2025-12-31"),
        ("“十四五”前三年建成3所", "“十四五”前三年", "2021-01-01", "2023-12-31"),
        # counted from the day of publication
        ("今年建成3所", "今年", "2024-01-01", "2024-12-31"),
        ("去年建成3所", "去年", "2023-01-01", "2023-12-31"),
        ("前年建成3所", "前年", "2022-01-01", "2022-12-31"),
        ("明年建成3所", "明年", "2025-01-01", "2025-12-31"),
        ("去年末共有3所", "去年末", "2023-12-31", "2023-12-31"),
        ("今年上半年建成3所", "今年上半年", "2024-01-01", "2024-06-30"),
        ("上半年建成3所", "上半年", "2024-01-01", "2024-06-30"),
        ("一季度建成3所", "一季度", "2024-01-01", "2024-03-31"),
        ("前8个月建成3所", "前8个月", "2024-01-01", "2024-08-31"),
        ("1—8月份建成3所", "1—8月份", "2024-01-01", "2024-08-31"),
        ("1月至8月建成3所", "1月至8月", "2024-01-01", "2024-08-31"),
        ("8月份建成3所", "8月份", "2024-08-01", "2024-08-31"),
        ("8月中旬建成3所", "8月中旬", "2024-08-11", "2024-08-20"),
        ("全年建成3所", "全年", "2024-01-01", "2024-12-31"),
        ("年初共有3所", "年初", "2024-01-01", "2024-01-01"),
        ("截至8月底建成3所", "截至8月底", "2024-08-31", "2024-08-31"),
        ("截至目前建成3所", "截至目前", "2024-09-20", "2024-09-20"),
        ("9月18日建成3所", "9月18日", "2024-09-18", "2024-09-18"),
        ("9月1日至7日建成3所", "9月1日至7日", "2024-09-01", "2024-09-07"),
        ("昨日建成3所", "昨日", "2024-09-19", "2024-09-19"),
        ("近日建成3所", "近日", "2024-09-01", "2024-09-20"),
        ("上月建成3所", "上月", "2024-08-01", "2024-08-31"),
        ("今年以来建成3所", "今年以来", "2024-01-01", "2024-09-20"),
        ("年初以来建成3所", "年初以来", "2024-01-01", "2024-09-20"),
        ("自今年5月以来建成3所", "今年5月以来", "2024-05-01", "2024-09-20"),
        ("自2022年3月开工以来建成3所", "2022年3月开工以来", "2022-03-01", "2024-09-20"),
        ("近三年建成3所", "近三年", "2022-01-01", "2024-09-20"),
        ("党的二十大以来建成3所", "党的二十大以来", "2022-10-16", "2024-09-20"),
        # only the end is known
        ("自行动开展以来，建成3所", "自行动开展以来", None, "2024-09-20"),
        ("近年来建成3所", "近年来", None, "2024-09-20"),
    ],
)  # fmt: skip
def test_a_time_means_its_days(text: str, words: str, first: str | None, last: str) -> None:
    expression = the_one(text)
    assert text[expression.start : expression.end] == expression.text == words
    assert (expression.first and expression.first.isoformat(), str(expression.last)) == (first, last)


@pytest.mark.parametrize(
    ("published", "text", "last"),
    [
        # in January a paper speaks of the year that is over ...
        (date(2025, 1, 18), "全年投资3亿元", "2024-12-31"),
        (date(2025, 1, 18), "前11个月投资3亿元", "2024-11-30"),
        (date(2025, 1, 18), "12月10日开工", "2024-12-10"),
        (date(2025, 1, 18), "截至12月底投资3亿元", "2024-12-31"),
        (date(2025, 1, 18), "年末共有3所", "2024-12-31"),
        # ... unless it says what is to come
        (date(2025, 1, 18), "全年预计投资3亿元", "2025-12-31"),
        (date(2025, 1, 18), "力争上半年投资3亿元", "2025-06-30"),
        (date(2024, 11, 20), "12月10日将开工", "2024-12-10"),
    ],
)
def test_a_month_without_a_year_is_the_nearest(published: date, text: str, last: str) -> None:
    assert str(find_times(text, published)[0].last) == last


@pytest.mark.parametrize(
    "text",
    [
        *("今年建成3所", "去年末共有3所", "前三季度建成3所", "截至10月底共有3所", "截至目前共有3所"),
        *("昨日建成3所", "近日建成3所", "年末共有3所", "近三年建成3所", "上月建成3所"),
    ],
)
def test_a_relative_time_is_never_resolved_without_the_day_of_publication(text: str) -> None:
    expression = the_one(text, None)
    assert (expression.first, expression.last) == (None, None)
    assert expression.needs_reference
    assert not expression.is_resolved


def test_an_explicit_year_needs_no_day_of_publication_and_lends_itself_to_its_sentence() -> None:
    year, part, fuzzy = find_times("2022年，全县前三季度投资3亿元，近日又投资1亿元。", None)
    assert (year.first, part.last) == (date(2022, 1, 1), date(2022, 9, 30))
    assert not year.needs_reference
    assert fuzzy.last is None


@pytest.mark.parametrize(
    "text",
    [
        "比上年增长3%",
        "较2020年末增加3家",
        "比前三季度收窄2个百分点",
        "与去年同期相比",
        "与上年基本持平",
        "高于2019年3个百分点",
        "为2020年的2.4倍",
        "恢复到2019年同期的八成",
        "为近五年来最高",
        "创2015年以来新高",
        "完成全年目标的68%",
        "上年结转3亿元",
        "按2020年不变价格计算",
        "《2023年县政府工作要点》",
        "财预〔2023〕15号",
    ],
)
def test_a_base_or_a_name_holds_for_nothing(text: str) -> None:
    assert all(expression.excluded for expression in find_times(text, AUTUMN))


@pytest.mark.parametrize(
    "text",
    [
        *("连续三季度第一", "约占全市1/5", "拨打12345", "总量1—3位", "平均年龄35岁", "成立15年", "每年3次"),
        *("当年价格", "长期以来", "同期增长", "2月亮", "9月饼", "今天津"),
    ],
)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert find_times(text, AUTUMN) == ()


def test_quarters_in_a_list_are_so_many_times() -> None:
    times = find_times("一、二、三季度分别为3亿元、4亿元和5亿元", AUTUMN)
    assert [expression.text for expression in times] == ["一", "二", "三季度"]
    assert [str(expression.last) for expression in times] == ["2024-03-31", "2024-06-30", "2024-09-30"]


pieces = st.lists(st.sampled_from(PIECES), max_size=24).map("".join) | st.text(max_size=50)
days = st.none() | st.dates(date(1950, 1, 1), date(2090, 12, 31))


@given(pieces, days)
@settings(max_examples=400)
def test_any_text_gives_ordered_spans_and_ordered_days(text: str, published: date | None) -> None:
    times = find_times(text, published)
    assert times == find_times(text, published)
    last_end = 0
    for expression in times:
        assert last_end <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        assert expression.reaches <= len(text)
        if expression.first is not None and expression.last is not None:
            assert expression.first <= expression.last
        if expression.last is None:
            assert expression.first is None or expression.kind == "since"
        last_end = expression.end
