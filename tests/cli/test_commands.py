"""The command line as a person meets it."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys

import jsonschema
import openpyxl
import pytest
from ruamel.yaml import YAML

from quheng.library import library_file
from tests.conftest import HAND_INDEX, HAND_UNITS


def quheng(*arguments, cwd=None, lang="en"):
    """Run the command in a process of its own, as a shell would."""
    return subprocess.run(
        [sys.executable, "-m", "quheng", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=cwd,
        env={**os.environ, "QUHENG_LANG": lang, "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"},
    )


def test_build_then_verify(make_folder, tmp_path):
    out = tmp_path / "out"
    built = quheng("build", make_folder(), "--out", out, "--replicates", 100, "--seed", 3, "--workers", 2)
    assert built.returncode == 0, built.stderr
    assert "5 ranked" in built.stdout
    assert "report.html" in built.stdout
    assert json.loads((out / "edition.json").read_text(encoding="utf-8"))["study"]["seed"] == 3
    assert quheng("verify", out).stdout.strip() == "the same"
    scores = out / "scores.csv"
    scores.write_text(scores.read_text(encoding="utf-8").replace("D,丁,1", "D,丁,9"), encoding="utf-8")
    found = quheng("verify", out)
    assert found.returncode == 1
    assert "scores.csv: D, rank is 9, rebuilt 1" in found.stdout


def test_bad_input_is_worded_with_exit_code_2(make_folder, tmp_path):
    folder = make_folder(units=HAND_UNITS + "A,again,east\n")
    for lang, words in (
        ("en", "units.csv, row 7, column 'code': the code A stands twice"),
        ("zh", "代码 A 重复"),
    ):
        failed = quheng("build", folder, "--out", tmp_path / "out", lang=lang)
        assert failed.returncode == 2
        assert words in failed.stderr
        assert "Traceback" not in failed.stderr
    assert not (tmp_path / "out").exists()


def test_the_language_can_be_chosen(make_folder, tmp_path):
    chosen = quheng("--lang", "zh", "build", make_folder(), "--out", tmp_path / "o", "--replicates", 0)
    assert "名次" in chosen.stdout


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_help_is_in_the_language(lang):
    helped = quheng("build", "--help", lang=lang)
    assert ("重复次数" in helped.stdout) == (lang == "zh")


def test_list_names_the_shipped_index():
    assert "district-investment\tUrban-district investment competitiveness" in quheng("list").stdout


def test_show_opens_a_figure_to_its_observation():
    shown = quheng("show", "410105")
    assert "Jinshui: rank" in shown.stdout
    assert "census-2020 2020 (observations:" in shown.stdout


def test_show_says_why_a_unit_is_not_ranked():
    shown = quheng("show", "440115", lang="zh")
    assert "未参与排名" in shown.stdout
    assert "国家级新区" in shown.stdout


def test_show_lists_namesakes():
    shown = quheng("show", "鼓楼区", lang="zh")
    assert shown.returncode == 2
    assert "320106" in shown.stderr
    assert "南京市" in shown.stderr


def test_show_without_a_match():
    shown = quheng("show", "亚特兰蒂斯", lang="zh")
    assert shown.returncode == 2
    assert "没有“亚特兰蒂斯”" in shown.stderr


def test_new_builds_as_it_is(tmp_path):
    assert quheng("new", tmp_path / "mine").returncode == 0
    built = quheng("build", tmp_path / "mine", "--out", tmp_path / "out")
    assert built.returncode == 0, built.stderr
    assert "5 ranked" in built.stdout


def test_new_from_a_table(tmp_path):
    table = tmp_path / "我的数据.csv"
    table.write_bytes(
        "区县,省份,地区生产总值（亿元）,失业率(%),经度,纬度\n甲,东,120.5,4,113,34\n乙,东,98,5.5,114,35\n丙,西,,3,115,36\n".encode(
            "gb18030"
        )
    )
    made = quheng("new", tmp_path / "mine", "--from", table, "--period", "2024", lang="zh")
    assert made.returncode == 0, made.stderr
    assert "GB18030" in made.stderr
    assert "地区生产总值、失业率" in made.stderr
    built = quheng("build", tmp_path / "mine", "--out", tmp_path / "out", "--replicates", 50)
    assert built.returncode == 0, built.stderr
    text = (tmp_path / "mine" / "index.yaml").read_text(encoding="utf-8")
    assert 'measure: "亿元"' in text


@pytest.mark.parametrize(
    ("content", "arguments", "words"),
    [
        ("name,a\nx,1\ny,2\n", [], "--period"),
        ("name,a\nx,1\ny,2\n", ["--period", "soon"], "'soon'"),
        ("name,a\nx,1\ny,about 2\nz,3\n", ["--period", "2024"], "row 3"),
        ("a,b\n1,2\n3,4\n", ["--period", "2024"], "no column names the units"),
        ("name,kind\nx,p\ny,q\n", ["--period", "2024"], "no column of numbers"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path, content, arguments, words):
    (tmp_path / "t.csv").write_text(content)
    made = quheng("new", tmp_path / "mine", "--from", tmp_path / "t.csv", *arguments)
    assert made.returncode == 2
    assert words in made.stderr
    assert not (tmp_path / "mine").exists()


def test_the_next_command_quotes_a_folder_with_a_space(tmp_path):
    made = quheng("new", tmp_path / "my index")
    command = made.stdout.partition("next: ")[2]
    assert shlex.split(command) == ["quheng", "build", str(tmp_path / "my index")]


def test_new_from_a_named_sheet(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["about this file"])
    for title, value in (("2023", 1), ("2024", 2)):
        sheet = book.create_sheet(title)
        sheet.append(["name", "x"])
        sheet.append(["A", value])
    book.save(tmp_path / "t.xlsx")
    arguments = ("--from", tmp_path / "t.xlsx", "--period", "2024")
    first = quheng("new", tmp_path / "first", *arguments)
    assert "'2023'" in first.stderr
    quheng("new", tmp_path / "named", *arguments, "--sheet", "2024")
    assert ",2," in (tmp_path / "named" / "observations.csv").read_text(encoding="utf-8")
    none = quheng("new", tmp_path / "none", *arguments, "--sheet", "2025", lang="zh")
    assert none.returncode == 2
    assert "2023、2024" in none.stderr


def test_new_leaves_a_full_folder_alone(make_folder):
    folder = make_folder()
    before = (folder / "index.yaml").read_text(encoding="utf-8")
    assert quheng("new", folder).returncode == 2
    assert (folder / "index.yaml").read_text(encoding="utf-8") == before


def test_the_schema_accepts_every_shipped_index():
    schema = json.loads(quheng("schema", "index").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    for path in (
        library_file("indices", "district-investment", "index.yaml"),
        library_file("starter", "index.yaml"),
    ):
        document = YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
        jsonschema.validate(document, schema)


def test_the_schema_refuses_an_unknown_key():
    schema = json.loads(quheng("schema", "index").stdout)
    document = {"index": "x", "title": "X", "framework": [], "colour": "red"}
    assert not jsonschema.Draft202012Validator(schema).is_valid(document)


def test_sensitivity_prints_the_choices_or_writes_each_unit(make_folder, tmp_path):
    folder = make_folder()
    printed = quheng("sensitivity", folder, "--n", 16)
    assert printed.returncode == 0, printed.stderr
    assert "Normalisation" in printed.stdout
    table = tmp_path / "units.csv"
    assert quheng("sensitivity", folder, "--n", 16, "--target", "units", "--out", table).returncode == 0
    head, *rows = table.read_text(encoding="utf-8").splitlines()
    assert head.startswith("unit,name,rank,code")
    assert len(rows) == 5 * 4
    vague = quheng("sensitivity", folder, "--target", "top:many")
    assert vague.returncode == 2
    assert "top:10" in vague.stderr


def test_influence_writes_four_tables(make_folder, tmp_path):
    out = tmp_path / "tables"
    whole = HAND_INDEX.replace("impute: {by: median, group: region}", "impute: {by: median}")
    done = quheng("influence", make_folder(whole), "--out", out)
    assert done.returncode == 0, done.stderr
    names = {"weight_swaps", "leave_one_unit_out", "order_holds", "tiers"}
    assert {path.stem for path in out.iterdir()} == names
