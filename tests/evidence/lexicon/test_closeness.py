import pytest

from quheng.evidence.lexicon.closeness import closest


def code(phrase, dimension=""):
    near = closest(phrase, dimension)
    return near and near[0].code


def test_characters_may_be_left_out_or_put_in():
    assert code("社会消费零售总额") == "retail_sales"
    assert code("固定资产总投资") == "fixed_investment"


@pytest.mark.parametrize(
    "phrase",
    [
        "第四产业增加值",  # exchanged: another thing
        "种植面积",  # what is planted is left out
        "收入",  # too short to tell
        "毫不相干的词语",
    ],
)
def test_another_thing_is_not_close(phrase):
    assert code(phrase) is None


def test_a_negation_makes_another_thing():
    assert code("规上非工业总产值", "currency-CNY") is None


def test_the_measure_is_a_veto():
    assert code("社会消费零售总额", "mass") is None


def test_likeness_is_a_share():
    near = closest("社会消费零售总额", "currency-CNY")
    assert near is not None
    # 8 of 8 characters within 9: 2 * 8 / (8 + 9)
    assert near[1] == pytest.approx(16 / 17)
