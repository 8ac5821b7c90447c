import pytest

from quheng.declarations import ContradictionError
from quheng.evidence.lexicon.templates import expand


@pytest.mark.parametrize(
    ("template", "texts"),
    [
        ("粮食产量", ("粮食产量",)),
        ("(甲|乙)产业", ("甲产业", "乙产业")),
        ("(规上|)工业", ("规上工业", "工业")),
        ("中小(微|)企业", ("中小微企业", "中小企业")),
        ("第?一产业", ("第一产业", "一产业")),
        ("(房(屋|)|住宅)面积", ("房屋面积", "房面积", "住宅面积")),
        ("(甲|甲)乙", ("甲乙",)),
        ("执业（助理）医师", ("执业（助理）医师",)),
    ],
)
def test_a_template_stands_for_every_text_it_spells(template, texts):
    assert expand(template) == texts


@pytest.mark.parametrize("template", ["(甲|乙", "甲)乙", "((甲|乙)丙"])
def test_brackets_must_pair(template):
    with pytest.raises(ContradictionError, match="do not pair"):
        expand(template)


@pytest.mark.parametrize("template", ["(甲|)", "甲?", "(甲|)(乙|)"])
def test_an_empty_text_is_refused(template):
    with pytest.raises(ContradictionError, match="empty text"):
        expand(template)
