"""What is wrong with a declaration is said with its file, its line and its field, all of it at once."""

from __future__ import annotations

import enum
from fractions import Fraction
from typing import Annotated, Literal

import pytest
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, Share, parse_yaml, read_yaml, validated
from quheng.errors import DeclarationError, NotFoundError


class Circle(Declared):
    by: Literal["circle"]
    radius: float = Field(gt=0, allow_inf_nan=False)


class Square(Declared):
    by: Literal["square"]
    side: float = Field(ge=0, lt=10)


class Colour(enum.Enum):
    RED = "red"


class Drawing(Declared):
    title: Text
    shapes: tuple[Annotated[Circle | Square, Field(discriminator="by")], ...] = Field(
        min_length=1, max_length=2
    )
    code: str = Field(default="a", pattern=r"^[a-z]+$", max_length=5)
    copies: int = Field(default=1, ge=1, le=99)
    framed: bool = False
    part: Share = Fraction(1)
    colour: Colour = Colour.RED


GOOD = """# a drawing
title: A drawing
shapes:
  - by: circle
    radius: 1
  - {by: square, side: 2}
"""


def problems_of(text):
    with pytest.raises(DeclarationError) as caught:
        validated(Drawing, text, "drawing.yaml")
    assert {problem.where.file for problem in caught.value.problems} == {"drawing.yaml"}
    return caught.value.problems


def test_a_good_one():
    drawing = validated(Drawing, GOOD, "drawing.yaml")
    assert drawing.title == Text(zh="A drawing", en="A drawing")
    assert [shape.by for shape in drawing.shapes] == ["circle", "square"]


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "words"),
    [
        ("title: A drawing\n", "", 2, "title", "missing"),
        ("title: A drawing", 'title: {zh: "", en: a}', 2, "title.zh", "empty"),
        ("title: A drawing", "title: {zh: 图}", 2, "title.en", "missing"),
        ("title: A drawing", "title: 5", 2, "title", "not of the form"),
        ("    radius: 1", "    radius: 1\n    radios: 1", 6, "shapes[1].radios", "unknown key"),
        ("    radius: 1", "    radius: 0", 5, "shapes[1].radius", "greater than 0"),
        ("    radius: 1", "    radius: wide", 5, "shapes[1].radius", "not a number"),
        ("    radius: 1", "    radius: [1]", 5, "shapes[1].radius", "not a number"),
        ("    radius: 1", "    radius: .inf", 5, "shapes[1].radius", "not a finite number"),
        ("side: 2", "side: -1", 6, "shapes[2].side", "0 or more"),
        ("side: 2", "side: 10", 6, "shapes[2].side", "less than 10"),
        ("by: circle", "by: oval", 4, "shapes[1]", "'oval'"),
        ("by: circle", "kind: circle", 4, "shapes[1]", "not named"),
        ("# a drawing", "copies: 1.5", 1, "copies", "not a whole number"),
        ("# a drawing", "copies: 100", 1, "copies", "99 or less"),
        ("# a drawing", "copies: 0", 1, "copies", "1 or more"),
        ("# a drawing", "framed: perhaps", 1, "framed", "not true or false"),
        ("# a drawing", "code: 7", 1, "code", "not a text"),
        ("# a drawing", "code: A B", 1, "code", "not allowed"),
        ("# a drawing", "code: abcdef", 1, "code", "5 characters"),
        ("# a drawing", "colour: blue", 1, "colour", "'blue'"),
        ("# a drawing", "part: 1/0", 1, "part", "1/0"),
    ],
)
def test_the_line_and_the_field(old, new, line, field, words):
    assert old in GOOD
    (problem,) = problems_of(GOOD.replace(old, new, 1))
    assert (problem.where.row, problem.where.field) == (line, field)
    assert words in problem.what.en


@pytest.mark.parametrize(
    ("shapes", "words"), [("[]", "at least 1"), ("circle", "not a list"), ("5", "not a list")]
)
def test_a_list_that_is_none(shapes, words):
    (problem,) = problems_of(f"title: A drawing\nshapes: {shapes}\n")
    assert (problem.where.row, problem.where.field) == (2, "shapes")
    assert words in problem.what.en


def test_a_list_that_is_too_long():
    (problem,) = problems_of(GOOD + "  - {by: circle, radius: 1}\n")
    assert (problem.where.row, problem.where.field) == (3, "shapes")
    assert "at most 2" in problem.what.en


def test_all_of_it_at_once():
    problems = problems_of(GOOD.replace("side: 2", "side: -1") + "copies: 0\nmore: 1\n")
    assert [problem.where.row for problem in problems] == [6, 7, 8]


def test_a_contradiction_of_our_own_keeps_its_words():
    class Refusing(Declared):
        name: str

        def model_post_init(self, _):
            raise ContradictionError(Text(zh="不行", en="it cannot be"), Text(zh="算了", en="leave it"))

    with pytest.raises(DeclarationError) as caught:
        validated(Refusing, "name: x\n", "f.yaml")
    (problem,) = caught.value.problems
    assert (problem.what.zh, problem.what.en, problem.remedy.en) == ("不行", "it cannot be", "leave it")


@pytest.mark.parametrize("text", ["", "# nothing but a remark\n", "- 1\n- 2\n", "just words\n", "3\n"])
def test_a_document_that_is_no_mapping(text):
    (problem,) = problems_of(text)
    assert "not of the form key: value" in problem.what.en


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("title: a\ntitle: b\n", 2),
        ("title: a\nshapes:\n\t- 1\n", 3),
        ("title: a\nshapes: [1\n", 3),
        ("title: a: b\n", 1),
        ("title: 'a\n", 2),
        ("title: !!python/object:os.system {}\n", 1),
    ],
)
def test_text_that_is_no_yaml(text, line):
    (problem,) = problems_of(text)
    assert "YAML" in problem.what.en
    assert problem.where.row == line


def test_yes_and_no_are_words_in_yaml_1_2():
    assert parse_yaml("a: no\nb: on\nc: 012\n", "f.yaml") == {"a": "no", "b": "on", "c": 12}


def test_a_file_that_is_not_utf_8(tmp_path):
    path = tmp_path / "index.yaml"
    path.write_bytes("title: 城区".encode("gb18030"))
    with pytest.raises(DeclarationError, match="not UTF-8 \\(at byte 7\\)"):
        read_yaml(path)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "index.yaml"
    path.write_bytes(b"\xef\xbb\xbftitle: x")
    assert read_yaml(path) == "title: x"


def test_a_file_that_there_is_not(tmp_path):
    for path in (tmp_path / "index.yaml", tmp_path, tmp_path / "a" / "b"):
        with pytest.raises(NotFoundError, match="no such file"):
            read_yaml(path)
