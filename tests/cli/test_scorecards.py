"""Scorecards from the command line."""

from __future__ import annotations

import json

import jsonschema
import polars as pl
import pytest
from ruamel.yaml import YAML

from quheng.library import library_file
from quheng.scorecard import load
from tests.cli.test_commands import quheng
from tests.scorecard.files.test_files import FIRM, lines, table


@pytest.fixture
def firms(tmp_path):
    rows = [{"name": name, **FIRM} for name in "甲乙丙丁"]
    rows[1]["employees"] = 501
    rows[2]["bad_record"] = None
    rows[3]["employees"] = "约一百"
    return table(tmp_path / "firms.csv", rows)


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "xlsx"])
def test_a_file_is_assessed(ending, firms, tmp_path):
    out = tmp_path / "new" / f"result.{ending}"
    printed = quheng("assess", "sme115", firms, "--out", out)
    assert printed.returncode == 0, printed.stderr
    assert "1 pass, 1 fail, 1 need review, 1 error" in printed.stdout
    assert f"wrote {out}" in printed.stdout
    assert out.is_file()
    assert (
        "符合 1，不符合 1，待核 1，错误 1"
        in quheng("assess", "sme115", firms, "--out", out, lang="zh").stdout
    )


def test_a_scorecard_of_ones_own_and_a_day(tmp_path, firms):
    card = tmp_path / "own.yaml"
    card.write_text(
        "scorecard: own\ntitle: Own\ninputs: [{id: employees, type: integer}]\n"
        "gates: [{id: few, when: employees <= 100}]\n"
        "versions:\n  - valid: {to: 2020-12-31}\n  - valid: {from: 2021-01-01}\n"
        "    gates: [{id: few, when: employees <= 50}]\n",
        encoding="utf-8",
    )
    path = lines(tmp_path / "a.jsonl", {"id": 1, "employees": 100})
    out = tmp_path / "o.jsonl"
    assert "1 fail" in quheng("assess", card, path, "--out", out).stdout
    assert "1 pass" in quheng("assess", card, path, "--out", out, "--on", "2020-06-01").stdout
    assert json.loads(out.read_text(encoding="utf-8"))["id"] == 1
    wrong = quheng("assess", card, path, "--out", out, "--on", "June")
    assert wrong.returncode == 2
    assert "'June' is not a day" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("sme11", "firms.csv", "--out", "o.csv"), "did you mean sme115?"),
        (("zzzz", "firms.csv", "--out", "o.csv"), "there is no scorecard zzzz"),
        (("none.yaml", "firms.csv", "--out", "o.csv"), "no such file"),
        (("sme115", "none.csv", "--out", "o.csv"), "no such file"),
        (("sme115", "firms.csv", "--out", "o.pdf"), "'.pdf'"),
        (("sme115", "firms.csv", "--out", "firms.csv"), "would replace the file"),
        (("sme115", "bytes.csv", "--out", "o.csv"), "neither UTF-8"),
        (("sme115", "empty.csv", "--out", "o.csv"), "empty"),
    ],
)
def test_bad_input_is_worded(arguments, words, firms, tmp_path):
    (tmp_path / "bytes.csv").write_bytes(bytes(range(128, 256)) * 9)
    (tmp_path / "empty.csv").write_bytes(b"")
    before = firms.read_bytes()
    printed = quheng("assess", *arguments, cwd=tmp_path)
    assert printed.returncode == 2
    assert words in printed.stderr
    assert "Traceback" not in printed.stderr
    assert firms.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bytes.csv", "empty.csv", "firms.csv"]


def test_a_verdict_is_explained(firms, tmp_path):
    for arguments in (("--inputs", json.dumps(FIRM | {"tech_staff": 9})), ("--subject", f"{firms}#3")):
        printed = quheng("explain", "sme115", *arguments)
        assert printed.returncode == 0, printed.stderr
        assert "fail" in printed.stdout.splitlines()[0]
    printed = quheng("explain", "sme115", "--inputs", json.dumps(FIRM | {"tech_staff": 9}))
    assert "9 ÷ 100 = 9% (< 10%) → 0" in printed.stdout
    assert "Science and technology staff +1" in printed.stdout
    assert "第七条（一）" in printed.stdout
    review = quheng("explain", "sme115", "--subject", f"{firms}#4", lang="zh")
    assert "补齐即可判定：上年及当年发生重大安全" in review.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--subject", "firms.csv"), "the file has 4 subjects"),
        (("--subject", "firms.csv#9"), "no subject in row 9"),
        (("--subject", "firms.csv#5"), "约一百"),
        (("--inputs", "{"), "not valid JSON"),
        (("--inputs", "[1]"), "no JSON object"),
        (("--inputs", '{"employes": 1}'), "employes"),
        (("--inputs", "{}", "--out", "rule.md"), "give one of"),
        (("--out", "rule.pdf"), "'.pdf'"),
    ],
)
def test_what_cannot_be_explained_is_worded(arguments, words, firms, tmp_path):
    printed = quheng("explain", "sme115", *arguments, cwd=tmp_path)
    assert printed.returncode == 2
    assert words in printed.stderr
    assert "Traceback" not in printed.stderr


def test_the_rule_is_printed_and_written(tmp_path):
    assert "Science and technology staff" in quheng("explain", "sme115").stdout
    for ending in ("html", "md"):
        path = tmp_path / f"rule.{ending}"
        assert quheng("explain", "hnte", "--out", path, lang="zh").returncode == 0
        assert "高新技术企业" in path.read_text(encoding="utf-8")


def test_the_scorecards_are_listed():
    printed = quheng("scorecards")
    assert printed.returncode == 0
    rows = {line.split()[0]: line for line in printed.stdout.splitlines()[1:]}
    assert "2017-05-03 to now" in rows["sme115"]
    assert "confirmed" in rows["sme115"]


def test_the_schemas_are_printed_and_hold():
    schema = json.loads(quheng("schema", "scorecard").stdout)
    yaml = YAML(typ="safe", pure=True)
    for name in ("sme115", "hnte", "innov2022"):
        text = library_file("scorecards", f"{name}.yaml").read_text(encoding="utf-8")
        jsonschema.validate(json.loads(json.dumps(yaml.load(text), default=str)), schema)
    calendar = json.loads(quheng("schema", "calendar").stdout)
    year = next(library_file("calendars", "china").glob("2024*.yaml")).read_text(encoding="utf-8")
    jsonschema.validate(json.loads(json.dumps(yaml.load(year), default=str)), calendar)


def test_a_large_file_with_bad_rows_loses_none(tmp_path):
    rows = [{"id": at, **FIRM, "employees": "x" if at % 100 == 0 else 90 + at % 20} for at in range(3000)]
    out = tmp_path / "o.parquet"
    printed = quheng("assess", "sme115", table(tmp_path / "a.csv", rows), "--out", out)
    assert "30 errors" in printed.stdout
    frame = pl.read_parquet(out)
    assert frame["id"].to_list() == [str(at) for at in range(3000)]
    card = load("sme115")
    for at in (1, 7, 15):
        assert frame["verdict"][at] == card.assess({**FIRM, "employees": 90 + at % 20}).verdict
