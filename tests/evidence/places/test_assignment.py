"""Whom each number speaks of: the numbers in ⟨⟩ belong to the places beside the text, in order."""

import re

import pytest

from quheng.evidence.claim import Kind
from quheng.evidence.places import Located, article_place, assign_place, find_places, gazetteer


def placed(marked: str, home: str | None, kind: Kind | None = None) -> list[tuple[str, str, str]]:
    """Return name, how and rule for each number marked in a text of one paragraph."""
    text, starts = "", []
    for part in re.split("(⟨[^⟩]*⟩)", marked):
        if part.startswith("⟨"):
            starts.append(len(text))
        text += part.strip("⟨⟩")
    mentions = find_places(text, home)
    article = article_place(text, (0, 0), (0, len(text)), mentions, home)
    ends = [found.end() for found in re.finditer("[。；]", text)] + [len(text)]
    found = []
    for at in starts:
        sentence = (max([0, *(end for end in ends if end <= at)]), min(end for end in ends if end > at))
        place, rule = assign_place(text, at, sentence, (0, len(text)), mentions, article, kind, home)
        found.append((place.name, place.how, rule))
    return found


def names(marked: str, home: str | None, kind: Kind | None = None) -> str:
    return " ".join(name for name, _, _ in placed(marked, home, kind))


@pytest.mark.parametrize(
    ("home", "text", "expected"),
    [
        (
            "330100",
            "我省共有⟨21家⟩企业入选，⟨9家⟩获评标杆，其中，杭州市⟨六家⟩、滨江区⟨两家⟩、萧山区⟨一家⟩。",
            "浙江省 浙江省 杭州市 滨江区 萧山区",
        ),
        (
            "440300",
            "2023年，深圳市实现地区生产总值⟨34606亿元⟩，增长⟨6.0%⟩，占全省比重⟨25.5%⟩。其中，南山区⟨8566亿元⟩，"
            "福田区⟨5702亿元⟩，深汕特别合作区⟨89亿元⟩。",
            "深圳市 深圳市 深圳市 南山区 福田区 深汕特别合作区",
        ),
        (
            "341226",
            "全县财政收入⟨45亿元⟩，其中税收⟨30亿元⟩。慎城镇建成高标准农田⟨2万亩⟩，十八里铺镇⟨1.5万亩⟩。",
            "颍上县 颍上县 慎城镇 十八里铺镇",
        ),
        (
            "450100",
            "全区经济增长⟨4.1%⟩，南宁市增长⟨4.0%⟩，我市规上工业增长⟨5%⟩。",
            "广西壮族自治区 南宁市 南宁市",
        ),
        (
            "522300",
            "全州常住人口⟨300万人⟩，兴义市⟨100万人⟩，占全州的⟨三分之一⟩。",
            "黔西南布依族苗族自治州 兴义市 兴义市",
        ),
        (
            "150100",
            "内蒙古自治区风电装机⟨7000万千瓦⟩，占全国的⟨1/6⟩。鄂尔多斯市煤炭产量⟨8亿吨⟩，准格尔旗⟨3亿吨⟩。",
            "内蒙古自治区 内蒙古自治区 鄂尔多斯市 准格尔旗",
        ),
        (
            None,
            "国家统计局发布数据，2024年全国居民人均可支配收入⟨41314元⟩，增长⟨5.3%⟩。浙江为⟨67013元⟩。",
            "全国 全国 浙江省",
        ),
        ("410183", "新密市超化镇投入⟨300万元⟩，该镇⟨12个⟩村受益，全市惠及⟨8万人⟩。", "超化镇 超化镇 新密市"),
        ("310000", "浦东新区引进外资⟨100亿美元⟩，临港新片区⟨30亿美元⟩，全市⟨240亿美元⟩。",
         "浦东新区 中国（上海）自由贸易试验区临港新片区 上海市"),
    ],
)  # fmt: skip
def test_each_clause_has_its_own_subject(home: str | None, text: str, expected: str) -> None:
    assert names(text, home) == expected


@pytest.mark.parametrize(
    "text",
    [
        "研发投入占全省的⟨9%⟩。",
        "增速高于全国⟨1.2个百分点⟩。",
        "引进来自广东省的项目⟨12个⟩。",
        "从上海市引进项目⟨12个⟩。",
        "新增湖北省科技型企业⟨181家⟩。",
        "新认定湖北省创新平台⟨5个⟩。",
        "湖北省技术创新中心⟨14家⟩。",
        "全国文明村镇⟨9个⟩。",
        "湖北省统计局数据显示增长⟨6%⟩。",
        "对全省增长的贡献率达⟨20%⟩。",
        "比全国平均水平高⟨2.1个百分点⟩。",
        "人均产值是全国平均水平的⟨1.2倍⟩。",
    ],
)
@pytest.mark.parametrize("before", ["", "全市经济向好，", "今年前三季度，武汉市稳中有进，"])
def test_a_whole_a_base_a_source_or_a_title_is_no_subject(before: str, text: str) -> None:
    assert names(before + text, "420100") == "武汉市"


@pytest.mark.parametrize(
    ("text", "home", "expected"),
    [
        ("税收总额全省⟨第三⟩。", "420100", "武汉市"),
        ("全省排名⟨第3位⟩。", "420100", "武汉市"),
        ("长沙县位列全国百强县⟨第5位⟩，浏阳市⟨第8位⟩。", "430100", "长沙县 浏阳市"),
        ("河南省位居全国⟨第5⟩。", "410100", "河南省"),
    ],
)
def test_the_field_of_a_rank_is_no_subject(text: str, home: str, expected: str) -> None:
    assert names(text, home, "rank") == expected


@pytest.mark.parametrize(
    ("text", "rule", "expected"),
    [
        ("专家组对全国除直辖市外的⟨600个⟩城市作了评价。", "own", "全国"),
        ("网络覆盖全省⟨17个⟩市州。", "own", "湖北省"),
        ("项目为全省⟨唯一⟩。", "unique", "湖北省"),
        ("它是武汉⟨唯一⟩入选的园区。", "unique", "武汉市"),
    ],
)
def test_a_count_within_a_place_is_of_that_place(text: str, rule: str, expected: str) -> None:
    ((name, how, found),) = placed(text, "420103", "count")
    assert (name, how, found) == (expected, "explicit", rule)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "高新区、历下区、天桥区税收分别增长⟨8.1%⟩、⟨7.2%⟩、⟨5.5%⟩，分别完成目标的⟨30%⟩、⟨28%⟩和⟨27%⟩。",
            "济南高新技术产业开发区 历下区 天桥区 济南高新技术产业开发区 历下区 天桥区",
        ),
        ("历下区、天桥区新增岗位分别为⟨2,236个⟩、⟨1,857个⟩。", "历下区 天桥区"),
        ("历下区、天桥区合计新增岗位⟨4093个⟩。", "历下区"),
    ],
)
def test_respectively_gives_each_place_its_number(text: str, expected: str) -> None:
    assert names(text, "370100") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全市新增⟨86家⟩，历下区⟨20家⟩，天桥区⟨12家⟩，两区合计占全市的⟨37%⟩。",
            "济南市 历下区 天桥区 济南市",
        ),
        ("全市完成⟨100亿元⟩，其中历下区⟨30亿元⟩；工业投资⟨50亿元⟩。", "济南市 历下区 济南市"),
        ("引进了甲乙公司、历下区某公司等⟨33家⟩企业。", "济南市"),
    ],
)
def test_what_a_list_names_is_not_carried_too_far(text: str, expected: str) -> None:
    assert names(text, "370100") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("杭州数字产业集团有限公司营收⟨18亿元⟩，增长⟨8%⟩。研发投入⟨2亿元⟩。全市⟨300亿元⟩。",
         "杭州数字产业集团有限公司 杭州数字产业集团有限公司 杭州数字产业集团有限公司 杭州市"),
        ("走进位于滨江区的远山光电有限公司，屋顶⟨4.6万平方米⟩铺满组件。去年公司用电⟨1350万千瓦时⟩。",
         "远山光电有限公司 远山光电有限公司"),
        ("“云上夜校”开课⟨三期⟩，开设课程⟨18门⟩。学员满意率⟨98%⟩。", "云上夜校 云上夜校 杭州市"),
        ("辅助远山光电有限公司等⟨5家⟩企业申报。", "杭州市"),
    ],
)  # fmt: skip
def test_an_organisation_is_a_subject_too(text: str, expected: str) -> None:
    assert names(text, "330100") == expected


def test_how_tells_where_the_place_was_found() -> None:
    text = "全市增长⟨5%⟩。余杭区增长⟨6%⟩，总量⟨3000亿元⟩。税收⟨800亿元⟩。"
    assert [how for _, how, _ in placed(text, "330100")] == ["explicit", "explicit", "sentence", "default"]
    text = "余杭区增长⟨6%⟩。税收⟨800亿元⟩。"
    article = Located(gazetteer().by_code["330100"], "default", "home")
    mentions = find_places(text := text.replace("⟨", "").replace("⟩", ""), "330100")
    at = text.index("800")
    place, rule = assign_place(text, at, (10, len(text)), (0, len(text)), mentions, article)
    assert (place.name, place.how, rule) == ("余杭区", "paragraph", "paragraph")


def test_a_township_carries_the_code_of_its_district() -> None:
    mentions = find_places("宿州市埇桥区埇桥街道新增12家")
    article = Located(gazetteer().by_code["341300"], "default", "home")
    text = "宿州市埇桥区埇桥街道新增12家"
    place, _ = assign_place(text, text.index("12"), (0, len(text)), (0, len(text)), mentions, article)
    assert (place.code, place.name, place.level) == ("341302", "埇桥街道", "township")
