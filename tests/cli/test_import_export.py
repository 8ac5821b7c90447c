"""Import from other tools and export to SDMX, as a person meets them."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from quheng.cli import app
from quheng.errors import DataError

META = (
    "iCode,iName,Level,Parent,Direction,Weight,Type\n"
    "a,A,1,P,1,1,Indicator\nb,B,1,P,-1,1,Indicator\nP,Pillar,2,T,1,1,Aggregate\nT,Top,3,NA,1,1,Aggregate\n"
)


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)], catch_exceptions=False)


def test_coinr_then_sdmx(tmp_path):
    (tmp_path / "data.csv").write_text("uCode,a\nx,1\ny,2\n")
    (tmp_path / "more.csv").write_text("uCode,b\nx,4\ny,3\n")
    (tmp_path / "meta.csv").write_text(META)
    made = run(
        *("import", "coinr", tmp_path / "data.csv", tmp_path / "meta.csv", tmp_path / "new"),
        *("--more-data", tmp_path / "more.csv", "--period", "2024"),
    )
    assert made.exit_code == 0
    assert "quheng build" in made.output
    written = run("export", tmp_path / "new", "--sdmx", tmp_path / "out.csv")
    assert written.exit_code == 0
    assert "y,new,RANK,2024,1.0" in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_a_period_that_is_none(tmp_path):
    with pytest.raises(DataError, match="not a period"):
        run("import", "coin-tool", tmp_path / "x.xlsx", tmp_path / "new", "--period", "soon")
