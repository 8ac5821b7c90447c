from __future__ import annotations

import pytest

from quheng.evidence.numbers import find_numerals
from quheng.evidence.rejection import reject
from tests.evidence.numerals import read, rejections


def words(text: str, *, heading: bool = False) -> list[str]:
    return [claim.words for claim in read(text, heading=heading)]


@pytest.mark.parametrize(
    ("text", "number", "reason"),
    [
        # dates and spans of time
        ("2023年3月8日召开", "2023年3月8日", "date"),
        ("前三季度完成情况", "前三季度", "date"),
        ("上半年与一季度相比", "一季度", "date"),
        ("城市发展报告(2022)发布", "2022", "date"),
        ("“十四五”规划", "十四五", "date"),
        ("近五年的变化", "近五年", "date"),
        ("连续三年保持领先", "三年", "date"),
        ("两天一碰头", "两天", "date"),
        # names, grades, brands, codes
        ("全部四上企业", "四", "name"),
        ("新建三甲医院", "三", "name"),
        ("世界500强企业", "500", "name"),
        ("提供24小时自助服务", "24小时", "name"),
        ("打造15分钟便民生活圈", "15分钟", "name"),
        ("轨道交通3号线", "3", "name"),
        ("建设10万吨级码头", "10万吨", "name"),
        ("第二产业增加值", "第二", "name"),
        ("一般公共预算", "一", "name"),
        ("5G基站", "5G", "name"),
        ("三门县城关镇", "三门", "name"),
        ("千亿级产业集群", "千亿", "name"),
        ("四个意识", "四个", "enumeration"),
        ("《2023年度计划》", "2023年度", "date"),
        ("《中国制造500例》", "500例", "name"),
        ("办好“8件实事”", "8件", "name"),
        ("记者 王三元 摄", "三元", "name"),
        ("拨打12345反映", "12345", "name"),
        # idioms
        ("推行一网通办", "一", "name"),
        ("进一步提升", "一", "idiom"),
        ("千方百计增收", "千方", "idiom"),
        ("引进一批人才", "一批", "idiom"),
        ("建成一座图书馆", "一座", "idiom"),
        ("数百家企业", "数百", "idiom"),
        ("十几户人家", "十几", "idiom"),
        ("把安全放在首位", "首位", "idiom"),
        # enumerations and item numbers
        ("从三个方面着手", "三个", "enumeration"),
        ("实施六大行动", "六", "enumeration"),
        ("办好10件民生实事", "10件", "enumeration"),
        ("开展五项行动", "五项", "enumeration"),
        ("一是加强领导", "一", "enumeration"),
        ("（二）重点工作", "二", "enumeration"),
        ("1.总体要求", "1", "enumeration"),
        ("第一是质量", "第一", "enumeration"),
        # thresholds
        ("最高奖励80万元", "80万元", "threshold"),
        ("给予50万元至100万元奖励", "50万元至100万元", "threshold"),
        ("对达标企业给予一次性补助20万元", "20万元", "threshold"),
        ("60岁及以上老年人口", "60岁及以上", "threshold"),
        ("新开工亿元以上项目", "亿元以上", "threshold"),
        ("年主营业务收入2000万元及以上的工业企业", "2000万元及以上", "threshold"),
        ("收入超过500万元的企业", "超过500万元", "threshold"),
        # ordinals, document numbers, telephones, formulas
        ("公布第一批名单", "第一", "ordinal"),
        ("举办第三届博览会", "第三", "ordinal"),
        ("全省首批试点", "首批", "ordinal"),
        ("国发〔2022〕5号", "〔2022〕5号", "document-number"),
        ("电话0371-67181234", "0371-67181234", "telephone"),
        ("构建“1+6+N”体系", "1+6+N", "formula"),
        ("从0到1的跨越", "从0到1", "formula"),
        # what a rate is counted per
        ("每10万人拥有", "10万人", "name"),
        ("每千人口拥有", "千人", "name"),
    ],
)
def test_is_no_claim(text, number, reason):
    assert rejections(text)[number] == reason


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("新认定企业技术中心20家", ["20家"]),
        ("设6个一级指标和20个二级指标", ["6个", "20个"]),
        ("引进四上企业35家", ["35家"]),
        ("新开工亿元以上项目18个", ["18个"]),
        ("65岁及以上人口3.2万人", ["3.2万人"]),
        ("世界500强企业12家", ["12家"]),
        ("每万人发明专利拥有量15.2件", ["15.2件"]),
        ("发放补贴300万元", ["300万元"]),
        ("兑现奖励资金500万元", ["500万元"]),
        ("全市共有两家企业入选", ["两家"]),
        ("共有一家企业上榜", ["一家"]),
        ("培训班已举办三期", ["三期"]),
        ("综合考核居全市第一", ["第一"]),
        ("跻身全国百强县前三十", ["前三十"]),
        ("是全省唯一入选的县", ["唯一"]),
        ("建成全省首家数字园区", ["首家"]),
        ("审批时限压缩至3个工作日", ["3个工作日"]),
        ("平均年龄36岁", ["36岁"]),
        ("优良天数达到312天", ["312天"]),
        ("综合指数为4.35", ["4.35"]),
        ("恩格尔系数0.29", ["0.29"]),
        ("网络用户突破3亿", ["3亿"]),
        ("从业人员五十万，", ["五十万"]),
        ("用时由12天缩短到5天", ["12天", "5天"]),
        ("吸引近三百个团队参赛", ["近三百个"]),
        ("营收增长一倍", ["一倍"]),
    ],
)
def test_is_a_claim(text, numbers):
    assert words(text) == numbers


def test_an_article_is_a_count_in_a_headline():
    assert words("一家企业入选省级名单", heading=True) == ["一家"]
    assert words("一家企业入选省级名单") == []


def test_a_phrase_covers_only_the_whole_number():
    # 万家 and 万户 are idioms, 2万家 and 统一 5 are none
    assert words("培育2万家企业") == ["2万家"]
    assert words("订单一千余件") == ["一千余件"]


def test_a_verdict_names_its_rule():
    text = "推行一网通办"
    (numeral,) = find_numerals(text)
    assert reject(text, numeral) == ("name", "lexicon:一网通办")
