"""Read a table from CSV, XLSX or Parquet as text, keeping the row numbers that its reader sees."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from quheng.bilingual import Text
from quheng.errors import DataError, NotFoundError, Problem, Where

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
            found = ", ".join(self.frame.columns[:20]) or "—"
            raise DataError(
                Problem(
                    Text(
                        zh=f"缺少列：{', '.join(missing)}",
                        en=f"missing columns: {', '.join(missing)}",
                    ),
                    Where(file=self.name, row=1),
                    Text(zh=f"现有列：{found}", en=f"the columns there are: {found}"),
                )
            )


def find_table(folder: Path, stem: str) -> Path:
    """Return the one file `stem`.csv, .parquet or .xlsx of a folder; none or several is an error."""
    found = [
        folder / f"{stem}{suffix}" for suffix in TABLE_SUFFIXES if (folder / f"{stem}{suffix}").is_file()
    ]
    if len(found) == 1:
        return found[0]
    names = ", ".join(path.name for path in found)
    raise NotFoundError(
        Problem(
            Text(zh=f"同时存在多个文件：{names}", en=f"there are several: {names}")
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
    """Read a CSV (UTF-8, else GB18030, which is noted), an XLSX (its first sheet) or a Parquet file.

    Raises
    ------
    NotFoundError
        Where there is no such file.
    DataError
        Where it is empty, has two columns of one name, rows of unequal length, or is not of its kind.
    """
    if not path.is_file():
        raise NotFoundError(
            Problem(
                Text(zh="找不到文件", en="there is no such file"),
                Where(file=str(path)),
                Text(zh="请检查文件夹和文件名", en="check the folder and the file's name"),
            )
        )
    match path.suffix.lower():
        case ".parquet":
            table = TableFile(path.name, _read_parquet(path))
        case ".xlsx" | ".xlsm":
            table = TableFile(path.name, _read_xlsx(path))
        case ".csv" | ".txt":
            table = _read_csv(path)
        case other:
            raise DataError(
                Problem(
                    Text(zh=f"不支持的文件类型 {other}", en=f"cannot read a file of kind {other!r}"),
                    Where(file=path.name),
                    Text(zh="请使用 CSV、XLSX 或 Parquet", en="use CSV, XLSX or Parquet"),
                )
            )
    if not table.frame.width:
        raise DataError(
            Problem(
                Text(zh="文件是空的", en="the file is empty"),
                Where(file=path.name),
                Text(zh="第一行应为列名", en="its first row names the columns"),
            )
        )
    return table


def _read_csv(path: Path) -> TableFile:
    raw = path.read_bytes()
    text, notes = _decode(raw, path.name)
    _check_header(text, path.name)
    try:
        frame = pl.read_csv(io.StringIO(text), infer_schema=False)
    except pl.exceptions.NoDataError:
        frame = pl.DataFrame()
    except pl.exceptions.PolarsError as error:
        raise DataError(
            Problem(
                Text(
                    zh=f"CSV 格式有误：{_first_line(error)}",
                    en=f"not a well-formed CSV: {_first_line(error)}",
                ),
                Where(file=path.name, row=_ragged_row(text)),
                Text(
                    zh="请检查引号和每行的列数是否与表头一致",
                    en="check the quotes, and that each row has as many cells as the header",
                ),
            )
        ) from None
    return TableFile(path.name, frame.rename({c: c.strip() for c in frame.columns}), notes)


def _decode(raw: bytes, name: str) -> tuple[str, tuple[Text, ...]]:
    try:
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        text = raw.decode("gb18030")
    except UnicodeDecodeError as error:
        raise DataError(
            Problem(
                Text(
                    zh=f"文件既不是 UTF-8 也不是 GB18030(第 {error.start} 字节处)",
                    en=f"the file is neither UTF-8 nor GB18030 (at byte {error.start})",
                ),
                Where(file=name),
                Text(zh="请另存为“CSV UTF-8”", en='save it again as "CSV UTF-8"'),
            )
        ) from None
    return text, (
        Text(zh=f"{name} 按 GB18030 编码读取", en=f"{name} was read as GB18030, since it is not UTF-8"),
    )


def _check_header(text: str, name: str) -> None:
    header = [cell.strip().strip('"') for cell in text.split("\n", 1)[0].rstrip("\r").split(",")]
    repeated = sorted({cell for cell in header if cell and header.count(cell) > 1})
    if repeated:
        raise DataError(
            Problem(
                Text(
                    zh=f"列名重复：{', '.join(repeated)}",
                    en=f"two columns have one name: {', '.join(repeated)}",
                ),
                Where(file=name, row=1),
                Text(zh="每列请用不同的列名", en="give each column its own name"),
            )
        )


def _ragged_row(text: str) -> int | None:
    """Return the first row with another number of cells than the header, where no cell is quoted."""
    lines = text.splitlines()
    return next(
        (
            number
            for number, line in enumerate(lines, 1)
            if '"' not in line and line.count(",") != lines[0].count(",")
        ),
        None,
    )


def _read_xlsx(path: Path) -> pl.DataFrame:
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
        return fastexcel.read_excel(path).load_sheet(0, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        raise DataError(
            Problem(
                Text(
                    zh=f"无法作为 XLSX 读取：{_first_line(error)}",
                    en=f"cannot be read as XLSX: {_first_line(error)}",
                ),
                Where(file=path.name),
            )
        ) from None


def _read_parquet(path: Path) -> pl.DataFrame:
    try:
        return pl.read_parquet(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise DataError(
            Problem(
                Text(
                    zh=f"无法作为 Parquet 读取：{_first_line(error)}",
                    en=f"cannot be read as Parquet: {_first_line(error)}",
                ),
                Where(file=path.name),
            )
        ) from None


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
