import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.evidence.lists import align, completed
from tests.evidence.lexicon.marked import Number, alignment, codes


def subjects(source):
    found = alignment(source)
    assert not found.doubtful
    assert not found.notes
    return {one.numeral: one.subject for one in found.assignments if one.same_as is None}


def shared(source):
    return {one.numeral: one.same_as for one in alignment(source).assignments if one.same_as is not None}


def test_subjects_and_values_in_order():
    source = "全市工业投资、民间投资和房地产投资分别为[1亿元|元]、[2亿元|元]和[3亿元|元]。"
    assert subjects(source) == {0: "工业投资", 1: "民间投资", 2: "房地产投资"}


def test_a_second_run_has_the_same_subjects():
    source = "工业投资、民间投资分别为[1亿元|元]、[2亿元|元]，增长[4%|%]、[5%|%]。"
    assert subjects(source) == {0: "工业投资", 1: "民间投资", 2: "工业投资", 3: "民间投资"}


def test_a_second_list_shares_the_subjects_of_the_numbers_before_it():
    source = "营业收入[100亿元|元]、利润[10亿元|元]，同比分别增长[5%|%]和[6%|%]。"
    assert shared(source) == {2: 0, 3: 1}
    assert codes("规上工业企业营业收入[100亿元|元]、利润[10亿元|元]，同比分别增长[5%|%]和[6%|%]。")[2:] == [
        "large_industry_revenue",
        "large_industry_profit",
    ]


def test_short_subjects_take_the_end_of_the_last():
    assert completed(("城镇", "农村居民人均收入")) == ("城镇居民人均收入", "农村居民人均收入")
    assert completed(("夏粮", "秋粮产量")) == ("夏粮产量", "秋粮产量")
    assert completed(("工业投资", "民间投资")) == ("工业投资", "民间投资")
    assert completed(("地区生产总值", "固定资产投资")) == ("地区生产总值", "固定资产投资")


def test_subjects_may_share_the_beginning_of_the_first():
    assert codes("专利申请量、授权量分别为[120件|件]、[80件|件]。") == [
        "patent_applications",
        "patents_granted",
    ]
    assert codes("城镇居民人均可支配收入和人均消费支出分别为[4万元|元]和[2万元|元]。") == [
        "urban_income",
        "urban_consumption",
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("三次产业增加值分别增长[3%|%]、[5%|%]、[6%|%]。", ["primary", "secondary", "tertiary"]),
        (
            "一、二、三产业增加值分别为[3亿元|元]、[5亿元|元]、[6亿元|元]。",
            ["primary", "secondary", "tertiary"],
        ),
        ("三次产业结构为[8|%]:[45|%]:[47|%]。", ["primary", "secondary", "tertiary"]),
    ],
)
def test_one_word_for_the_three_sectors(source, expected):
    assert codes(source) == [f"{sector}_value_added" for sector in expected]


def test_one_word_for_two():
    assert codes("年末存贷款余额分别达[90亿元|元]和[70亿元|元]。") == ["deposits", "loans"]
    assert codes("城乡居民人均可支配收入分别增长[5%|%]和[7%|%]。") == ["urban_income", "rural_income"]


def test_the_subjects_may_stand_a_clause_before():
    assert subjects("专利申请量、商标注册量，分别达到[120件|件]、[80件|件]。") == {
        0: "专利申请量",
        1: "商标注册量",
    }


def test_a_count_of_the_subjects_is_no_subject():
    source = "地区生产总值、固定资产投资、社会消费品零售总额等三项指标分别增长[5%|%]、[6%|%]、[7%|%]。"
    assert subjects(source) == {0: "地区生产总值", 1: "固定资产投资", 2: "社会消费品零售总额"}


def test_counts_that_differ_are_said_and_nothing_is_assigned():
    found = alignment("粮食、油料、蔬菜产量分别为[10万吨|吨]、[2万吨|吨]。")
    assert found.assignments == ()
    assert found.doubtful == (0, 1)
    (note,) = found.notes
    assert note.code == "list-mismatch"
    assert note.message.zh.startswith("“分别”之前有 3 个主语，之后有 2 个数")
    assert note.message.en.startswith("3 subjects before 分别, 2 numbers behind it")


def test_lists_of_whom_a_number_is_compared_with_are_none():
    source = "增加值增长[5%|%]，分别高于全国、全省[1个百分点|百分点]和[2个百分点|百分点]。"
    assert alignment(source).assignments == ()
    assert alignment(source).doubtful == ()


def test_ordinary_clauses_are_no_list():
    assert alignment("高层次人才[10人|人]，紧缺人才[14人|人]。").assignments == ()
    assert alignment("引进项目[10个|个]、人才[14人|人]。").assignments == ()


def test_a_list_without_its_word():
    assert subjects("出口、进口为[1亿元|元]、[3亿元|元]。") == {0: "出口", 1: "进口"}


def test_spans_say_where_the_words_stand():
    source = "工业投资、民间投资分别为[1亿元|元]、[2亿元|元]。"
    text = "工业投资、民间投资分别为1亿元、2亿元。"
    assert [text[one.start : one.end] for one in alignment(source).assignments] == ["工业投资", "民间投资"]


PIECES = ["分别", "、", "和", "，", "。", "三次产业", "结构", "同比", "收入", "12", "其中", "全市", "："]


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.data())
def test_any_text_is_aligned(pieces, data):
    text = "".join(pieces)
    cuts = sorted(data.draw(st.sets(st.integers(0, max(len(text) - 1, 0)), max_size=6)))
    numbers = [Number(cut, cut + 1, data.draw(st.sampled_from(["元", "%", "个", ""]))) for cut in cuts]
    found = align(text, (0, len(text)), numbers)
    assigned = [one.numeral for one in found.assignments]
    assert len(set(assigned)) == len(assigned)
    assert not set(assigned) & set(found.doubtful)
    for one in found.assignments:
        assert one.same_as is None or one.same_as < one.numeral
