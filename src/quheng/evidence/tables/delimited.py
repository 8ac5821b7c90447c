"""Text tables: CSV, TSV, or columns parted by semicolons, read row by row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.evidence.tables.grid import Grid
from quheng.observations.raw_table import DELIMITERS, delimiter_of, records
from quheng.observations.text_file import decode


def read_delimited(path: Path) -> tuple[Grid, tuple[Text, ...]]:
    """Return the table of a text file and notes on its encoding and its delimiter.

    The rows are parsed as they are asked for, so that a long file needs little more memory than its text.

    Raises
    ------
    DataError
        Where the file is empty, or in an unknown encoding; and, while rows are asked for, where a quote is
        not closed.
    """
    text, notes = decode(path.read_bytes(), path.name)
    if not text.strip():
        raise DataError(empty_file(path))
    delimiter = delimiter_of(text)
    if delimiter != ",":
        words = DELIMITERS[delimiter]
        notes += (
            Text(
                zh=f"{path.name} 的各列以{words.zh}分隔",
                en=f"the columns of {path.name} are separated by {words.en}",
            ),
        )
    return Grid("", _rows(text, delimiter, path.name)), notes


def empty_file(path: Path) -> Problem:
    """Word a file in which nothing stands."""
    return Problem(
        Text(zh="文件是空的", en="the file is empty"),
        Where(file=path.name),
        Text(zh="请给出含有表格的文件", en="give a file with a table"),
    )


def _rows(text: str, delimiter: str, name: str) -> Iterator[tuple[str, ...]]:
    for row in records(text, delimiter, name):
        yield tuple(cell or "" for cell in row)
