"""The rows of a table with their numbers, and what is wrong with their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.observations.raw_table import read_raw_tables

Cells = Mapping[str, str]


@dataclass
class Sheet:
    """A table whose first row names the columns.

    Parameters
    ----------
    file
        Its name, for messages.
    rows
        Each row behind its number in the file; an empty cell is an empty text.
    problems
        What is wrong, all of it.
    """

    file: str
    rows: tuple[tuple[int, Cells], ...]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, row: int, column: str, what: Text, remedy: Text | None = None) -> None:
        """Note what is wrong with a cell."""
        self.problems.append(Problem(what, Where(file=self.file, row=row, column=column), remedy))

    def raise_problems(self) -> None:
        """Raise where anything is wrong.

        Raises
        ------
        DataError
            With every row that is wrong.
        """
        if self.problems:
            raise DataError(sorted(self.problems, key=lambda one: one.where.row or 0))

    def once(self, column: str) -> Iterator[tuple[int, Cells]]:
        """Yield the rows whose cell in a column is filled and stands nowhere above; note the others."""
        seen: dict[str, int] = {}
        for number, cells in self.rows:
            value = cells[column]
            if not value:
                self.wrong(number, column, Text(zh="没有填写", en="it is empty"))
            elif value in seen:
                above = seen[value]
                self.wrong(
                    number,
                    column,
                    Text(zh=f"{value} 已在第 {above} 行", en=f"{value} stands in row {above} already"),
                    Text(zh="请删去一行", en="remove one of the rows"),
                )
            else:
                seen[value] = number
                yield number, cells


def read_sheet(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> Sheet:
    """Read the first table of a CSV or XLSX file.

    Raises
    ------
    NotFoundError, DataError
        Where there is no such file, or a column is missing, unknown or stands twice.
    """
    table = next(iter(read_raw_tables(path)))
    filled = list(table.filled_rows)
    heads = [(head or "").strip() for head in filled[0][1]] if filled else []
    known = (*required, *optional)
    missing = [name for name in required if name not in heads]
    strange = [head for head in heads if head and (head not in known or heads.count(head) > 1)]
    if missing or strange:
        absent, odd, names = listed(missing), listed(dict.fromkeys(strange)), listed(known)
        raise DataError(
            Problem(
                Text(
                    zh=f"缺少的列：{absent.zh}；未知或重复的列：{odd.zh}",
                    en=f"missing columns: {absent.en}; unknown or repeated: {odd.en}",
                ),
                Where(file=path.name, row=filled[0][0] if filled else 1),
                Text(zh=f"列名：{names.zh}", en=f"the columns are {names.en}"),
            )
        )
    rows = []
    for number, row in filled[1:]:
        cells = dict.fromkeys(known, "")
        cells |= {head: (cell or "").strip() for head, cell in zip(heads, row, strict=False) if head}
        rows.append((number, cells))
    return Sheet(path.name, tuple(rows))
