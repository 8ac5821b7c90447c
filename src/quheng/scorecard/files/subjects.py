"""Read subjects from a file: CSV, XLSX, Parquet, or JSONL with one subject a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from quheng.bilingual import Text, counted, listed
from quheng.errors import DataError, Problem, Where
from quheng.observations.table_file import FIRST_ROW, read_table, require_file
from quheng.scorecard.declared import Input
from quheng.scorecard.files.columns import read_cells
from quheng.scorecard.files.json_lines import Lines, read_lines
from quheng.scorecard.files.titles import Titles

SHEETS = (".xlsx", ".xlsm")
TABLES = (".csv", *SHEETS, ".parquet")
LINES = (".jsonl", ".ndjson")
ENDINGS = (*TABLES, *LINES)

KEYS = (
    "id",
    "code",
    "uscc",
    "统一社会信用代码",
    "信用代码",
    "代码",
    "编号",
    "unit",
    "name",
    "企业名称",
    "单位名称",
    "名称",
    "姓名",
    "firm",
)
"""Titles of a column that says which subject a row is, the surest first."""

SHOWN = 5


@dataclass(frozen=True)
class Subjects:
    """The subjects of a file, in its order.

    Parameters
    ----------
    file
        Its name.
    inputs
        A column for each input that the file has, for the engine.
    own
        The other columns, as they came.
    raw
        The cells of the inputs, as they came, by the titles of the file.
    rows : int64 (subjects,)
        The row or line of each subject in the file.
    unreadable
        The problems of subjects that could not be read, by place.
    is_table
        Whether it is a table, and not lines of JSON.
    notes
        What a reader should know.
    """

    file: str
    inputs: pl.DataFrame
    own: pl.DataFrame
    raw: pl.DataFrame
    rows: NDArray[np.int64]
    unreadable: Mapping[int, tuple[Problem, ...]]
    is_table: bool
    notes: tuple[Text, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def subject(self, at: int) -> dict[str, Any]:
        """Return the inputs of one subject, as `Scorecard.assess` takes them.

        Raises
        ------
        DataError
            Where it could not be read.
        """
        if at in self.unreadable:
            raise DataError(self.unreadable[at])
        found: dict[str, Any] = {}
        for name, value in self.inputs.row(at, named=True).items():
            head, _, field = name.partition(".")
            if field:
                found.setdefault(head, {})[field] = value
            else:
                found[name] = value
        return found


def read_subjects(path: Path, titles: Titles) -> Subjects:
    """Read the subjects of a file.

    A table has a row for each subject, and columns titled by the code or the label of an input; other columns
    are carried along. JSONL has a line for each: the inputs themselves, or an object `inputs` beside keys of
    the subject's own.

    Raises
    ------
    NotFoundError, DataError
        Where the file is not there, is of another kind, is empty, or has no column of an input.
    """
    require_file(path)
    if path.suffix.lower() not in ENDINGS:
        raise DataError(
            Problem(
                Text(zh=f"不支持的文件类型 {path.suffix}", en=f"cannot read a file of kind {path.suffix!r}"),
                Where(file=path.name),
                Text(
                    zh="请使用 CSV、XLSX、Parquet 或 JSONL；XLS 请在 Excel 中另存为 XLSX",
                    en="use CSV, XLSX, Parquet or JSONL; save an XLS as XLSX in Excel",
                ),
            )
        )
    return _of_lines(path, titles) if path.suffix.lower() in LINES else _of_table(path, titles)


def _of_table(path: Path, titles: Titles) -> Subjects:
    table = read_table(path)
    frame = table.frame
    filled = ~_empty(frame)
    rows = np.flatnonzero(filled) + FIRST_ROW
    skipped = frame.height - len(rows)
    frame = frame.filter(pl.Series(filled))
    if not frame.height:
        raise DataError(
            Problem(
                Text(zh="表中没有数据行", en="the table has no rows"),
                Where(file=path.name),
                Text(zh="第一行为列名，其下每行一个对象", en="below the titles, give one subject a row"),
            )
        )
    found = {column: titles.find(column) for column in frame.columns}
    _once_each(found, path.name)
    if path.suffix.lower() in SHEETS:
        _not_renamed(found, path.name)
    if titles.inputs and not any(found.values()):
        raise DataError(_no_input(frame.columns, titles, path.name))
    columns = {name: frame[column] for column, name in found.items() if name}
    notes = (*table.notes, *_empty_rows(skipped), *_strangers([c for c in found if not found[c]], titles))
    own = frame.select([column for column, name in found.items() if not name])
    raw = frame.select([column for column, name in found.items() if name])
    return _subjects(path, columns, own, raw, rows, {}, titles, notes, is_table=True)


def _of_lines(path: Path, titles: Titles) -> Subjects:
    lines = read_lines(path, titles)
    if not lines.rows:
        raise DataError(
            Problem(
                Text(zh="文件是空的", en="the file is empty"),
                Where(file=path.name),
                Text(zh="每行写一个 JSON 对象", en="write one JSON object a line"),
            )
        )
    columns = _columns(lines, titles.inputs)
    own = _objects(lines.own)
    raw = pl.DataFrame({"inputs": pl.Series(lines.raw, dtype=pl.Object)})
    notes = (*lines.notes, *_strangers(lines.strangers, titles))
    rows = np.array(lines.rows, dtype=np.int64)
    return _subjects(path, columns, own, raw, rows, lines.problems, titles, notes, is_table=False)


def _columns(lines: Lines, inputs: Mapping[str, Input]) -> dict[str, pl.Series]:
    """Return a column for each input; a key left out has the default of its input."""
    names = dict.fromkeys(name for given in lines.given for name in given)
    defaults = {name: getattr(inputs.get(name), "default", None) for name in names}
    return {
        name: pl.Series(name, [given.get(name, defaults[name]) for given in lines.given], dtype=pl.Object)
        for name in names
    }


def _objects(rows: list[dict[str, Any]]) -> pl.DataFrame:
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame([pl.Series(name, [row.get(name) for row in rows], dtype=pl.Object) for name in names])


def _subjects(
    path: Path,
    columns: Mapping[str, pl.Series],
    own: pl.DataFrame,
    raw: pl.DataFrame,
    rows: NDArray[np.int64],
    problems: Mapping[int, list[Problem]],
    titles: Titles,
    notes: Iterable[Text],
    *,
    is_table: bool,
) -> Subjects:
    cells = read_cells(columns, titles.inputs, path.name)
    unreadable = {row: list(found) for row, found in problems.items()}
    for row, found in cells.problems.items():
        unreadable.setdefault(row, []).extend(found)
    frame = pl.DataFrame([column.alias(name) for name, column in cells.columns.items()])
    return Subjects(
        path.name,
        frame,
        own,
        raw,
        rows,
        {row: tuple(found) for row, found in sorted(unreadable.items())},
        is_table,
        (*notes, *_absent(frame.columns, titles, len(rows)), *_repeated(own, raw, rows)),
    )


def _empty(frame: pl.DataFrame) -> NDArray[np.bool_]:
    """Return which rows have nothing in any cell."""
    cells = [
        pl.col(name).is_null() | (pl.col(name).str.strip_chars() == "")
        if kind == pl.String
        else pl.col(name).is_null()
        for name, kind in frame.schema.items()
    ]
    return frame.select(pl.all_horizontal(cells).alias("empty"))["empty"].to_numpy().astype(np.bool_)


def _once_each(found: Mapping[str, str | None], file: str) -> None:
    columns: dict[str, list[str]] = {}
    for column, name in found.items():
        if name:
            columns.setdefault(name, []).append(column)
    problems = [
        Problem(
            Text(
                zh=f"{listed(both).zh} 都是输入项 {name}",
                en=f"the columns {listed(both).en} are the same input, {name}",
            ),
            Where(file=file, row=1),
            Text(zh="请只保留一列", en="keep one of them"),
        )
        for name, both in columns.items()
        if len(both) > 1
    ]
    if problems:
        raise DataError(problems)


def _not_renamed(found: Mapping[str, str | None], file: str) -> None:
    """Hold that no column has the title of an input twice: the reader of XLSX calls the second `title_1`."""
    problems = [
        Problem(
            Text(zh=f"列名重复：{title}", en=f"two columns have one name: {title}"),
            Where(file=file, row=1),
            Text(zh="每列请用不同的列名", en="give each column its own name"),
        )
        for title, name in found.items()
        if name
        and any(f"{title}_{number}" in found and not found[f"{title}_{number}"] for number in range(1, 4))
    ]
    if problems:
        raise DataError(problems)


def _no_input(columns: list[str], titles: Titles, file: str) -> Problem:
    have, wanted = listed(columns[:20]), listed(titles.inputs)
    return Problem(
        Text(zh=f"没有一列是输入项；现有列：{have.zh}", en=f"no column is an input; it has {have.en}"),
        Where(file=file, row=1),
        Text(
            zh=f"列名请用代码或标签：{wanted.zh}",
            en=f"title the columns by the code or the label of the inputs: {wanted.en}",
        ),
    )


def _empty_rows(count: int) -> list[Text]:
    if not count:
        return []
    rows = counted(count, "empty row was", "empty rows were")
    return [Text(zh=f"跳过空行 {count} 行", en=f"{rows} skipped")]


def _strangers(columns: Iterable[str], titles: Titles) -> list[Text]:
    """Note the columns carried along whose title is nearly that of an input."""
    near = {column: titles.near(column) for column in columns}
    return [
        Text(
            zh=f"“{column}”不是输入项，原样带回；是否应为 {meant}？",
            en=f"{column!r} is no input and is carried along; did you mean {meant}?",
        )
        for column, meant in near.items()
        if meant
    ]


def _absent(columns: Iterable[str], titles: Titles, count: int) -> list[Text]:
    """Note the inputs that the file has nothing of."""
    heads = {column.partition(".")[0] for column in columns}
    names = [
        name
        for name, one in titles.inputs.items()
        if name not in heads and getattr(one, "default", None) is None
    ]
    if not names or count < 2:
        return []
    zh, en = listed(titles.inputs[name].name.zh for name in names), listed(names)
    return [
        Text(
            zh=f"文件中没有、因而均按未知处理：{zh.zh}",
            en=f"not in the file, and so unknown for all: {en.en}",
        )
    ]


def _repeated(own: pl.DataFrame, raw: pl.DataFrame, rows: NDArray[np.int64]) -> list[Text]:
    """Note the subjects that stand more than once: by their identifying column, else with all cells alike."""
    by_title = {name.strip().casefold(): name for name in own.columns}
    key = next((by_title[title] for title in KEYS if title in by_title), None)
    cells = [own[key]] if key else [*own.get_columns(), *raw.get_columns()]
    if not cells:
        return []
    texts = pl.DataFrame([_comparable(cell) for cell in cells])
    filled = texts.select(pl.any_horizontal(pl.all().is_not_null())).to_series()
    at = (texts.is_duplicated() & filled).arg_true().to_list()
    places: dict[tuple[Any, ...], list[int]] = {}
    for place, values in zip(at, texts[at].iter_rows(), strict=True):
        places.setdefault(values, []).append(int(rows[place]))
    several = list(places.values())
    if not several:
        return []
    shown = "; ".join(", ".join(map(str, found[:SHOWN])) for found in several[:SHOWN])
    more = "..." if len(several) > SHOWN else ""
    by = f"“{key}”" if key else "所有单元格"
    return [
        Text(
            zh=f"{len(several)} 个对象出现不止一次（按{by}，行号：{shown}{more}），均已评价",
            en=f"{counted(len(several), 'subject stands', 'subjects stand')} more than once "
            f"(by {f'column {key!r}' if key else 'all cells'}; rows {shown}{more}); all are assessed",
        )
    ]


def _comparable(cell: pl.Series) -> pl.Series:
    """Return a column as one whose values can be compared."""
    if cell.dtype != pl.Object:
        return cell
    return pl.Series(cell.name, [None if one is None else repr(one) for one in cell.to_list()])
