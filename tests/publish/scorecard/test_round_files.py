"""A round that was held, as files."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

from quheng.publish.scorecard.round_files import write_round
from quheng.scorecard.rounds import Application, load_round

DECLARED = {
    "round": "r",
    "title": "R",
    "score": {"by": "marks"},
    "ties": [{"by": "lot", "seed": "s"}],
    "places": 1,
    "reserve": 1,
    "notice": {"lasts": "5 workday"},
}


def test_each_stage_is_a_table_and_all_of_it_is_json(tmp_path: Path) -> None:
    applications = [Application(name, name=f"={name}") for name in "abc"]
    marks = {"a": {"e": 1}, "b": {"e": 3}, "c": {"e": 2}}
    held = load_round(DECLARED).hold(applications, marks=marks, noticed=date(2026, 3, 2))
    for folder in (tmp_path / "one", tmp_path / "two"):
        write_round(held, folder)
    names = ["1-apply", "2-check", "3-score", "4-rank", "5-shortlist", "6-notice", "7-final", "log"]
    assert sorted(path.stem for path in (tmp_path / "one").glob("*.csv")) == names
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()
    with (tmp_path / "one" / "5-shortlist.csv").open(encoding="utf-8", newline="") as file:
        rows = [
            (row["went"], row["id"], row["name"], row["score"], row["rank"]) for row in csv.DictReader(file)
        ]
    assert rows == [
        ("on", "b", "'=b", "3", "1"),
        ("out", "a", "'=a", "1", "3"),
        ("reserve", "c", "'=c", "2", "2"),
    ]
    whole = json.loads((tmp_path / "one" / "round.json").read_text(encoding="utf-8"))
    assert whole["stages"][-1]["on"] == ["b"]
    assert whole["notice"]["to"] == "2026-03-09"
    assert {entry["applicant"] for entry in whole["log"]} == {"a", "b", "c"}
