"""Files of years: what is wrong in them is said with file and line, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from quheng.bilingual import use_language
from quheng.calendars import CalendarYear, china, load_calendar
from quheng.errors import DeclarationError, NotFoundError

HEAD = "year: 2027\nstatus: published\nsource: {zh: 通知, en: Notice}\nholidays:\n"  # 4 lines

FESTIVAL = """\
  - name: {zh: 春节, en: Spring Festival}
    off: {from: 2027-02-05, to: 2027-02-11}
    make_up: [2027-01-31, 2027-02-13]
"""  # lines 5 to 7

Writer = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Writer:
    def written(text: str, name: str = "2027.yaml") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def test_a_new_notice_replaces_the_provisional_year(write):
    updated = china().merged(load_calendar(write(HEAD + FESTIVAL)))
    assert updated.status(date(2027, 2, 9)) == "published"
    assert not updated.is_working_day(date(2027, 2, 11))  # a Thursday
    assert updated.is_working_day(date(2027, 1, 31))  # a Sunday
    assert updated.is_working_day(date(2027, 5, 3))  # nothing else is off in this notice
    assert updated.title == "2004–2030"


def test_a_folder_stands_for_its_files(write, tmp_path):
    write(HEAD + FESTIVAL)
    write("year: 2028\nstatus: provisional\nsource: 法\nholidays: []\n", "2028.yaml")
    assert load_calendar(str(tmp_path)).title == "2027–2028"


ONE_MORE = HEAD + FESTIVAL + "  - name: 端午节\n"  # line 8

WRONG = {
    "off twice": (
        ONE_MORE + "    off: 2027-02-11\n",
        (9, "holidays[2].off"),
        ("2027-02-11 重复列为放假日", "2027-02-11 is listed as a day off twice"),
    ),
    "off and worked": (
        ONE_MORE + "    make_up: [2027-02-07]\n",
        (9, "holidays[2].make_up[1]"),
        (
            "2027-02-07 既列为放假日，又列为调休上班日",
            "2027-02-07 is both a day off and a make-up working day",
        ),
    ),
    "worked, then off": (
        HEAD + "  - name: 元旦\n    make_up: [2027-02-06]\n" + FESTIVAL,
        (6, "holidays[1].make_up[1]"),
        (
            "2027-02-06 既列为放假日，又列为调休上班日",
            "2027-02-06 is both a day off and a make-up working day",
        ),
    ),
    "worked twice": (
        ONE_MORE + "    make_up: [2027-01-31]\n",
        (9, "holidays[2].make_up[1]"),
        ("2027-01-31 重复列为调休上班日", "2027-01-31 is listed as a make-up working day twice"),
    ),
    "no weekend": (
        ONE_MORE + "    make_up:\n      - 2027-06-12\n      - 2027-06-07\n",
        (11, "holidays[2].make_up[2]"),
        ("2027-06-07 不是周六、周日，不能列为调休上班日", "2027-06-07 is no Saturday or Sunday"),
    ),
    "off in another year": (
        ONE_MORE + "    off: {from: 2027-12-31, to: 2028-01-02}\n",
        (9, "holidays[2].off"),
        ("2028-01-02 不在 2027 年内", "2028-01-02 is not in 2027"),
    ),
    "worked in another year": (
        ONE_MORE + "    make_up: [2026-12-26]\n",
        (9, "holidays[2].make_up[1]"),
        ("2026-12-26 不在 2027 年内", "2026-12-26 is not in 2027"),
    ),
    "backwards": (
        ONE_MORE + "    off: {from: 2027-06-09, to: 2027-06-08}\n",
        (9, "holidays[2].off"),
        ("止日早于起日", "the end is before the beginning"),
    ),
    "unknown key": (
        ONE_MORE + "    makeup: [2027-06-12]\n",
        (9, "holidays[2].makeup"),
        ("未知的键", "unknown key"),
    ),
    "no such day": (
        ONE_MORE + "    off: 2027-02-29\n",
        (9, None),
        ("没有 2027-02-29 这一天", "there is no day 2027-02-29"),
    ),
    "another way to write a day": (
        ONE_MORE + "    off: 6月9日\n",
        (9, "holidays[2].off.from"),
        ("6月9日 不是日期", "6月9日 is not a day"),
    ),
    "a moment": (
        ONE_MORE + "    off: 2027-06-09 12:00:00\n",
        (9, "holidays[2].off.from"),
        ("2027-06-09 12:00:00 不是日期", "2027-06-09 12:00:00 is not a day"),
    ),
    "status": (
        HEAD.replace("published", "final") + FESTIVAL,
        (2, "status"),
        ("不支持的取值 'final'", "'final' is not one of the allowed values"),
    ),
    "year": (HEAD.replace("2027", "'2027'"), (1, "year"), ("不是整数", "is not a whole number")),
}


@pytest.mark.parametrize(("text", "place", "words"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_with_file_and_line(write, text, place, words):
    path = write(text)
    with pytest.raises(DeclarationError) as raised:
        load_calendar(path)
    (row, field), (zh, en) = place, words
    problem = raised.value.problems[0]
    assert (problem.where.file, problem.where.row) == (str(path), row)
    assert problem.where.field is None or problem.where.field == field
    assert zh in problem.what.zh
    assert en in problem.what.en
    use_language("zh")
    assert f"第 {row} 行" in str(raised.value)


def test_all_that_is_wrong_is_said_at_once(write):
    text = ONE_MORE + "    off: 2027-02-11\n    make_up: [2027-06-07, 2028-01-01]\n"
    with pytest.raises(DeclarationError) as raised:
        load_calendar(write(text), write(HEAD + "  - {name: 劳动节, of: 2027-05-01}\n", "other.yaml"))
    rows = [(Path(problem.where.file).name, problem.where.row) for problem in raised.value.problems]
    assert rows == [("2027.yaml", 9), ("2027.yaml", 10), ("2027.yaml", 10), ("other.yaml", 5)]


def test_two_files_for_one_year(write):
    first, second = write(HEAD + FESTIVAL), write(HEAD + FESTIVAL, "again.yaml")
    with pytest.raises(DeclarationError, match="the year 2027 is given by") as raised:
        load_calendar(first, second)
    assert raised.value.problems[0].where.file == str(second)


def test_no_file(tmp_path):
    with pytest.raises(NotFoundError, match="no such file"):
        load_calendar(tmp_path / "2027.yaml")
    with pytest.raises(NotFoundError, match="no YAML file in the folder"):
        load_calendar(tmp_path)


def test_an_empty_holiday_list_and_an_empty_file(write):
    assert load_calendar(write(HEAD.rstrip() + " []\n")).is_working_day(date(2027, 2, 8))
    with pytest.raises(DeclarationError):
        load_calendar(write("", "empty.yaml"))


def test_the_json_schema_allows_what_the_files_say():
    jsonschema = pytest.importorskip("jsonschema")
    schema = CalendarYear.model_json_schema()
    year = {
        "year": 2027,
        "status": "published",
        "source": "通知",
        "holidays": [
            {"name": {"zh": "元旦", "en": "New Year"}, "off": "2027-01-01"},
            {"name": "春节", "off": {"from": "2027-02-05", "to": "2027-02-11"}, "make_up": ["2027-01-31"]},
        ],
    }
    jsonschema.validate(year, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**year, "statu": "x"}, schema)
