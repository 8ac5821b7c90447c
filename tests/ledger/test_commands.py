"""The commands: what they print, and how they end."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from quheng.cli import app
from quheng.errors import DataError, MethodError, NotFoundError
from quheng.ledger.models import CaseRow, VersionRow
from quheng.library import library_file
from tests.ledger.small import FILE, edited

SAMPLE = library_file("programmes", "sample")


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_check_says_that_nothing_is_wrong():
    result = run("check", FILE)
    assert (result.exit_code, result.stdout) == (0, "1 file: nothing is wrong\n")


def test_check_names_file_line_and_remedy_and_fails(tmp_path):
    file = tmp_path / "wrong.yaml"
    file.write_text(edited(("to: waiting,", "to: wating,")), encoding="utf-8")
    result = run("check", file, FILE)
    assert result.exit_code == 1
    assert f"{file}, row 30, field moves.ask.to: there is no stage wating" in result.stderr
    assert "did you mean waiting?" in result.stderr
    chinese = run("--lang", "zh", "check", file)
    assert "第 30 行，字段 moves.ask.to：没有名为 wating 的环节" in chinese.stderr


def test_explain_programme(tmp_path):
    assert run("explain-programme", FILE).stdout.startswith("# Lost property\n")
    assert run("explain-programme", FILE, "--language", "zh").stdout.startswith("# 失物招领\n")
    out = tmp_path / "guide.html"
    assert run("explain-programme", "hotline-12345", "--html", "--out", out).stdout == f"wrote {out}\n"
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert isinstance(run("explain-programme", "hotline-1234").exception, NotFoundError)


def test_schema_programme_is_a_json_schema():
    jsonschema.Draft202012Validator.check_schema(json.loads(run("schema", "programme").stdout))


def test_from_an_empty_database_to_a_proven_record(database):
    assert run("ledger", "init", "--approver", "gao", "--sample").exit_code == 0
    assert VersionRow.objects.count() >= 3
    count = CaseRow.objects.count()
    assert run("ledger", "verify").stdout == f"{count} cases hold as recorded\n"
    assert run("ledger", "replay").stdout == f"replayed {count} cases\n"
    assert run("ledger", "anchor", "--day", "2026-03-20").stdout.startswith("2026-03-20 sha256:")
    CaseRow.objects.filter(number="RX2026000001").update(stage="handling")
    broken = run("ledger", "verify")
    assert broken.exit_code == 1
    assert "case RX2026000001" in broken.stderr
    assert run("ledger", "verify", "--case", "RX2026000002").exit_code == 0
    assert run("ledger", "replay", "--case", "RX2026000001").exit_code == 0
    assert run("ledger", "verify").exit_code == 0
    assert isinstance(run("ledger", "verify", "--case", "RX1").exception, NotFoundError)
    assert isinstance(run("ledger", "anchor", "--day", "soon").exception, MethodError)


def test_import_with_a_dry_run_first(database):
    table = SAMPLE / "organisations.csv"
    assert run("ledger", "import", "organisations", table, "--dry-run").stdout.startswith(
        "dry run, nothing written: 28 new"
    )
    assert (
        run("ledger", "import", "organisations", table).stdout == "imported: 28 new, 0 changed, 0 unchanged\n"
    )
    assert run("ledger", "import", "enterprises", SAMPLE / "enterprises.csv").stdout.startswith(
        "imported: 5 new"
    )
    assert isinstance(run("ledger", "import", "enterprises", table).exception, DataError)


@pytest.mark.parametrize(
    "module", ["quheng.cli", "quheng.ledger.programmes", "quheng.ledger.cases", "quheng.ledger.guide"]
)
def test_pure_rooms_and_the_command_line_start_without_django(module):
    code = f"import sys, {module}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path.cwd()).returncode == 0
