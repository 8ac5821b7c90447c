"""Reading from the command line: what it prints and writes, what it refuses, and the way into an index."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import quheng
from quheng.evidence import read
from quheng.evidence.review import read_decisions, record
from quheng.evidence.tables import read_tables
from tests.cli.test_commands import quheng as run
from tests.evidence.readings import decision_on

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
GIVEN = ("--published", "2024-12-12", "--home", "610113")


@pytest.fixture
def page(tmp_path):
    return Path(shutil.copy(EXAMPLES / "page.txt", tmp_path))


@pytest.fixture
def reading(page):
    return read(page.read_bytes().decode(), published="2024-12-12", home="610113")


@pytest.fixture
def districts(tmp_path):
    return Path(shutil.copytree(EXAMPLES / "districts", tmp_path / "districts"))


def decide(reading, path, **actions):
    """Record a decision on the claim of each of the words; the keys are actions."""
    taken = [
        decision_on(
            reading, next(at for at, claim in enumerate(reading.claims) if claim.text == words), action
        )
        for action, several in actions.items()
        for words in several
    ]
    record(path, taken)
    return path


def test_a_page_is_printed_with_its_numbers_and_what_was_read(page):
    printed = run("read", page, *GIVEN)
    assert printed.returncode == 0, printed.stderr
    assert "高新技术企业达[865家]" in printed.stdout
    assert "11月底，" in printed.stdout
    assert "Claims that were read" in printed.stdout
    assert "读到的陈述" in run("read", page, *GIVEN, lang="zh").stdout


def test_claims_and_the_review_page_are_written(page, tmp_path):
    out, review = tmp_path / "new" / "claims.jsonl", tmp_path / "review.html"
    printed = run("read", page, *GIVEN, "--out", out, "--review", review)
    assert printed.returncode == 0, printed.stderr
    text = page.read_bytes().decode()
    for line in out.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        assert text[claim["start"] : claim["end"]] == claim["text"]
    assert '<mark id="c0"' in review.read_text(encoding="utf-8")


def test_decisions_are_replayed(page, reading, tmp_path):
    decisions = decide(reading, tmp_path / "d.jsonl", accept=["865家"], reject=["856家"])
    out = tmp_path / "claims.jsonl"
    printed = run("read", page, *GIVEN, "--out", out, "--decisions", decisions)
    assert "accepted 1" in printed.stdout
    states = [json.loads(line)["review"]["state"] for line in out.read_text(encoding="utf-8").splitlines()]
    assert states.count("accepted") == states.count("rejected") == 1


def test_an_encoding_that_is_not_utf8_is_said(page):
    page.write_bytes(page.read_bytes().decode().encode("gb18030"))
    printed = run("read", page, *GIVEN)
    assert "GB18030" in printed.stderr
    assert "[865家]" in printed.stdout


@pytest.mark.parametrize(
    ("arguments", "text", "words"),
    [
        (("--published", "2024-13-01"), "有企业12家。", "2024-13-01"),
        (("--home", "999999"), "有企业12家。", "999999"),
        (("--out", "claims.docx"), "有企业12家。", ".docx"),
        (("--decisions", "none.jsonl"), "有企业12家。", "none.jsonl"),
        ((), "", "is empty"),
        ((), " \n\u3000\n", "is empty"),
    ],
)
def test_bad_input_is_worded(arguments, text, words, tmp_path):
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    printed = run("read", "page.txt", *arguments, cwd=tmp_path)
    assert printed.returncode == 2
    assert words in printed.stderr
    assert "Traceback" not in printed.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["page.txt"]


TABLE = "2024年主要指标,,\n地区,地区生产总值（亿元）,高新技术企业（家）\n莲湖区,900.5,350\n长安区,1400,700\n"


def test_a_table_is_read_reviewed_and_entered_with_its_cells(districts, tmp_path):
    table = tmp_path / "table.csv"
    table.write_text(TABLE, encoding="utf-8")
    printed = run("read", table, "--home", "610100", "--review", tmp_path / "r.html")
    assert printed.returncode == 0, printed.stderr
    assert "[900.5]" in printed.stdout
    decisions = decide(
        read_tables(table, home="610100").reading, tmp_path / "d.jsonl", accept=["900.5", "700"]
    )
    printed = run(
        "evidence", "into", districts, "--reading", table, "--decisions", decisions, "--home", "610100"
    )
    assert "2 entered" in printed.stdout, printed.stderr
    opened = quheng.open(districts).inputs
    (row,) = opened.observations.filter(unit="610104", indicator="gdp", period="2024").rows(named=True)
    assert row["value"] == pytest.approx(900.5)
    (source,) = [source for source in opened.sources if source.id == row["source"]]
    assert "row 3" in source.obtain.en or "B3" in source.obtain.en


def test_a_damaged_file_of_tables_is_worded(tmp_path):
    (tmp_path / "table.xlsx").write_bytes(b"PK")
    printed = run("read", tmp_path / "table.xlsx")
    assert printed.returncode == 2
    assert "table.xlsx" in printed.stderr
    assert "Traceback" not in printed.stderr


def test_a_missing_file_is_worded(tmp_path):
    printed = run("read", tmp_path / "none.txt")
    assert printed.returncode == 2
    assert "Traceback" not in printed.stderr


def test_accepted_observations_go_into_an_index(page, reading, districts, tmp_path):
    decisions = decide(
        reading, tmp_path / "d.jsonl", accept=["865家", "132家", "2187.6亿元"], reject=["856家"]
    )
    into = ("evidence", "into", districts, "--reading", page, "--decisions", decisions, *GIVEN)
    printed = run(*into)
    assert printed.returncode == 0, printed.stderr
    assert "2 entered (hightech_enterprises, gdp)" in printed.stdout
    assert "132家: the framework has no hightech_enterprises_new" in printed.stderr
    observed = quheng.open(districts).inputs.observations
    (row,) = observed.filter(unit="610113", indicator="gdp", period="2024-01-01/2024-09-30").rows(named=True)
    assert row["value"] == pytest.approx(2187.6)
    assert "2 there already" in run(*into).stdout


def test_a_contradiction_is_refused_with_both_values(page, reading, districts, tmp_path):
    with (districts / "observations.csv").open("a", encoding="utf-8") as file:
        file.write("610113,hightech_enterprises,2024-11-30,800,家,A,made-up\n")
    decisions = decide(reading, tmp_path / "d.jsonl", accept=["865家"])
    printed = run("evidence", "into", districts, "--reading", page, "--decisions", decisions, *GIVEN)
    assert printed.returncode == 2
    assert "800 家" in printed.stderr
    assert "865 家" in printed.stderr


def test_decisions_on_a_text_that_was_changed_since_are_refused(page, reading, districts, tmp_path):
    decisions = decide(reading, tmp_path / "d.jsonl", accept=["865家"])
    page.write_text(page.read_text(encoding="utf-8").replace("865家", "866家"), encoding="utf-8")
    printed = run("evidence", "into", districts, "--reading", page, "--decisions", decisions, *GIVEN)
    assert printed.returncode == 2
    assert "another text" in printed.stderr


def test_agreement_of_two_reviewers(reading, tmp_path):
    files = [tmp_path / "li.jsonl", tmp_path / "wang.jsonl"]
    record(files[0], [decision_on(reading, at, who="Li") for at in (0, 1)])
    record(files[1], [decision_on(reading, 0, who="Wang"), decision_on(reading, 1, "reject", who="Wang")])
    printed = run("evidence", "agreement", *files)
    assert "1 (50%)" in printed.stdout
    assert "Wang: reject" in printed.stdout
    assert len(read_decisions(files[0])) == 2
