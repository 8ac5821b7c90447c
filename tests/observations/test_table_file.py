"""Tables from CSV, XLSX and Parquet are the same table."""

from __future__ import annotations

import io

import openpyxl
import polars as pl
import pytest

import quheng
from quheng.errors import DataError
from quheng.observations import read_table
from tests.conftest import HAND_VALUES, observations_csv


def as_xlsx(csv, path):
    book = openpyxl.Workbook()
    for line in csv.strip().split("\n"):
        book.active.append(
            [
                float(c) if c.replace(".", "").isdigit() and n == 3 else c or None
                for n, c in enumerate(line.split(","))
            ]
        )
    book.save(path)


def test_xlsx_and_parquet_give_the_ranks_of_the_csv(make_folder):
    csv = observations_csv(HAND_VALUES)
    folder = make_folder()
    expected = quheng.open(folder).build()
    (folder / "observations.csv").unlink()
    as_xlsx(csv, folder / "observations.xlsx")
    from_xlsx = quheng.open(folder).build()
    (folder / "observations.xlsx").unlink()
    pl.read_csv(io.StringIO(csv)).write_parquet(folder / "observations.parquet")
    from_parquet = quheng.open(folder).build()
    for edition in (from_xlsx, from_parquet):
        assert edition.score.tolist() == expected.score.tolist()


@pytest.mark.parametrize(
    ("name", "content"), [("t.xlsx", b"no zip"), ("t.parquet", b"PAR0"), ("t.docx", b"")]
)
def test_a_file_that_is_not_of_its_kind(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataError, match=name):
        read_table(path)


def test_quoted_commas_and_line_breaks_are_kept(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text('code,name\nA,"one, two"\nB,"line\nbreak"\n')
    assert read_table(path).frame["name"].to_list() == ["one, two", "line\nbreak"]


@pytest.mark.parametrize("separator", [",", "\t"])
def test_utf_16_is_read_and_said(tmp_path, separator):
    path = tmp_path / "t.csv"
    path.write_bytes("code,name\nA,甲\n".replace(",", separator).encode("utf-16"))
    table = read_table(path)
    assert table.frame.rows() == [("A", "甲")]
    assert [note.zh for note in table.notes] == ["t.csv 按 UTF-16 编码读取"]


def test_nothing_is_guessed_in_our_own_form(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("code;name\nA;x\n", encoding="utf-8")
    assert read_table(path).frame.columns == ["code;name"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("a,b\n1,2\n1,2,3\n", "t.csv, row 3: the row has 3 cells, and the header 2"),
        ('a,b\n1,"2"x"\n', "t.csv: not a well-formed CSV"),
        ('"a","b","a"\n1,2,3\n', "t.csv, row 1: two columns have one name: a"),
    ],
)
def test_a_faulty_csv_is_worded_in_our_own_words(tmp_path, content, words):
    path = tmp_path / "t.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_table(path)
    assert words in str(error.value)
    assert "polars" not in str(error.value)
