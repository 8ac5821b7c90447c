"""Read a table from CSV, XLSX or Parquet as text, keeping the row numbers that its reader sees."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from quheng.bilingual import Text, counted, listed
from quheng.errors import DataError, NotFoundError, Problem, Where
from quheng.observations.text_file import decode, is_utf16

if TYPE_CHECKING:
    import fastexcel

FIRST_ROW = 2
"""The row of the first record as an editor or a spreadsheet shows it, below the header."""

TABLE_SUFFIXES = (".csv", ".parquet", ".xlsx")


@dataclass(frozen=True)
class TableFile:
    """A table as its file has it.

    Parameters
    ----------
    name
        The file's name, for messages.
    frame
        One text column for each column of the file (Parquet keeps its own types); an empty cell is null.
    notes
        What a reader should know of how it was read, such as an encoding that is not UTF-8.
    """

    name: str
    frame: pl.DataFrame
    notes: tuple[Text, ...] = ()

    def require(self, *columns: str) -> None:
        """Raise a DataError that names the columns which are not there."""
        missing = [column for column in columns if column not in self.frame.columns]
        if missing:
            found = listed(self.frame.columns[:20])
            raise DataError(
                Problem(
                    Text(
                        zh=f"缺少列：{listed(missing).zh}",
                        en=f"missing columns: {listed(missing).en}",
                    ),
                    Where(file=self.name, row=1),
                    Text(zh=f"现有列：{found.zh}", en=f"available columns: {found.en}"),
                )
            )


def find_table(folder: Path, stem: str) -> Path:
    """Return the one file `stem`.csv, .parquet or .xlsx of a folder; none or several is an error."""
    found = [
        folder / f"{stem}{suffix}" for suffix in TABLE_SUFFIXES if (folder / f"{stem}{suffix}").is_file()
    ]
    if len(found) == 1:
        return found[0]
    names = listed(path.name for path in found)
    raise NotFoundError(
        Problem(
            Text(zh=f"同时存在多个文件：{names.zh}", en=f"several files are there: {names.en}")
            if found
            else Text(zh=f"缺少文件 {stem}.csv", en=f"there is no {stem}.csv"),
            Where(file=str(folder)),
            Text(
                zh=f"请只保留 {stem}.csv、{stem}.parquet、{stem}.xlsx 之一",
                en=f"keep one of {stem}.csv, {stem}.parquet and {stem}.xlsx",
            ),
        )
    )


def read_table(path: Path) -> TableFile:
    """Read a table in our own form: its first row is the header, and nothing is guessed.

    A CSV is UTF-8, else UTF-16 with its mark (where tabs may part the columns, as Excel's "Unicode text" has
    it), else GB18030: the latter two are noted. Of an XLSX the first sheet is read.

    Raises
    ------
    NotFoundError
        Where there is no such file.
    DataError
        Where it is empty, has two columns of one name, a row of more cells than the header, or is not of its
        kind.
    """
    require_file(path)
    require_kind(path, (".csv", ".txt", ".xlsx", ".xlsm", ".parquet"))
    match path.suffix.lower():
        case ".parquet":
            table = TableFile(path.name, read_parquet(path))
        case ".xlsx" | ".xlsm":
            table = TableFile(path.name, _read_xlsx(path))
        case _:
            table = _read_csv(path)
    if not table.frame.width:
        raise DataError(
            Problem(
                Text(zh="文件是空的", en="the file is empty"),
                Where(file=path.name),
                Text(zh="第一行应为列名", en="its first row names the columns"),
            )
        )
    return table


def require_file(path: Path) -> None:
    """Raise a NotFoundError where there is no such file."""
    if not path.is_file():
        raise NotFoundError(
            Problem(
                Text(zh="找不到文件", en="there is no such file"),
                Where(file=str(path)),
                Text(zh="请检查文件夹和文件名", en="check the folder and the file's name"),
            )
        )


def require_kind(path: Path, suffixes: Sequence[str]) -> None:
    """Raise a DataError where the file's suffix is none of `suffixes`."""
    if path.suffix.lower() not in suffixes:
        raise DataError(
            Problem(
                Text(
                    zh=f"不支持的文件类型 {path.suffix}",
                    en=f"cannot read a file of kind {path.suffix!r}",
                ),
                Where(file=path.name),
                Text(
                    zh="请使用 CSV、XLSX 或 Parquet；XLS 请在 Excel 中另存为 XLSX",
                    en="use CSV, XLSX or Parquet; save an XLS as XLSX in Excel",
                ),
            )
        )


def _read_csv(path: Path) -> TableFile:
    raw = path.read_bytes()
    text, notes = decode(raw, path.name)
    header_line = text.split("\n", 1)[0]
    separator = "\t" if is_utf16(raw) and "\t" in header_line else ","
    _check_header(text, separator, path.name)
    try:
        frame = pl.read_csv(io.StringIO(text), infer_schema=False, separator=separator)
    except pl.exceptions.NoDataError:
        frame = pl.DataFrame()
    except pl.exceptions.PolarsError:
        raise DataError(_csv_problem(text, separator, path.name)) from None
    return TableFile(path.name, frame.rename({c: c.strip() for c in frame.columns}), notes)


def _check_header(text: str, separator: str, name: str) -> None:
    header = [cell.strip() for cell in next(csv.reader(io.StringIO(text), delimiter=separator), [])]
    repeated = sorted({cell for cell in header if cell and header.count(cell) > 1})
    if repeated:
        columns = listed(repeated)
        raise DataError(
            Problem(
                Text(zh=f"列名重复：{columns.zh}", en=f"two columns have one name: {columns.en}"),
                Where(file=name, row=1),
                Text(zh="每列请用不同的列名", en="give each column its own name"),
            )
        )


def _csv_problem(text: str, separator: str, name: str) -> Problem:
    """Say what is wrong with a CSV that could not be read: a row that is too long, else a quote."""
    width = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=separator, strict=True), 1):
            width = width or len(row)
            if len(row) > width:
                return ragged_problem(name, number, len(row), width)
    except csv.Error:
        pass
    return Problem(
        Text(zh="CSV 格式有误，引号不成对", en="not a well-formed CSV: a quote is out of place"),
        Where(file=name),
        Text(
            zh="含逗号或引号的单元格请用一对双引号括起，其中的引号写两遍",
            en="put a cell with a comma or a quote into one pair of quotes, and double a quote in it",
        ),
    )


def ragged_problem(name: str, row: int, found: int, wanted: int) -> Problem:
    """Word a row that has another number of cells than the header."""
    return Problem(
        Text(
            zh=f"该行有 {found} 个单元格，表头有 {wanted} 个",
            en=f"the row has {counted(found, 'cell', 'cells')}, and the header {wanted}",
        ),
        Where(file=name, row=row),
        Text(
            zh="请使每行的单元格数与表头一致；含分隔符的单元格用双引号括起",
            en="give each row as many cells as the header; put a cell that holds the separator into quotes",
        ),
    )


@contextmanager
def open_workbook(path: Path) -> Iterator[fastexcel.ExcelReader]:
    """Open an XLSX file, and word what goes wrong while it is read.

    Raises
    ------
    DataError
        Where it is none, or its reader is not installed.
    """
    try:
        import fastexcel
    except ModuleNotFoundError:
        raise DataError(
            Problem(
                Text(zh="读取 XLSX 需要附加组件 tables", en="reading XLSX needs the extra `tables`"),
                Where(file=path.name),
                Text(zh='请运行 pip install "quheng[tables]"', en='run: pip install "quheng[tables]"'),
            )
        ) from None
    try:
        yield fastexcel.read_excel(path)
    except fastexcel.FastExcelError:
        raise DataError(_not_of_its_kind(path, "XLSX")) from None


def _read_xlsx(path: Path) -> pl.DataFrame:
    with open_workbook(path) as book:
        return book.load_sheet(0, dtypes="string").to_polars()


def read_parquet(path: Path) -> pl.DataFrame:
    """Read a Parquet file, with its own types.

    Raises
    ------
    DataError
        Where it is none.
    """
    try:
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError):
        raise DataError(_not_of_its_kind(path, "Parquet")) from None


def _not_of_its_kind(path: Path, kind: str) -> Problem:
    return Problem(
        Text(
            zh=f"无法作为 {kind} 读取，文件可能已损坏",
            en=f"cannot be read as {kind}: it is of another kind, or damaged",
        ),
        Where(file=path.name),
        Text(zh="请用生成它的软件重新保存", en="save it again with the program that made it"),
    )
