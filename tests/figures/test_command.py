"""The command prints figures in both languages, and writes them."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from quheng.cli import app
from quheng.errors import MethodError, NotFoundError
from tests.figures.test_town import at


@pytest.fixture
def run(town, monkeypatch):
    """Give the command over four closed cases, run on 6 May."""
    for _ in range(4):
        town.finishes(values={"thing": "伞", "sort": "big", "office": "street-1"})
    at(town, 5, 6)
    monkeypatch.setattr("quheng.cli.figure_commands.moment", lambda: town.now)

    def invoke(*arguments: object):
        return CliRunner().invoke(app, [*map(str, arguments)])

    return invoke


def test_it_prints_the_sentence_the_figures_and_the_forecast(run):
    lines = run("figures", "lost-property").stdout.splitlines()
    assert lines[0].startswith("By 6 May 2026, 4 cases were handled; closed on time: 100 %")
    assert lines[1:3] == [
        "Received: 4 cases",
        "  forecast: the year at the rate of its first 4 months: 12 cases",
    ]
    chinese = run("--lang", "zh", "figures", "lost-property", "--period", "2026-03").stdout.splitlines()
    assert chinese[0].startswith("2026年3月办理4件，按时办结率100%")
    assert chinese[1:3] == ["受理量: 4件", "办结量: 4件"]


def test_it_breaks_down_ranks_and_watches(run):
    assert "  big: 4 cases\n" in run("figures", "lost-property", "--period", "2026-03", "--by", "sort").stdout
    ranked = run("figures", "lost-property", "--period", "2026-03", "--rank", "on_time").stdout
    assert ranked == "Closed on time: 100 %\n  1. street-1: 100 %\n"
    watched = run("figures", "lost-property", "--period", "2026-03-02/2026-03-08", "--rising", "received")
    assert watched.stdout == "big: 4 this week, 0 a week in the 4 weeks before\n"
    nothing = run("figures", "lost-property", "--rising", "received").stdout
    assert nothing == "nothing rises this week by more than chance\n"


def test_the_public_is_shown_what_is_public(run):
    printed = run("figures", "lost-property", "--period", "2026-03", "--public").stdout
    assert printed == "In March 2026, 4 cases were received\nReceived: 4 cases\n"


def test_it_writes_a_table_and_observations(run, tmp_path):
    table, observations = tmp_path / "figures.csv", tmp_path / "observations.csv"
    printed = run("figures", "lost-property", "--out", table, "--observations", observations).stdout
    assert f"wrote {table}\nwrote {observations}\nwrote {tmp_path / 'sources.yaml'}\n" in printed
    lines = observations.read_text(encoding="utf-8").splitlines()
    assert any(",lost-property.received,2026,4,件,P," in line for line in lines)
    assert any(",lost-property.received,2026,12,件,F," in line for line in lines)
    assert "forecast: the year at the rate of its first 4 months" in (tmp_path / "sources.yaml").read_text()
    assert table.read_text(encoding="utf-8").startswith("figure,period,by,key,")


def test_what_is_not_there_is_said(run):
    assert isinstance(run("figures", "lost").exception, NotFoundError)
    assert isinstance(run("figures", "lost-property", "--period", "x").exception, MethodError)
    assert isinstance(run("figures", "lost-property", "--by", "thing").exception, MethodError)
    assert isinstance(run("figures", "lost-property", "--rank", "done").exception, MethodError)
