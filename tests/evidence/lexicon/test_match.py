import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.evidence.lexicon import match_indicators
from tests.evidence.lexicon.marked import Number, codes, matches, sentences


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("全县实现地区生产总值[312.4亿元|元]。", "gdp"),
        ("年末全县常住人口为[45.6万人|人]。", "resident_population"),
        ("固定资产投资（不含农户）比上年增长[4.2%|%]。", "fixed_investment"),
        ("全年社会消费品零售总额突破[90亿元|元]。", "retail_sales"),
        ("研发经费投入强度达到[2.1%|%]。", "rd_intensity"),
        ("PM2.5平均浓度[36微克/立方米|微克/立方米]。", "pm25"),
        ("高企总量全市[第三|位]。", "hightech_enterprises"),
        ("累计入库后备高企[80家|家]。", "hightech_registered"),
    ],
)
def test_the_word_before_a_number_names_it(source, code):
    (match,) = matches(source)
    assert (match.code, match.rule) == (code, "indicator.before")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("今年引进[6家|家]高新技术企业。", "hightech_enterprises"),
        ("新增[3家|家]市级孵化载体。", "incubators"),
        ("建成[120公里|公里]农村公路。", "rural_road_length"),
        ("开设[12门|门]公益课程。", "courses"),
        ("改造[25个|个]老旧小区。", "renovated_communities"),
    ],
)
def test_the_noun_after_a_number_is_what_it_counts(source, code):
    (match,) = matches(source)
    assert (match.code, match.rule) == (code, "indicator.after")


def test_the_longest_word_decides_and_its_measure_is_a_veto():
    assert codes("科技型中小企业[210家|家]") == ["tech_smes"]
    assert codes("粮食[5.2万吨|吨]") == ["grain_output"]
    assert codes("粮食[31万亩|亩]") == ["grain_area"]
    assert codes("快递业务[3200万件|件]，收入[2.1亿元|元]")[0] == "express_parcels"
    assert codes("高新技术企业[1200亩|亩]") == [None]


def test_enterprises_are_what_they_were_recognised_as():
    (match,) = matches("全市有[4家|家]企业入选省级绿色工厂。")
    assert (match.code, match.rule, match.modifier) == ("green_factories", "indicator.award", "省级")


def test_a_growth_goes_on_with_the_number_before_it():
    first, growth, share = matches("工业投资[12亿元|元]，同比增长[8%|%]，占全市的[9.5%|%]。")
    assert first.code == growth.code == share.code == "industrial_investment"
    assert growth.rule == share.rule == "indicator.elided"
    assert growth.phrase == "工业投资"


def test_a_forecast_goes_on_with_the_number_before_it():
    assert codes("截至10月底，受理诉求[3万件|件]，全年预计[4万件|件]。") == [
        "hotline_letters",
        "hotline_letters",
    ]


def test_a_number_of_another_measure_is_passed_over():
    assert codes("新签约项目[12个|个]，签约金额[30亿元|元]，其中新开工[5个|个]。")[:2] == [
        "signed_projects",
        "signed_amount",
    ]
    assert codes("税收收入[8亿元|元]，纳税企业[40家|家]，预计全年[9亿元|元]。")[2] == "tax_revenue"


def test_the_whole_of_a_share_is_not_its_subject():
    assert codes("税收收入占一般公共预算收入的比重为[71%|%]。") == ["tax_share"]
    assert codes("民间投资占固定资产投资的比重达[52%|%]。") == ["private_investment"]
    assert codes("工业用电量[5亿千瓦时|千瓦时]，占全社会用电量的[61%|%]。")[1] == "industrial_electricity"
    assert codes("出口总额[9亿元|元]，对进出口增长的贡献率为[30%|%]。")[1] == "exports"


def test_the_field_of_a_rank_is_not_its_subject():
    assert codes("进出口总额[20亿元|元]，居全省县级企业[第4位|位]。")[1] == "trade_total"


def test_the_base_of_a_difference_is_not_its_subject():
    assert codes("常住人口[30万人|人]，比第六次人口普查增加[2万人|人]。")[1] == "resident_population"
    assert codes("城镇化率比全省常住人口城镇化率高[1.2个百分点|百分点]。") == ["urbanisation_rate"]


def test_a_subject_without_a_number_is_announced():
    (match,) = matches("房地产开发投资平稳运行，同比增长[2%|%]。")
    assert (match.code, match.rule) == ("real_estate_investment", "indicator.announced")


def test_a_rank_is_that_of_the_assessment_it_was_won_in():
    rank = matches("工业投资[9亿元|元]，在全市年度考核中，连续两年排名[第一|位]。")[1]
    assert (rank.code, rank.phrase) == ("overall_rank", "全市年度考核")


def test_what_follows_in_the_next_sentence():
    match = matches("发电量[8亿千瓦时|千瓦时]。比上年增长[5%|%]。")[1]
    assert (match.code, match.rule) == ("power_generation", "indicator.elided-paragraph")


def test_parts_keep_the_code_and_say_what_narrows_it():
    whole, national, provincial = matches("绿色工厂[9家|家]，其中国家级[2家|家]、省级[7家|家]。")
    assert [whole.modifier, national.modifier, provincial.modifier] == ["", "国家级", "省级"]
    assert whole.code == national.code == provincial.code == "green_factories"
    assert national.rule == provincial.rule == "indicator.part"


def test_parts_named_like_the_part_before():
    private, state = matches("民营企业进出口[5亿元|元]；国有企业[1亿元|元]。")
    assert (private.code, private.modifier) == ("trade_total", "民营企业")
    assert (state.code, state.modifier, state.rule) == ("trade_total", "国有企业", "indicator.part")


def test_the_context_tells_what_a_word_means():
    industry = "规模以上工业企业营业收入[80亿元|元]，利润总额[6亿元|元]。"
    assert codes(industry) == ["large_industry_revenue", "large_industry_profit"]
    assert codes("集团利润总额[6亿元|元]。") == ["profit"]
    assert codes("小麦播种面积[8万亩|亩]，总产量[4万吨|吨]；玉米播种面积[5万亩|亩]，总产量[3万吨|吨]。") == [
        "wheat_area",
        "wheat_output",
        "maize_area",
        "maize_output",
    ]
    income = "城镇居民人均可支配收入[4万元|元]，人均消费支出[2万元|元]，农村居民[1万元|元]。"
    assert codes(income)[2] == "rural_consumption"


def test_a_rate_per_head_is_not_the_level():
    assert codes("每千人口执业（助理）医师数[3.2人|人]。") == ["doctors_per_1000"]
    assert codes("人均粮食产量[400千克|千克]。") == [None]
    assert codes("粮食产量[400千克|千克]。") == ["grain_output"]


def test_a_specific_word_goes_before_a_generic_one():
    (match,) = matches("专精特新的企业达到[12家|家]。")
    assert (match.code, match.phrase) == ("specialised_smes", "专精特新的企业")
    assert codes("食品加工企业达到[12家|家]。") == ["enterprises"]


def test_words_in_brackets_do_not_come_between():
    assert codes("总人口性别比（以女性为100，男性对女性的比例）为[104.2|]。") == ["sex_ratio"]


def test_unknown_words_stay_as_they_are():
    (match,) = matches("协会共征集剪纸作品[320幅|幅]。")
    assert (match.code, match.phrase, match.rule) == (None, "征集剪纸作品", "indicator.phrase")
    (after,) = matches("全年共评出[20名|名]巧手。")
    assert (after.code, after.phrase) == (None, "巧手")


def test_a_bare_verb_narrows_what_was_counted():
    found, mended = matches("排查安全隐患[60处|处]，整改[55处|处]。")
    assert (mended.code, mended.modifier) == (found.code, "整改")


def test_nothing_is_named():
    (match,) = matches("共[20家|家]。")
    assert (match.code, match.phrase, match.rule) == (None, "", "indicator.none")


def test_stock_or_flow_comes_with_the_code():
    assert [match.stock for match in matches("贷款余额[9亿元|元]，税收收入[2亿元|元]，出生率[8‰|‰]。")] == [
        True,
        False,
        None,
    ]


def test_phrases_are_slices_of_the_text():
    source = "全年新增“专精特新”企业[12家|家]，同比增长[20%|%]，培育[3个|个]省级重点实验室。"
    text = source.replace("[", "").replace("]", "").replace("|家", "").replace("|%", "").replace("|个", "")
    for match in matches(source):
        assert text[match.start : match.end] == match.phrase


PIECES = [
    "粮食产量",
    "企业",
    "其中",
    "分别",
    "同比增长",
    "占全市",
    "、",
    "，",
    "。",
    "（",
    "）",
    "12",
    "亿元",
    "的",
    "入选",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.data())
def test_any_text_is_matched_the_same_way_twice(pieces, data):
    text = "".join(pieces)
    cuts = sorted(data.draw(st.sets(st.integers(0, max(len(text) - 1, 0)), max_size=6)))
    numbers = [Number(cut, cut + 1, data.draw(st.sampled_from(["元", "家", "%", "位", ""]))) for cut in cuts]
    parts = sentences(text)
    first = match_indicators(text, parts, numbers)
    assert len(first) == len(numbers)
    assert first == match_indicators(text, parts, numbers)
