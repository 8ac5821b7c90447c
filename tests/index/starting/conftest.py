"""Make an index folder from a table that is written here, and keep what was said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import quheng
from quheng.index.starting import start_from_table


@dataclass(frozen=True)
class Started:
    """A folder made from a table."""

    folder: Path
    notes: str
    notes_zh: str

    @property
    def index(self):
        return quheng.open(self.folder)

    @property
    def measures(self):
        return {variable.code: variable.measure for variable in self.index.declaration.variables}

    @property
    def units(self):
        return pl.read_csv(self.folder / "units.csv", infer_schema=False)

    def values(self, indicator):
        """The values of an indicator, in the order of the rows."""
        rows = self.index.inputs.observations.filter(pl.col("indicator") == indicator)
        return rows["value"].to_list()


@pytest.fixture
def start(tmp_path):
    """Start from a text (bytes, or text in UTF-8) or from the sheets of a workbook."""

    def start(table, period="2024", *, sheet=None, file="table.csv"):
        path = tmp_path / file
        if isinstance(table, dict):
            book = openpyxl.Workbook()
            book.remove(book.active)
            for title, rows in table.items():
                page = book.create_sheet(title)
                for row in rows:
                    page.append(row)
            path = path.with_suffix(".xlsx")
            book.save(path)
        else:
            path.write_bytes(table if isinstance(table, bytes) else table.encode("utf-8"))
        folder = tmp_path / "made"
        try:
            notes = start_from_table(folder, path, period, sheet)
        except quheng.QuhengError:
            assert not folder.exists()
            assert not list(tmp_path.glob(".made*"))
            raise
        return Started(
            folder,
            "\n".join(note.speak("en") for note in notes),
            "\n".join(note.speak("zh") for note in notes),
        )

    return start
