"""Bad input: one clear error that names file, row and column, in both languages, and never a traceback."""

from __future__ import annotations

import re

import pytest

import quheng
from quheng.bilingual import use_language
from quheng.errors import DataError, DeclarationError, MethodError, NotFoundError, QuhengError
from tests.conftest import HAND_INDEX, HAND_UNITS, HAND_VALUES, observations_csv

GOOD = observations_csv(HAND_VALUES)


def problems_of(folder, kind=QuhengError):
    with pytest.raises(kind) as caught:
        quheng.open(folder).build()
    for problem in caught.value.problems:
        assert re.search(r"[\u4e00-\u9fff]", problem.what.zh), problem
        assert not re.search(r"[\u4e00-\u9fff]", problem.what.en), problem
    return caught.value.problems


@pytest.mark.parametrize("value", ["abc", "1,5", "1 000", "NaN", "inf", "-inf", "１２", "1e999", "12%"])
def test_a_value_that_is_no_finite_number(make_folder, value):
    bad = GOOD.replace("A,a,2024,10,", f'A,a,2024,"{value}",')
    (problem,) = problems_of(make_folder(observations=bad), DataError)
    assert problem.where.file == "observations.csv"
    assert problem.where.row == 7
    assert problem.where.column == "value"
    assert value in problem.what.en


def test_all_bad_rows_are_named_at_once(make_folder):
    bad = GOOD.replace("A,a,2024,10,", "A,a,2024,x,").replace("E,b,2024,12,", "E,b,2024,y,")
    problems = problems_of(make_folder(observations=bad), DataError)
    assert [problem.where.row for problem in problems] == [7, 16]


def test_a_duplicate_observation_names_both_rows(make_folder):
    problems = problems_of(make_folder(observations=GOOD + "A,a,2024,11,points,A\n"), DataError)
    assert "rows 7, 27" in problems[0].what.en


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Z,a,2024,11,points,A", "unit"),
        ("A,zzz,2024,11,points,A", "indicator"),
        ("A,a,2023,11,furlongs,A", "measure"),
        ("A,a,20x4,11,points,A", "period"),
        ("A,a,,11,points,A", "period"),
        ("A,a,2023,11,points,Q", "status"),
        ("A,a,2023,,points,A", "status"),
        ("A,a,2023,11,points,M", "status"),
        (",a,2023,11,points,A", "unit"),
    ],
)
def test_a_cell_that_is_not_known(make_folder, row, column):
    problems = problems_of(make_folder(observations=GOOD + row + "\n"), DataError)
    assert [(p.where.row, p.where.column) for p in problems] == [(27, column)]


def test_an_unknown_source(make_folder):
    bad = GOOD.replace("status\n", "status,source\n", 1).replace(
        "A,a,2024,10,points,A", "A,a,2024,10,points,A,nowhere"
    )
    bad = "\n".join(line if line.count(",") == 6 else line + "," for line in bad.splitlines()) + "\n"
    (problem,) = problems_of(make_folder(observations=bad), DataError)
    assert problem.where.column == "source"
    assert "nowhere" in problem.what.en


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"unit,indicator\nA,a\n", "missing columns"),
        (b"unit,unit,period,value\n", "one name"),
        (b"unit,indicator,period,value\nA,a,2024,1,2,3\n", "row 2"),
        (b"\xff\xff\x00\x01", "UTF-8"),
    ],
)
def test_a_file_that_is_no_table(make_folder, content, words):
    folder = make_folder(observations=content)
    with pytest.raises(DataError) as caught:
        quheng.open(folder)
    use_language("en")
    assert words in str(caught.value)


def test_a_gb18030_file_is_read_and_said_to_be_one(make_folder):
    use_language("en")
    folder = make_folder()
    (folder / "units.csv").write_bytes(HAND_UNITS.encode("gb18030"))
    opened = quheng.open(folder)
    assert opened.build().ranks["name"].to_list()[0] == "丁"
    assert "GB18030" in opened.inputs.notes[0].en


def test_a_byte_order_mark_is_no_part_of_the_header(make_folder):
    folder = make_folder(observations=b"\xef\xbb\xbf" + GOOD.encode())
    assert quheng.open(folder).build().rank.tolist() == [5, 4, 3, 1, 2]


@pytest.mark.parametrize(
    ("units", "row", "column"),
    [
        (HAND_UNITS + "A,again,east\n", 7, "code"),
        (HAND_UNITS + ",nameless,east\n", 7, "code"),
        (HAND_UNITS + "F,,east\n", 7, "name"),
    ],
)
def test_units_that_cannot_be_used(make_folder, units, row, column):
    (problem,) = problems_of(make_folder(units=units), DataError)
    assert (problem.where.file, problem.where.row, problem.where.column) == ("units.csv", row, column)


def test_a_coordinate_that_is_none(make_folder):
    units = "code,name,region,longitude,latitude\n" + "".join(
        f"{code},{code},east,{longitude},30\n"
        for code, longitude in zip("ABCDE", (1, 2, "x", 400, ""), strict=True)
    )
    problems = problems_of(make_folder(units=units), DataError)
    assert [problem.where.row for problem in problems] == [4, 5]


def test_no_units_at_all(make_folder):
    (problem,) = problems_of(make_folder(units="code,name\n"), DataError)
    assert "no units" in problem.what.en


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("direction: -1", "direction: 2", "2"),
        ("direction: -1", "directoin: -1", "unknown key"),
        ("normalise: {by: minmax, to: [0, 100]}", "normalise: {by: minimax}", "minimax"),
        ("to: [0, 100]", "to: [100, 0]", "must rise"),
        ("coverage: 2/3", "coverage: 3/2", "3/2"),
        ("coverage: 2/3", "coverage: half", "half"),
        ("weights: equal", "weights: given", "no weight"),
        ("winsorise: 1", "winsorise: -1", "-1"),
        ("denominate: {by: pop}", "denominate: {by: people}", "people"),
        ("code: d,", "code: a,", "used 2 times"),
        ("title: Second", "titel: Second", "unknown key"),
        ("index: hand", "index: Hand Index", "Hand Index"),
        ("index: hand\n", "index: hand\nindex: other\n", "duplicate"),
        ("framework:", "framework: [", "YAML"),
        ("seed: 7", "seed: -7", "-7"),
        ("noise: 0.25", "noise: 1.5", "1.5"),
    ],
)
def test_a_declaration_that_cannot_hold(make_folder, old, new, words):
    assert old in HAND_INDEX
    with pytest.raises(DeclarationError) as caught:
        quheng.open(make_folder(HAND_INDEX.replace(old, new, 1)))
    assert any(words in problem.what.en for problem in caught.value.problems), caught.value.problems
    assert all(problem.where.file == "index.yaml" for problem in caught.value.problems)


@pytest.mark.parametrize("old", ["direction: -1", "to: [0, 100]", "coverage: 2/3", "seed: 7", "noise: 0.25"])
def test_a_declaration_error_names_the_line(make_folder, old):
    index = HAND_INDEX.replace(old, old.split(":")[0] + ": nonsense", 1)
    with pytest.raises(DeclarationError) as caught:
        quheng.open(make_folder(index))
    line = HAND_INDEX[: HAND_INDEX.index(old)].count("\n") + 1
    assert {problem.where.row for problem in caught.value.problems} == {line}


@pytest.mark.parametrize(
    ("weights", "words"), [(("0.3", "0.3"), "3/5"), (("-1", "2"), "negative"), (("0.333", "0.666"), "sum")]
)
def test_weights_that_do_not_sum(make_folder, weights, words):
    index = HAND_INDEX.replace("weights: equal", "weights: given")
    for title, weight in zip(("First", "Second"), weights, strict=True):
        index = index.replace(f"title: {title}\n", f"title: {title}\n    weight: {weight}\n")
    for code in "abcd":
        index = index.replace(f"{{code: {code},", f"{{code: {code}, weight: 1/2,")
    with pytest.raises(DeclarationError) as caught:
        quheng.open(make_folder(index))
    assert words in caught.value.problems[0].what.en


def test_equal_contradicts_unequal_weights(make_folder):
    index = HAND_INDEX.replace("title: First\n", "title: First\n    weight: 1/3\n").replace(
        "title: Second\n", "title: Second\n    weight: 2/3\n"
    )
    with pytest.raises(DeclarationError, match="equal"):
        quheng.open(make_folder(index))


def test_a_declared_indicator_without_observations(make_folder):
    values = {code: column for code, column in HAND_VALUES.items() if code != "d"}
    (problem,) = problems_of(make_folder(observations=observations_csv(values)), DeclarationError)
    assert problem.where.field == "d"


def test_a_group_that_there_is_not(make_folder):
    index = HAND_INDEX.replace("group: region", "group: province")
    (problem,) = problems_of(make_folder(index), DeclarationError)
    assert "province" in problem.what.en
    assert "region" in problem.remedy.en


def test_an_excluded_unit_that_there_is_not(make_folder):
    index = HAND_INDEX + 'universe:\n  exclude:\n    - {units: ["Q"], reason: gone}\n'
    (problem,) = problems_of(make_folder(index), DeclarationError)
    assert "Q" in problem.what.en


def test_an_unknown_exclusion_rule(make_folder):
    index = HAND_INDEX + "universe:\n  exclude: [no-such-rule]\n"
    (problem,) = problems_of(make_folder(index), DeclarationError)
    assert "national-new-area" in problem.remedy.en


def test_everybody_excluded(make_folder):
    index = HAND_INDEX + "universe:\n  exclude:\n    - {units: [A, B, C, D, E], reason: all of them}\n"
    (problem,) = problems_of(make_folder(index), DataError)
    assert "no unit is left" in problem.what.en


def test_a_choice_without_effect_is_refused(make_folder):
    index = (
        HAND_INDEX.replace("direction: 1}", "direction: 1, normalise: rank}")
        .replace("direction: -1}", "direction: -1, normalise: rank}")
        .replace("denominate: {by: pop}", "normalise: rank, denominate: {by: pop}")
    )
    edition = quheng.open(make_folder(index)).build()
    with pytest.raises(MethodError, match="no effect"):
        edition.uncertainty(10)


def test_names_that_nothing_answers_to(tmp_path):
    for name in ("no-such-index", str(tmp_path)):
        with pytest.raises(NotFoundError, match="district-investment"):
            quheng.open(name)


def test_a_missing_units_file(make_folder):
    folder = make_folder()
    (folder / "units.csv").unlink()
    with pytest.raises(NotFoundError, match=r"units\.csv"):
        quheng.open(folder)


def test_two_tables_of_one_name(make_folder):
    folder = make_folder()
    (folder / "units.parquet").write_bytes(b"")
    with pytest.raises(NotFoundError, match="several"):
        quheng.open(folder)


def test_messages_follow_the_language(make_folder):
    folder = make_folder(units="code,name\n")
    with pytest.raises(DataError) as caught:
        quheng.open(folder)
    use_language("zh")
    assert "没有任何评价对象" in str(caught.value)
    use_language("en")
    assert "there are no units" in str(caught.value)


def test_a_group_column_called_like_a_pillar(make_folder):
    (problem,) = problems_of(make_folder(units=HAND_UNITS.replace("region", "p1")), DataError)
    assert problem.where.column == "p1"


def test_a_pillar_called_like_a_column_of_the_ranking(make_folder):
    with pytest.raises(DeclarationError, match="cannot have the code score"):
        quheng.open(make_folder(HAND_INDEX.replace("pillar: p1", "pillar: score")))
