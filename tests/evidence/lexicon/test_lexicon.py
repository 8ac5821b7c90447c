import pytest

from quheng.errors import DeclarationError
from quheng.evidence.lexicon import known_indicators, read_lexicon
from quheng.evidence.lexicon.declaration import IndicatorFile

SOUND = """
- code: whole
  title: {zh: 总量, en: Whole}
  nature: flow
  measures: [元]
  range: [0, 100]
  words: [全部]
"""


def entry(code: str, word: str, more: str = "", measures: str = "[元]") -> str:
    return (
        f"- {{code: {code}, title: {{zh: {word}, en: {code}}}, nature: flow, measures: {measures}, "
        f"range: [0, 1]{more}}}\n"
    )


def problem_of(files: dict[str, str]) -> str:
    with pytest.raises(DeclarationError) as error:
        read_lexicon(files)
    (problem,) = error.value.problems
    where, what = problem.where, problem.what
    return f"{where.file}:{where.row} {where.field} | {what.zh} | {what.en}"


def test_the_title_is_one_of_the_words():
    assert set(read_lexicon({"a.yaml": SOUND}).senses) == {"总量", "全部"}


def test_a_code_stands_once_in_all_files():
    said = problem_of({"a.yaml": entry("one", "甲"), "b.yaml": entry("two", "丙") + entry("one", "乙")})
    assert (
        said
        == "b.yaml:2 one.code | 指标代码 one 已在 a.yaml 定义 | the code one is already declared in a.yaml"
    )


def test_a_shared_word_in_one_measure_is_refused():
    said = problem_of({"a.yaml": entry("one", "甲量") + entry("two", "乙量", ", words: [甲量]")})
    assert said.startswith("a.yaml:2 two.words | 1 个词也指 one，计量相同，无从区分：甲量")
    assert said.endswith("1 word also means one in the same measure: 甲量")


def test_a_shared_word_is_told_apart_by_its_measure():
    files = {"a.yaml": entry("one", "甲量") + entry("two", "乙量", ", words: [甲量]", measures="[吨]")}
    assert [sense.indicator.code for sense in read_lexicon(files).senses["甲量"]] == ["one", "two"]


def test_a_shared_word_is_told_apart_by_its_context_which_goes_first():
    context = ", in_context: {words: [甲量], after: [丙]}"
    files = {"a.yaml": entry("one", "甲量") + entry("two", "乙量", context)}
    assert [sense.indicator.code for sense in read_lexicon(files).senses["甲量"]] == ["two", "one"]


@pytest.mark.parametrize("field", ["parts: [none_such]", "part_of: none_such", "follows: none_such"])
def test_codes_that_are_named_exist(field):
    said = problem_of({"a.yaml": entry("one", "甲", f", {field}")})
    assert said == (
        f"a.yaml:1 one.{field.split(':')[0]} | 没有指标 none_such | there is no indicator none_such"
    )


def test_nothing_is_a_part_of_itself():
    files = {"a.yaml": entry("one", "甲", ", part_of: two") + entry("two", "乙", ", part_of: one")}
    with pytest.raises(DeclarationError) as error:
        read_lexicon(files)
    assert [problem.what.en for problem in error.value.problems] == [
        "one is a part of itself",
        "two is a part of itself",
    ]


def test_a_funnel_has_a_beginning():
    files = {"a.yaml": entry("one", "甲", ", follows: two") + entry("two", "乙", ", follows: one")}
    with pytest.raises(DeclarationError, match="form a circle"):
        read_lexicon(files)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"range: [0, 100]": "range: [100, 0]"}, "不小于上限"),
        ({"measures: [元]": "measures: [两银]"}, "计量单位“两银”不在量词表中"),
        ({"measures: [元]": "measures: []"}, "至少应有 1 项"),
        ({"words: [全部]": 'words: ["(全部"]'}, "括号没有成对"),
        ({"words: [全部]": "ratio: [whole, whole]"}, "不是比率"),
        ({"words: [全部]": "wrods: [全部]"}, "未知的键"),
        ({"code: whole": "code: Whole"}, "不允许的字符"),
        ({"nature: flow": "nature: fluid"}, "不支持的取值"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_line(change, said):
    text = SOUND
    for old, new in change.items():
        text = text.replace(old, new)
    with pytest.raises(DeclarationError) as error:
        read_lexicon({"a.yaml": text})
    (problem,) = error.value.problems
    assert said in problem.what.zh
    assert problem.where.file == "a.yaml"
    assert problem.where.row is not None


def test_wholes_are_reached_through_parts():
    lexicon = known_indicators()
    assert {"large_industry_value_added", "industry_value_added", "secondary_value_added", "gdp"} <= (
        lexicon.wholes["high_tech_manufacturing"] | {"large_industry_value_added"}
    )
    assert lexicon.wholes["gdp"] == frozenset()


def test_the_library_is_large_and_in_both_languages():
    indicators = known_indicators().indicators
    assert len(indicators) >= 200
    titles = [one.title.en for one in indicators.values()]
    assert not [title for title in titles if any("一" <= mark <= "鿿" for mark in title)]


def test_titles_in_the_library_differ():
    titles = [one.title.zh for one in known_indicators().indicators.values()]
    assert len(set(titles)) == len(titles)


def test_parts_have_the_measure_of_their_whole():
    indicators = known_indicators().indicators
    for one in indicators.values():
        for part in one.parts:
            assert indicators[part].dimensions & one.dimensions, (one.code, part)


def test_ratios_of_the_library_are_rates():
    rates = [one for one in known_indicators().indicators.values() if one.ratio]
    assert rates
    assert all(one.stock is None for one in rates)


def test_kinds_follow_the_nature_unless_given():
    indicators = known_indicators().indicators
    assert indicators["urbanisation_rate"].typical_kinds[0] == "rate"
    assert indicators["resident_population"].typical_kinds[0] == "level"
    assert indicators["new_jobs"].typical_kinds == ("new", "cumulative", "growth")


def test_the_form_can_be_published_as_json_schema():
    schema = IndicatorFile.model_json_schema()
    assert {"code", "title", "nature", "measures", "range"} == set(schema["$defs"]["Indicator"]["required"])
