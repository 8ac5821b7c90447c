"""Plans, budgets, censuses, and words of a time in sentences of them."""

from __future__ import annotations

from datetime import date

import pytest

from quheng.evidence.claim import Kind
from tests.evidence.periods.test_assign import period, shown

PLAN = """某市水务局关于印发《2025年水务工作要点》的通知

一、预期目标

全年完成投资18亿元。

二、2024年工作基础

上年，全市完成投资16亿元，新建泵站7座。管网漏损率为9%。

三、重点任务

（一）管网改造。改造管网41公里，漏损率由11%降到8%。

（二）水源建设。三季度建成水库3座。目前在建水库5座。
"""

UNDATED_PLAN = """某区稳就业工作方案

新增就业12万人。
"""

ADJUSTED = """关于某市2024年预算调整方案的报告

一、前三季度预算执行情况

1—9月，收入218亿元。其中，税收由去年同期的31亿元减到11亿元。

二、预算调整方案

（一）收入调整。年初市人民代表大会批准的收入预算为52亿元，调减6亿元，调整为46亿元。

（二）支出调整。支出预算由98亿元调整为97亿元。动用调节基金3亿元。债务限额为138亿元。

三、下一步工作

化解债务21亿元。
"""

REVIEW_OF_PARTS = """某县2024年经济运行情况

一、上半年情况

投资11亿元。

（一）工业。产值12亿元。

二、主要特点

消费13亿元。
"""

CENSUS = """某市第五次全国经济普查公报

普查标准时点为2023年12月31日，时期资料为2023年年度资料。

一、单位

全市有单位7千个，比2018年末（2018年是第四次全国经济普查年份）多2千个。从业人员由6万人减少到5万人。营业收入31亿元。
"""


@pytest.mark.parametrize(
    ("text", "published", "number", "stock", "kind", "expected"),
    [
        # a plan speaks of its year, before and behind the section that looks back
        (PLAN, date(2025, 2, 18), "18亿元", False, "forecast", "2025-01-01..2025-12-31 explicit"),
        (PLAN, date(2025, 2, 18), "41公里", None, "count", "2025-01-01..2025-12-31 default"),
        (PLAN, date(2025, 2, 18), "3座", None, "new", "2025-07-01..2025-09-30 explicit"),
        # there 上年 is the year of that section, for it is told from the plan's year
        (PLAN, date(2025, 2, 18), "16亿元", False, "level", "2024-01-01..2024-12-31 sentence"),
        (PLAN, date(2025, 2, 18), "7座", None, "new", "2024-01-01..2024-12-31 sentence"),
        # what is to be changed is as it was on the eve; what there is now, is so on the day of publication
        (PLAN, date(2025, 2, 18), "11%", None, "rate", "@2024-12-31 default"),
        (PLAN, date(2025, 2, 18), "8%", True, "rate", "2025-01-01..2025-12-31 default"),
        (PLAN, date(2025, 2, 18), "5座", None, "count", "@2025-02-18 explicit"),
        (UNDATED_PLAN, date(2025, 2, 24), "12万人", None, "new", "2025-01-01..2025-12-31 default"),
        # a budget is of its year, whenever it was approved or amended
        (ADJUSTED, date(2024, 10, 30), "218亿元", False, "cumulative", "2024-01-01..2024-09-30 sentence"),
        (ADJUSTED, date(2024, 10, 30), "52亿元", False, "level", "2024-01-01..2024-12-31 default"),
        (ADJUSTED, date(2024, 10, 30), "46亿元", False, "level", "2024-01-01..2024-12-31 default"),
        (ADJUSTED, date(2024, 10, 30), "98亿元", False, "level", "2024-01-01..2024-12-31 default"),
        (ADJUSTED, date(2024, 10, 30), "3亿元", True, "level", "2024-01-01..2024-12-31 default"),
        (ADJUSTED, date(2024, 10, 30), "138亿元", True, "level", "2024-01-01..2024-12-31 default"),
        # 去年同期 is the same part of the year before
        (ADJUSTED, date(2024, 10, 30), "31亿元", False, "level", "2023-01-01..2023-09-30 explicit"),
        # what comes next is of this year while that goes on, of the next at its end
        (ADJUSTED, date(2024, 10, 30), "21亿元", None, "forecast", "2024-01-01..2024-12-31 default"),
        (ADJUSTED, date(2024, 12, 20), "21亿元", None, "forecast", "2025-01-01..2025-12-31 default"),
        # a section that looks at a part ends with the next of its level, its own parts lie in it
        (REVIEW_OF_PARTS, date(2025, 1, 20), "12亿元", False, "level", "2024-01-01..2024-06-30 default"),
        (REVIEW_OF_PARTS, date(2025, 1, 20), "13亿元", False, "level", "2024-01-01..2024-12-31 default"),
        # a census tells its time in its first lines, and compares with the one before
        (CENSUS, date(2024, 12, 27), "7千个", True, "level", "@2023-12-31 default"),
        (CENSUS, date(2024, 12, 27), "6万人", None, "level", "@2018-12-31 default"),
        (CENSUS, date(2024, 12, 27), "31亿元", False, "level", "2023-01-01..2023-12-31 default"),
    ],
)
def test_a_plan_or_a_budget_is_of_its_year(
    text: str, published: date, number: str, stock: bool | None, kind: Kind, expected: str
) -> None:
    assert shown(period(text, number, published=published, stock=stock, kind=kind)) == expected


@pytest.mark.parametrize(
    ("sentence", "number", "stock", "kind", "expected"),
    [
        # from the beginning of the year up to a day
        ("年初至8月底，开行班列31列。", "31列", None, "count", "2024-01-01..2024-08-31 sentence"),
        ("年初至今，开行班列31列。", "31列", None, "count", "2024-01-01..2024-09-20 sentence"),
        ("1月至8月底，开行班列31列。", "31列", None, "count", "2024-01-01..2024-08-31 sentence"),
        ("自2019年开通至今，开行班列31列。", "31列", None, "count", "2019-01-01..2024-09-20 sentence"),
        ("年内新增企业31家。", "31家", None, "forecast", "2024-01-01..2024-12-31 explicit"),
        ("上半年投资31亿元，为年内最高。", "31亿元", False, "level", "2024-01-01..2024-06-30 explicit"),
        # where a thing began
        ("自2017年首发以来，品种由最初的31种增至52种。", "31种", None, "level",
         "2017-01-01..2017-12-31 sentence"),
        ("自2017年首发以来，品种由最初的31种增至52种。", "52种", None, "level", "@2024-09-20 sentence"),
        ("2021年只有一处，如今由31处扩到52处。", "31处", None, "count", "2021-01-01..2021-12-31 explicit"),
        ("与2019年相比，今年企业由31家增加到52家。", "31家", None, "count",
         "2019-01-01..2019-12-31 explicit"),
        # holidays, and the week or the term that is news
        ("“五一”假期，接待游客31万人次。", "31万人次", None, "count", "2024-05-01..2024-05-05 sentence"),
        ("国庆7天假期将接待31万人次。", "31万人次", None, "forecast", "2024-10-01..2024-10-07 explicit"),
        ("本周，走访企业31户。", "31户", None, "count", "2024-09-01..2024-09-20 sentence"),
        ("新学期伊始，新增学位31个。", "31个", None, "new", "2024-09-01..2024-09-20 sentence"),
        # last month holds for its clause
        ("8月份增长2%，上月为下降3%；日均31万吨。", "31万吨", None, "level",
         "2024-08-01..2024-08-31 sentence"),
        # the base of a comparison with a number of its own
        ("上半年增长6%，较一季度7.2%的增速回落。", "7.2%", False, "growth",
         "2024-01-01..2024-03-31 explicit"),
        # who says it, and a look around, stand before the time that opens a paragraph
        ("记者从市12345热线获悉，8月份来电31件。办结率98%。", "98%", None, "rate",
         "2024-08-01..2024-08-31 paragraph"),
        ("放眼全区，上半年增长6%。技术合同成交31亿元。", "31亿元", False, "level",
         "2024-01-01..2024-06-30 paragraph"),
        # a whole year's plan, a project of several years, a plan's budget at the beginning of the year
        ("上半年收入20亿元，完成年度目标31亿元的65%。", "31亿元", False, "level",
         "2024-01-01..2024-12-31 sentence"),
        ("截至8月底，累计完成投资31亿元，占总投资50亿元的62%。", "31亿元", False, "cumulative",
         "..2024-08-31 sentence"),
        ("截至8月底，累计完成投资31亿元，增长5%。", "31亿元", False, "cumulative",
         "2024-01-01..2024-08-31 sentence"),
        # what was done in several years was done in all of them, what there is, is so in the last
        ("近三年来，投入资金31亿元。", "31亿元", False, "level", "2022-01-01..2024-09-20 sentence"),
        ("近三年来，总产值达到31亿元。", "31亿元", False, "level", "2024-01-01..2024-09-20 sentence"),
        ("2021—2023年，总产值31亿元，占全市的四成。", "四成", None, "share",
         "2023-01-01..2023-12-31 sentence"),
        ("2021—2023年，占比保持在四成。", "四成", None, "share", "2021-01-01..2023-12-31 sentence"),
    ],
)  # fmt: skip
def test_words_of_a_time(sentence: str, number: str, stock: bool | None, kind: Kind, expected: str) -> None:
    assert shown(period(sentence, number, stock=stock, kind=kind)) == expected


TITLE = "某县2024年上半年经济运行情况\n\n"


@pytest.mark.parametrize(
    ("sentence", "number", "stock", "kind", "expected"),
    [
        # the output of a thing of which there are stocks, a part of it and its growth
        ("新能源汽车产量31万辆。", "31万辆", True, "level", "2024-01-01..2024-06-30 default"),
        ("整车产量52万辆，其中新能源汽车31万辆。", "31万辆", True, "level", "2024-01-01..2024-06-30 default"),
        ("新能源汽车产量52万辆，增长31%。", "31%", True, "growth", "2024-01-01..2024-06-30 default"),
        ("新能源汽车保有量52万辆，增长31%。", "31%", True, "growth", "@2024-06-30 default"),
        # 总量 is a stock of people and firms, not of what is made and sold
        ("企业总量31万家。", "31万家", None, "level", "@2024-06-30 default"),
        ("经济总量52亿元，占全市的31%。", "31%", None, "share", "2024-01-01..2024-06-30 default"),
        # 6月末 holds for its sentence, for stocks on and on
        ("6月末人口52万人。人均收入31元。", "31元", None, "level", "2024-01-01..2024-06-30 default"),
        ("6月末人口52万人。贷款余额31元。", "31元", True, "level", "@2024-06-30 paragraph"),
        # the rank of a change is of the time of the change
        ("2023年末人口52万人，增量居全市第31位。", "第31位", True, "rank", "2023-01-01..2023-12-31 sentence"),
    ],
)
def test_what_was_done_is_of_the_time_of_the_document(
    sentence: str, number: str, stock: bool | None, kind: Kind, expected: str
) -> None:
    assert shown(period(TITLE + sentence, number, stock=stock, kind=kind)) == expected


@pytest.mark.parametrize(
    ("text", "number", "expected"),
    [
        # a time in a line of the headline is that of the story, whose day remains the day of publication
        ("海港忙\n\n——上半年吞吐量增长7%\n\n本报讯（记者 赵甲）通关用时31小时。目前航线52条。", "31小时",
         "2024-01-01..2024-06-30 default"),
        ("海港忙\n\n——上半年吞吐量增长7%\n\n本报讯（记者 赵甲）通关用时31小时。目前航线52条。", "52条",
         "@2024-09-20 explicit"),
        # the figures of the headline are those that the story was called for
        ("逾31万人落户某市\n\n本报讯（记者 赵甲）9月18日，某市召开通气会。2023年，全市新增5万人。", "31万人",
         "2023-01-01..2023-12-31 default"),
        # what was done on the spot was done on the day of the event
        ("本报讯（记者 赵甲）9月18日，某县举办恳谈会。8月末，贷款52亿元。现场签约31亿元。", "31亿元",
         "2024-09-18..2024-09-18 explicit"),
    ],
)  # fmt: skip
def test_the_news_and_their_headlines(text: str, number: str, expected: str) -> None:
    assert shown(period(text, number, kind="count")) == expected
