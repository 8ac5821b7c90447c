"""Start an index folder: the commented example, or one made from a wide table of one's own."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.index.new_folder import NO_MEASURE, index_code, quoted, require_free
from quheng.library import library_file
from quheng.observations import Period, TableFile, read_table
from quheng.observations.problem_rows import number_problems
from quheng.observations.unit import group_columns

CODE_HEADERS = ("code", "unit", "id", "代码", "编码", "区划代码", "编号")
NAME_HEADERS = ("name", "名称", "地区", "单位", "城市", "区县", "企业", "企业名称")
PERIOD_HEADERS = ("period", "year", "年份", "时期", "年度")
COORDINATE_HEADERS = {
    "longitude": ("longitude", "lon", "lng", "经度"),
    "latitude": ("latitude", "lat", "纬度"),
}

_MEASURE = re.compile(r"\s*[(（](?P<measure>[^()（）]+)[)）]\s*$")


@dataclass(frozen=True)
class Column:
    """A column of a wide table that becomes an indicator.

    Parameters
    ----------
    header
        As the file has it.
    code, title, measure
        Of the indicator: "GDP (亿元)" gives GDP, GDP and 亿元.
    """

    header: str
    code: str
    title: str
    measure: str


def start_from_example(folder: Path) -> None:
    """Copy the commented example into a folder that is missing or empty."""
    require_free(folder)
    shutil.copytree(library_file("starter"), folder, dirs_exist_ok=True)


def start_from_table(folder: Path, path: Path, period: str | None) -> tuple[Text, ...]:
    """Make an index folder from a wide table: one row a unit, one column an indicator.

    Parameters
    ----------
    folder
        Missing or empty.
    path
        A CSV, XLSX or Parquet file. A column named code, id, 代码 … gives the codes, and one named name,
        名称 … the names; where there is only one text column it gives both. A column all of whose cells are
        numbers becomes an indicator, longitude and latitude apart; every other one a group.
    period
        The period of the figures, where no column (period, year, 年份 …) gives it.

    Returns
    -------
    Notes on what was taken for what.

    Raises
    ------
    DataError
        Where a cell of a column that is mostly numbers is none, or no column can be used.
    """
    require_free(folder)
    table = read_table(path)
    frame = table.frame.select(pl.all().cast(pl.String).str.strip_chars().replace("", None))
    periods = _periods(frame, table, period)
    code, name = _keys(frame, table)
    coordinates = _coordinates(frame)
    taken = {code, name, *coordinates.values(), *(c for c in frame.columns if c.lower() in PERIOD_HEADERS)}
    numeric = _numeric_columns(frame, table, [c for c in frame.columns if c not in taken])
    columns = _indicators(numeric)
    groups = [
        c for c in frame.columns if c not in taken and c not in numeric and not frame[c].is_null().all()
    ]
    units = frame.select(
        pl.col(code).alias("code"),
        pl.col(name).alias("name"),
        *(pl.col(header).alias(wanted) for wanted, header in coordinates.items()),
        *groups,
    )
    if _find(frame, PERIOD_HEADERS):
        units = units.unique("code", keep="last", maintain_order=True)
    by = list(group_columns(units))
    long = pl.concat(
        [
            pl.DataFrame(
                {
                    "unit": frame[code],
                    "indicator": [column.code] * frame.height,
                    "period": periods,
                    "value": frame[column.header],
                    "measure": [column.measure] * frame.height,
                    "status": frame[column.header].is_null().replace_strict({True: "M", False: "A"}),
                    "source": ["own-data"] * frame.height,
                }
            )
            for column in columns
        ]
    )
    folder.mkdir(parents=True, exist_ok=True)
    units.write_csv(folder / "units.csv")
    long.write_csv(folder / "observations.csv")
    (folder / "sources.yaml").write_text(_sources_yaml(table.name), encoding="utf-8")
    (folder / "index.yaml").write_text(_index_yaml(folder, columns, by), encoding="utf-8")
    return (*table.notes, _summary(code, name, columns, by))


def _find(frame: pl.DataFrame, headers: tuple[str, ...]) -> str | None:
    return next((column for column in frame.columns if column.lower() in headers), None)


def _keys(frame: pl.DataFrame, table: TableFile) -> tuple[str, str]:
    """Return the columns of codes and of names; one stands for the other where there is only one."""
    code, name = _find(frame, CODE_HEADERS), _find(frame, NAME_HEADERS)
    first_text = next((c for c in frame.columns if _share_of_numbers(frame[c]) == 0), None)
    code, name = code or name or first_text, name or code or first_text
    if code is None or name is None or frame.is_empty():
        raise DataError(
            Problem(
                Text(zh="找不到评价对象的名称列", en="no column names the units"),
                Where(file=table.name, row=1),
                Text(
                    zh="请设一列 name（名称），可另设 code（代码），每行一个评价对象",
                    en="have a column `name`, and `code` if there is one, and one unit a row",
                ),
            )
        )
    return code, name


def _coordinates(frame: pl.DataFrame) -> dict[str, str]:
    found = {wanted: _find(frame, headers) for wanted, headers in COORDINATE_HEADERS.items()}
    return {wanted: header for wanted, header in found.items() if header}


def _periods(frame: pl.DataFrame, table: TableFile, period: str | None) -> pl.Series:
    column = _find(frame, PERIOD_HEADERS)
    if column:
        return frame[column].alias("period")
    try:
        text = str(Period.parse(period)) if period else None
    except ValueError:
        text = None
    if text is None:
        found = f" {period!r}" if period else ""
        raise DataError(
            Problem(
                Text(zh=f"不知道数据的时期{found}", en=f"the period of the figures is not known{found}"),
                Where(file=table.name),
                Text(
                    zh="请加 --period，例如 --period 2024，或在表中设“年份”列",
                    en="add --period, such as --period 2024, or a column `year` in the table",
                ),
            )
        )
    return pl.Series("period", [text] * frame.height)


def _share_of_numbers(column: pl.Series) -> float:
    present = column.drop_nulls()
    if present.is_empty():
        return 0.0
    finite = present.cast(pl.Float64, strict=False).is_finite().fill_null(value=False)
    return int(finite.sum()) / present.len()


def _numeric_columns(frame: pl.DataFrame, table: TableFile, candidates: list[str]) -> list[str]:
    """Return the columns of numbers; a stray cell in a column that is mostly numbers is an error."""
    numeric = [column for column in candidates if _share_of_numbers(frame[column]) >= 0.5]
    problems = number_problems(frame, numeric, table.name)
    if problems:
        raise DataError(problems)
    if not numeric:
        raise DataError(
            Problem(
                Text(zh="没有数值列", en="there is no column of numbers"),
                Where(file=table.name, row=1),
                Text(zh="每个指标一列", en="give each indicator a column"),
            )
        )
    return numeric


def _indicators(headers: list[str]) -> list[Column]:
    columns: list[Column] = []
    used: set[str] = {"total", "my-index"}
    for header in headers:
        match = _MEASURE.search(header)
        title = header[: match.start()].strip() if match and match.start() else header
        measure = match["measure"].strip() if match and match.start() else NO_MEASURE
        base = re.sub(r"[^\w.\-]+", "_", title).strip("_") or "indicator"
        code, number = base[:60], 2
        while code in used:
            code, number = f"{base[:60]}_{number}", number + 1
        used.add(code)
        columns.append(Column(header, code, title, measure))
    return columns


def _index_yaml(folder: Path, columns: list[Column], groups: list[str]) -> str:
    code = index_code(folder.resolve().name)
    group = f", group: {quoted(groups[0])}" if groups else ""
    vary_drop = "    drop_one: indicators\n" if len(columns) > 1 else ""
    leaves = "".join(
        f"      - code: {quoted(column.code)}\n"
        f"        title: {quoted(column.title)}\n"
        f"        measure: {quoted(column.measure)}\n"
        f"        direction: 1    # write -1 where less is better / 越小越好请改为 -1\n"
        for column in columns
    )
    return (
        "# Made from a table. Check every direction, then group the indicators into pillars.\n"
        "# 由表格生成。请逐项核对 direction，再按需要分成若干一级指标（pillar）。\n\n"
        f"index: {quoted(code)}\n"
        f"title: {quoted(folder.resolve().name)}\n\n"
        "framework:\n"
        "  - pillar: total\n"
        "    title: {zh: 全部指标, en: All indicators}\n"
        "    indicators:\n"
        f"{leaves}\n"
        "method:\n"
        "  screen: {coverage: 2/3}\n"
        f"  impute: {{by: median{group}}}    # or `none` / 不插补请写 none\n"
        "  treat: {when: {skewness: 2, kurtosis: 3.5}, winsorise: 5, otherwise: log}    # or `none`\n"
        "  normalise: {by: minmax, to: [0, 100]}\n"
        "  weights: equal\n"
        "  aggregate: arithmetic\n\n"
        "robustness:\n"
        "  replicates: 2000\n"
        "  seed: 1\n"
        "  vary:\n"
        "    weights: {noise: 0.25}\n"
        "    normalise: [minmax, zscore, rank]\n"
        f"{vary_drop}"
    )


def _sources_yaml(file: str) -> str:
    return f"# Say where the figures come from. / 请写明数据来源。\n- id: own-data\n  title: {quoted(file)}\n"


def _summary(code: str, name: str, columns: list[Column], groups: list[str]) -> Text:
    shown = listed(column.title for column in columns)
    others = listed(groups)
    return Text(
        zh=f"代码列：{code}；名称列：{name}；指标：{shown.zh}；分组列：{others.zh}",
        en=f"codes: {code}; names: {name}; indicators: {shown.en}; groups: {others.en}",
    )
