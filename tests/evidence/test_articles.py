"""A page falls into articles, each the same by itself as in its page."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.evidence.articles import Layout, is_heading, segment
from quheng.evidence.repair import repair

FIRST = (
    "山乡新貌惹人醉\n\n本报讯（记者 赵甲 通讯员 钱乙丙）近日，某乡修路3公里。\n\n"
    "修路之后\n\n村民出行方便，人人称好。\n\n"
)
SECOND = "两项工程完工\n总投资4亿元\n\n本报记者 孙丁\n\n工程历时两年；如今完工。\n\n"
THIRD = "新华社某市5月6日电（记者李戊）全市新开门店12家。\n"

LINES = (
    "本报讯 近日，某乡修路3公里。",
    "本报讯（记者 赵甲）某县开会，部署工作。",
    "本报记者 孙丁 通讯员 李戊己",
    "（赵甲 钱乙丙）",
    "山乡新貌惹人醉",
    "一、综合",
    "全年增长5.2%；其中，工业增长6%。农业",
    "“加油！”行动开展，名单（见表；略）公布。",
    "",
    "　　新的一段，又有1,234家。",
)

pages = st.lists(st.sampled_from(LINES), max_size=14).map("\n".join) | st.text(max_size=60)


def words(text: str, span: tuple[int, int]) -> str:
    return text[span[0] : span[1]]


def test_a_page_falls_at_its_bylines_and_headlines_go_along() -> None:
    page = FIRST + SECOND + THIRD
    articles = segment(page)
    assert [page[article.start : article.end] for article in articles] == [FIRST, SECOND, THIRD]
    assert [words(page, article.headline) for article in articles] == [
        "山乡新貌惹人醉",
        "两项工程完工\n总投资4亿元",
        "",
    ]
    assert [words(page, article.byline) for article in articles] == [
        "本报讯（记者 赵甲 通讯员 钱乙丙）",
        "本报记者 孙丁",
        "新华社某市5月6日电（记者李戊）",
    ]
    assert page[articles[0].body.start :].startswith("近日")


def test_a_line_of_writers_above_a_dispatch_line_belongs_to_the_same_article() -> None:
    page = "县里修路，便民利民。\n\n又一个标题\n\n本报记者 孙丁\n\n一线见闻\n\n本报讯 近日，某县开会。\n"
    assert [words(page, article.byline) for article in segment(page)] == ["", "本报记者 孙丁"]


def test_a_heading_inside_an_article_stays_inside() -> None:
    (article,) = segment(FIRST)
    assert [paragraph.is_heading for paragraph in article.paragraphs] == [True, False, True, False]


def test_the_line_of_the_writers_names_ends_an_article() -> None:
    page = "县里修路，便民利民。\n（赵甲 钱乙丙）\n\n下一篇的标题\n\n这里是下一篇，没有电头。\n"
    assert [page[a.start : a.end].strip()[:5] for a in segment(page)] == ["县里修路，", "下一篇的标"]


@pytest.mark.parametrize(
    "opening",
    [
        "本报讯 ",
        "本报讯（记者 赵甲）",
        "本报某市11月3日讯 ",
        "新华社某市1月17日电（记者赵甲、钱乙）",
        "中新网某市12月1日电 ",
        "（记者 赵甲）",
        "又讯 ",
        "◎本报讯 ",
    ],
)
def test_each_kind_of_byline_opens_an_article(opening: str) -> None:
    page = f"第一篇，有正文。\n另一篇的标题\n{opening}近日，某县开会。\n"
    assert [words(page, article.headline) for article in segment(page)] == ["", "另一篇的标题"]


@pytest.mark.parametrize(
    "line", ["记者从市统计局获悉，全市增长5%。", "本报记者 赵甲 摄", "通讯员队伍不断壮大。"]
)
def test_what_only_mentions_a_writer_opens_nothing(line: str) -> None:
    assert len(segment(f"第一段，有正文。\n小标题\n{line}\n")) == 1


def test_a_bulletin_is_one_article_with_its_title() -> None:
    text = (
        "某县2023年统计公报\n\n某县统计局\n\n一、综合\n\n全年增长5%。\n\n"
        "二、农业\n\n（一）种植业。\n\n全年产粮3万吨。\n"
    )
    (article,) = segment(text)
    assert words(text, article.headline) == "某县2023年统计公报\n\n某县统计局"
    headings = [text[p.start : p.end] for p in article.paragraphs if p.is_heading]
    assert headings == ["某县2023年统计公报", "某县统计局", "一、综合", "二、农业", "（一）种植业。"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、工业和建筑业", True),
        ("办好身边事，温暖百姓心", True),
        ("“大粮仓”某县：", True),
        ("各位代表：", False),
        ("主要指标如下：", False),
        ("全县增长5%。", False),
        ("粮食种植面积123.4万亩，比上年增加1.2万亩，油料种植面积23万亩", False),
        ("（一）全县粮食产量12万吨。", False),
        ("本报讯 近日", False),
    ],
)
def test_a_heading_is_short_and_has_no_final_mark(line: str, expected: bool) -> None:
    assert is_heading(line) is expected


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        ("甲增长5.2%。乙下降1%！", ["甲增长5.2%。", "乙下降1%！"]),
        ("甲12家；乙3家。", ["甲12家；", "乙3家。"]),
        ("他说：“办成了。”大家叫好。", ["他说：“办成了。”", "大家叫好。"]),
        ("“加油！”行动开始。", ["“加油！”行动开始。"]),
        ("企业（甲12家；乙3家）共15家。", ["企业（甲12家；乙3家）共15家。"]),
        ("没有句号", ["没有句号"]),
    ],
)
def test_sentences_end_at_final_marks_outside_parentheses(paragraph: str, sentences: list[str]) -> None:
    assert [words(paragraph, sentence[:2]) for sentence in Layout.of(paragraph).sentences] == sentences


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("全县，共有1,234家，增长5.2%。", ["全县，", "共有1,234家，", "增长5.2%。"]),
        ("主要是:甲、乙,丙", ["主要是:", "甲、乙,", "丙"]),
        ("比例为1:3，时间12:30。", ["比例为1:3，", "时间12:30。"]),
        ("企业（甲，乙）共有，2家。", ["企业（甲，乙）共有，", "2家。"]),
    ],
)
def test_clauses_end_at_commas_and_colons_outside_numbers(sentence: str, clauses: list[str]) -> None:
    assert [words(sentence, clause) for clause in Layout.of(sentence).clauses] == clauses


def test_parts_are_found_by_offset() -> None:
    page = FIRST + SECOND + THIRD
    layout = Layout.of(page)
    at = page.index("如今")
    assert layout.article_at(at) == layout.articles[1]
    assert words(page, layout.paragraph_at(at)[:2]) == "工程历时两年；如今完工。"
    assert words(page, layout.sentence_at(at)[:2]) == "如今完工。"
    assert words(page, layout.clause_at(page.index("人人"))) == "人人称好。"


@given(pages)
@settings(max_examples=300)
def test_articles_cover_the_page_and_parts_nest(page: str) -> None:
    articles = segment(page)
    assert "".join(page[article.start : article.end] for article in articles) == page
    assert all(before.end == after.start for before, after in pairwise(articles))
    for article in articles:
        assert (
            article.start
            <= article.headline.start
            <= article.headline.end
            <= article.body.start
            <= article.end
        )
        for paragraph in article.paragraphs:
            assert article.start <= paragraph.start < paragraph.end <= article.end
            for parts in (paragraph.sentences, *(sentence.clauses for sentence in paragraph.sentences)):
                assert all(before.end == after.start for before, after in pairwise(parts))
            assert paragraph.sentences[0].start == paragraph.start
            assert paragraph.sentences[-1].end == paragraph.end


@given(pages)
@settings(max_examples=300)
def test_an_article_by_itself_has_the_parts_that_it_has_in_its_page(page: str) -> None:
    view = repair(page)
    for article in segment(view.text):
        start, end = view.raw_span(article.start, article.end)
        alone = repair(page[start:end])
        assert alone.text == view.text[article.start : article.end]
        assert [moved(part, article.start) for part in segment(alone.text)] == [article]


def moved(part: Any, by: int) -> Any:
    """Return an article, or any part of one, `by` characters further on."""
    fields = [moved(x, by) if isinstance(x, tuple) else x if isinstance(x, bool) else x + by for x in part]
    return type(part)(*fields) if hasattr(part, "_fields") else tuple(fields)
