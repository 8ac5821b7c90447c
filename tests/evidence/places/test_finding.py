"""Which places a text names."""

import pytest

from quheng.evidence.places import find_places
from quheng.evidence.places.vocabulary import automaton


def named(text: str, home: str | None = None) -> list[str]:
    """Return what is named, code and name; a word such as 全市 as it stands."""
    return [
        f"{mention.place.code or '-'} {mention.place.name}" if mention.place else mention.text
        for mention in find_places(text, home)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("浙江省金华市义乌市佛堂镇", "330782 佛堂镇"),
        ("内蒙古鄂尔多斯市准格尔旗", "150622 准格尔旗"),
        ("上海市浦东新区", "310115 浦东新区"),
        ("河北唐山", "130200 唐山市"),
        ("东莞市虎门镇", "441900 虎门镇"),
        ("郑州管城区", "410104 管城回族区"),
        ("湖北恩施州", "422800 恩施土家族苗族自治州"),
        ("晋城市城区", "140502 城区"),
        ("武汉经开区", "- 武汉经济技术开发区"),
        ("安徽省合肥市长丰县双凤经济开发区", "- 长丰双凤经开区"),
        ("宁波前湾新区", "- 宁波前湾新区"),
        ("中国（四川）自由贸易试验区", "- 四川自贸试验区"),
        ("苏州工业园区", "320576 苏州工业园区"),
    ],
)
def test_a_chain_is_one_mention_of_its_last_place(text: str, found: str) -> None:
    (mention,) = find_places(text)
    assert mention.place is not None
    assert (mention.text, f"{mention.place.code or '-'} {mention.place.name}") == (text, found)


@pytest.mark.parametrize(
    ("text", "home", "found"),
    [
        ("鼓楼区新增企业", "320100", "320106 鼓楼区"),
        ("鼓楼区新增企业", "350100", "350102 鼓楼区"),
        ("徐州市城建提速，鼓楼区新增企业", None, "320302 鼓楼区"),
        ("永定区接待游客", "430800", "430802 永定区"),
        ("永定区接待游客", "350803", "350803 永定区"),
        ("太平镇新增企业", "411323", "411323 太平镇"),
        ("太平镇新增企业", "120116", "120116 太平镇"),
        ("高新区新增企业", "370100", "370176 济南高新技术产业开发区"),
        ("高新区新增企业", "410105", "410172 郑州高新技术产业开发区"),
        ("高新区新增企业", "510100", "510100 成都高新技术产业开发区"),
        ("金水完成投资", "410105", "410105 金水区"),
        ("吉林增长6%", None, "220000 吉林省"),
        ("吉林市增长6%", None, "220200 吉林市"),
        ("海南州增长6%", "630000", "632500 海南藏族自治州"),
    ],
)
def test_the_home_and_the_text_choose_among_places_of_one_name(
    text: str, home: str | None, found: str
) -> None:
    code, _, name = found.partition(" ")
    last = find_places(text, home)[-1]
    assert last.place is not None
    assert last.place.name == name
    assert last.alternatives == ()
    if last.place.level != "zone" or last.place.code:
        assert last.place.code == code


def test_what_nothing_decides_is_ambiguous() -> None:
    (mention,) = find_places("和平区新增企业120家")
    assert mention.rule == "ambiguous"
    # 天津、沈阳两市各有一个和平区
    places = {mention.place, *mention.alternatives}
    assert {place.code for place in places if place} == {"120101", "210102"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2014年，郫县、双流县同步推进", ["510124 郫县", "510122 双流县"]),
        ("崇文区并入东城区", ["110103 崇文区", "110101 东城区"]),
    ],
)
def test_a_name_that_has_ended_is_read(text: str, found: list[str]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    ("text", "home", "found"),
    [
        ("中牟县扩大投资，来中牟创业", None, ["410122 中牟县", "410122 中牟县"]),
        ("义乌、昆山出口增长", None, ["330782 义乌市", "320583 昆山市"]),
        ("近年来昆山出口增长", None, []),
        ("近年来昆山出口增长", "320500", ["320583 昆山市"]),
        ("福田区发布榜单，走进福田看产业", None, ["440304 福田区", "440304 福田区"]),
        ("走进福田看产业", None, []),
        ("永康市五金出口增长，永康五金闻名", None, ["330784 永康市", "330784 永康市"]),
    ],
)
def test_a_short_name_needs_the_full_one_a_home_or_the_head_of_a_clause(
    text: str, home: str | None, found: list[str]
) -> None:
    assert named(text, home) == found


@pytest.mark.parametrize(
    "text",
    [
        "中方投资、南部山区、公安机关、资源税、富裕群众、解放思想、合作共赢、物流通道、友谊第一",
        "全面振兴，共同富裕，平安建设，和平发展，文明城市，光明前景，复兴号列车",
        "其中卫生机构、创新乡村治理、境内江河、沿海南部、巩固原有成果、推广安全用电、交通化工",
        "日照时数2000小时，白银产量30吨，来宾500人，长治久安，大理石板材，最大连锁企业",
        "南京路步行街、北京东路、中山大道、解放路",
        "张海南说，李长安表示，王中牟介绍",
        "城镇新增就业、乡镇卫生院、乡村振兴、街道社区、特色小镇、镇村两级",
        "健全市县两级机制，推向全市场，资本市场，完全市场化，成本区间，安全区域，应该省下",
        "主城区、中心城区、老城区改造、新城区建设、郊区农户",
        "国家级高新区、省级经开区、12个高新区、科技兴县、贡献县域力量",
        "长江西岸、黄河南岸、西南山区、豫西山区、珠江口",
        "普通高等学校、疾病预防控制中心、证券公司、上市公司、社区卫生服务中心、大学生、国家中心城市",
    ],
)
def test_words_that_only_look_like_places_are_none(text: str) -> None:
    assert named(text) == []


def test_a_generic_name_is_read_once_its_city_was_named() -> None:
    assert named("西安市新城区扩容，新城区增长5%") == ["610102 新城区", "610102 新城区"]


def test_the_name_of_one_place_stays_its_name() -> None:
    assert named("和平区增长5%，沈阳市和平区增长6%，和平区又增长7%")[1:] == ["210102 和平区", "210102 和平区"]


def test_a_market_leaves_the_short_name() -> None:
    assert named("郑州市场活跃") == ["410100 郑州市"]


@pytest.mark.parametrize(
    ("text", "home", "found"),
    [
        ("天平街道辖区", "310104", []),
        ("徐汇区天平街道", None, ["310104 天平街道"]),
        ("长宁区新华路街道办事处", None, ["310105 新华路街道"]),
        ("市中区十六里河街道", "370100", ["370103 十六里河街道"]),
        ("全区各街道、各乡镇", "370103", ["全区"]),
        ("金寨乡组织走访", "410182", ["410182 金寨回族乡"]),
        ("禅城区石湾镇街道", None, ["440604 石湾镇街道"]),
        ("慎城镇建成农田", "341226", ["341226 慎城镇"]),
        ("宿州市埇桥区埇桥街道", None, ["341302 埇桥街道"]),
        ("在永宁乡新建大棚", "532527", ["532527 永宁乡"]),
        ("在永宁乡新建大棚", "410100", []),
        ("向虎门镇拨付资金", "441900", ["441900 虎门镇"]),
    ],
)
def test_a_township_needs_its_district_or_a_home(text: str, home: str | None, found: list[str]) -> None:
    assert named(text, home) == found


def test_a_street_that_the_table_lacks_is_read_after_its_district() -> None:
    (mention,) = find_places("秦淮区云上街道开展走访")
    assert mention.rule == "unlisted-township"
    assert mention.place is not None
    assert (mention.place.code, mention.place.name, mention.place.level) == ("320104", "云上街道", "township")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("杭州数字产业集团有限公司营收", ["杭州数字产业集团有限公司"]),
        ("目前，“云上夜校”已开课", ["云上夜校"]),
        ("比亚迪股份有限公司产量，公司投入", ["比亚迪股份有限公司", "比亚迪股份有限公司"]),
        ("北京大学第三医院门诊", ["北京大学第三医院"]),
        ("厦门大学经费", ["厦门大学"]),
        ("全市医院床位，全省银行存款", []),
        ("新增跨国公司地区总部，组建教育集团", []),
    ],
)
def test_an_organisation_begins_with_a_place_a_quotation_or_a_clause(text: str, found: list[str]) -> None:
    places = [mention.place for mention in find_places(text) if mention.place]
    assert [place.name for place in places if place.level == "organisation"] == found


def test_an_organisation_keeps_its_seat() -> None:
    (mention,) = find_places("厦门大学经费")
    assert mention.place is not None
    assert (mention.place.code, mention.place.parent) == (None, "350200")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("全市、全省、全国、全球", ["全市", "全省", "- 全国", "- 全球"]),
        ("我州、本县、该乡、全旗、全自治区", ["我州", "本县", "该乡", "全旗", "全自治区"]),
        ("全市民营经济、全市面积", ["全市", "全市"]),
    ],
)
def test_relative_words_and_the_nation(text: str, words: list[str]) -> None:
    assert named(text) == words


def test_the_automaton_finds_the_longest_word_from_the_left() -> None:
    text = "河南省郑州市金水区南京西路街道办事处全市场大学生郑州航空港区"
    keys = sorted(automaton(), key=len, reverse=True)
    at, expected = 0, []
    while at < len(text):
        word = next((key for key in keys if text.startswith(key, at)), "")
        expected += [word] if word else []
        at += len(word) or 1
    assert [word.text for _, word in automaton().iter_long(text)] == expected
