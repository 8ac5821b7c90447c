"""Whom a clause speaks of in lists, brackets, comparisons and stories about an enterprise."""

import pytest

from quheng.evidence.places import find_places
from tests.evidence.places.test_article import place_of
from tests.evidence.places.test_assignment import names, placed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the number in the parenthesis behind a place
        ("投资过亿的有历下区（⟨9亿元⟩）、天桥区（增长⟨3%⟩）和章丘区。", "历下区 天桥区"),
        ("历下区（不含高新区）投资⟨9亿元⟩。", "历下区"),
        # a row in the clause before, in its order
        ("增速快于全市的依次是历下区、天桥区和章丘区，分别为⟨9%⟩、⟨8%⟩与⟨7%⟩。", "历下区 天桥区 章丘区"),
        ("历下区、天桥区居前两位，分别为⟨9亿元⟩和⟨8亿元⟩；章丘区⟨7亿元⟩。", "历下区 天桥区 章丘区"),
        ("历下区增长⟨9%⟩、天桥区增长⟨8%⟩，分列全市⟨第一⟩、⟨第二⟩。", "历下区 天桥区 历下区 天桥区"),
        ("全市增速比历下区、天桥区分别高⟨2个⟩、⟨3个⟩百分点。", "济南市 济南市"),
        # a list behind 其中 ends with its semicolon, a subject of its own does not
        ("改造公路⟨90公里⟩，其中历下区⟨40公里⟩、天桥区⟨50公里⟩；新建泵站⟨3座⟩。",
         "济南市 历下区 天桥区 济南市"),
        ("全市增长⟨5%⟩；历下区增长⟨6%⟩，总量⟨9亿元⟩。", "济南市 历下区 历下区"),
        # a place with an attribute and its number
        ("天桥区⟨8亿元⟩；面积最大的章丘区⟨7亿元⟩。", "天桥区 章丘区"),
        # a park named after two places lies in the second
        ("全市有园区⟨9家⟩，章丘区最多。济南高新区章丘产业园入驻企业⟨32家⟩。", "济南市 章丘区"),
        # a section of a river in a late clause is not what the next sentence speaks of
        ("全市治理河道⟨9公里⟩；章丘区段⟨两座⟩桥合龙。每年节省⟨3亿元⟩。", "济南市 章丘区 济南市"),
    ],
)  # fmt: skip
def test_lists_and_their_ends(text: str, expected: str) -> None:
    assert names(text, "370100") == expected


@pytest.mark.parametrize(
    "compared", ["快于全市⟨0.2个点⟩", "高出全省⟨3家⟩", "低于全市⟨2天⟩", "领先全国⟨1.5个点⟩"]
)
def test_what_is_compared_with_is_no_subject(compared: str) -> None:
    assert names(f"章丘区办结时间缩短，{compared}。", "370100", "level") == "章丘区"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("记者走进位于历下区的远山电子，看到新线投产。远山电子年产⟨9万台⟩，用工⟨300人⟩。全年企业能耗降⟨6%⟩。",
         "远山电子 远山电子 远山电子"),
        ("远山电子负责人说，订单增长⟨两成⟩。", "远山电子"),
        ("位于历下区的远山电子投产⟨三条⟩线，用工⟨300人⟩。该公司去年纳税⟨2亿元⟩。",
         "远山电子 远山电子 远山电子"),
        # a class of things is no name, and 企业 without one before it means all
        ("位于历下区的现代农业示范园占地⟨300亩⟩。", "济南市"),
        ("农业科技负责人介绍，现代农业增长⟨6%⟩。企业利润增长⟨8%⟩。", "济南市 济南市"),
        ("历下区新建厂房⟨9处⟩。全年企业能耗降⟨6%⟩。", "历下区 历下区"),
    ],
)  # fmt: skip
def test_an_enterprise_that_the_text_introduces(text: str, expected: str) -> None:
    assert names(text, "370100") == expected


def test_the_rule_tells_what_was_found() -> None:
    text = "有历下区（⟨9亿元⟩）。位于历下区的远山电子用工⟨300人⟩。该公司纳税⟨2亿元⟩。"
    assert [rule for _, _, rule in placed(text, "370100")] == ["bracketed", "subject", "owner"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("秦皇岛港动力煤价格下跌", "facility"),
        ("郑州东站发送旅客9万人", "facility"),
        ("宁波机场起降9万架次", "organisation"),
        ("秦皇岛港口吞吐量增长", "short"),
        ("秦皇岛站在新起点", "short"),
    ],
)
def test_a_port_or_a_station_is_not_its_city(text: str, rule: str) -> None:
    assert [mention.rule for mention in find_places(text)][:1] == [rule]


@pytest.mark.parametrize(
    ("headline", "body", "home", "expected"),
    [
        # in the price of a port the nation's energy has no place
        ("能源生产情况", "原煤产量4亿吨。\n\n11月29日，秦皇岛港煤价718元。", None, ("", "none")),
        ("能源生产情况", "全国原煤产量4亿吨。\n\n秦皇岛港煤价718元。", None, ("全国", "opening")),
        ("能源生产情况", "原煤产量4亿吨，11月秦皇岛港煤价718元。", None, ("", "none")),
        # a place of a later paragraph is an example
        ("消费市场升温", "消费增长4%。\n\n在武汉，一家商场客流增长。", None, ("", "none")),
        ("消费市场升温", "消费增长4%。武汉、长沙等地活跃，武汉、上海增长9%。", None, ("", "none")),
        # but a headline is about its port, and a story in the home about the place where that lies
        ("秦皇岛港吞吐量创新高", "前9个月完成2亿吨。", None, ("秦皇岛市", "headline")),
        ("", "9月25日，钦北区某镇的桥合龙。", "450700", ("钦北区", "opening")),
        # the seat of an institution
        ("楼里有了新组织", "1月8日，历下区人民医院揭牌，设床位300张。", "370100", ("历下区", "opening")),
    ],
)  # fmt: skip
def test_the_place_of_an_article_is_its_subject(
    headline: str, body: str, home: str | None, expected: tuple[str, str]
) -> None:
    name, _, rule = place_of(headline, body, home)
    assert (name, rule) == expected
