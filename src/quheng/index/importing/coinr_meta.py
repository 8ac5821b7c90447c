"""Read COINr's metadata: iMeta, or the IndMeta and AggMeta of COINr before 1.0."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.index.importing.arrange import code_problems
from quheng.index.importing.cells import is_number, without_marks
from quheng.index.importing.chains import parents_from_chains
from quheng.index.importing.entry import INDICATOR_LEVEL, Entry
from quheng.observations import TableFile
from quheng.observations.findings import not_a_number, number_remedy
from quheng.observations.table_file import FIRST_ROW

MISSING = ("NA",)
"""How R writes a missing value."""

COLUMNS = {
    "code": ("iCode", "IndCode", "Code"),
    "name": ("iName", "IndName", "Name"),
    "type": ("Type",),
    "level": ("Level", "AgLevel"),
    "parent": ("Parent",),
    "direction": ("Direction",),
    "weight": ("Weight", "IndWeight"),
    "measure": ("Unit", "IndUnit"),
    "denominator": ("Denominator",),
    "target": ("Target",),
    "low": ("goalpost_lower",),
    "high": ("goalpost_upper",),
}
"""The columns that are read, by what they say; the second and third names are those before COINr 1.0."""

TYPES = ("Indicator", "Aggregate", "Group", "Denominator", "Other")

PREFIXES = {"Group_": "Group", "Den_": "Denominator", "x_": "Other"}
"""What a column of the data is where the metadata do not list it: the convention before COINr 1.0."""

_CHAIN = re.compile(r"Agg\d+")

Row: TypeAlias = dict[str, str | None]


@dataclass(frozen=True)
class CoinrMeta:
    """What the metadata say.

    Parameters
    ----------
    entries
        Indicators and aggregates.
    types
        The type of every code that has a row.
    names
        The name of every code that has a row.
    measures
        The measures of codes that have one.
    by_prefix
        Whether a column of the data without a row is told by the prefix of its name.
    notes
        On columns that were not used.
    """

    entries: tuple[Entry, ...]
    types: dict[str, str]
    names: dict[str, str]
    measures: dict[str, str]
    by_prefix: bool
    notes: tuple[Text, ...]

    def type_of(self, column: str) -> str | None:
        """Return the type of a column of the data; None where nothing tells it."""
        if column in self.types or not self.by_prefix:
            return self.types.get(column)
        return next((kind for prefix, kind in PREFIXES.items() if column.startswith(prefix)), None)


def read_meta(tables: Sequence[TableFile]) -> CoinrMeta:
    """Read one combined iMeta, or several tables that make one together.

    Raises
    ------
    DataError
        With every row whose code, type, level or number cannot be read, and every code that stands twice.
    """
    rows = [row for table in tables for row in _rows(table)]
    problems = [problem for row, where in rows for problem in _row_problems(row, where)]
    problems += code_problems((row["code"] or "", where) for row, where in rows)
    if problems:
        raise DataError(problems)
    parents = parents_from_chains(
        [
            ([code for code in (row["code"], *_chain(row)) if code is not None], where)
            for row, where in rows
            if _chain(row)
        ]
    )
    entries = tuple(
        _entry(row, where, parents) for row, where in rows if row["type"] in ("Indicator", "Aggregate")
    )
    return CoinrMeta(
        entries,
        {_code(row): str(row["type"]) for row, _ in rows},
        {_code(row): row["name"] or _code(row) for row, _ in rows},
        {_code(row): measure for row, _ in rows if (measure := row["measure"])},
        any("IndCode" in table.frame.columns for table in tables),
        tuple(note for table in tables for note in (*table.notes, *_unused(table))),
    )


def _rows(table: TableFile) -> Iterator[tuple[Row, Where]]:
    there = {
        key: next((name for name in names if name in table.frame.columns), None)
        for key, names in COLUMNS.items()
    }
    table.require(*(COLUMNS[key][0] for key in _required(there) if there[key] is None))
    cells = without_marks(table.frame, table.frame.columns, MISSING)
    chain = [column for column in cells.columns if _CHAIN.fullmatch(column)]
    implied = None if there["code"] == "iCode" else "Aggregate" if there["level"] else "Indicator"
    for position, found in enumerate(cells.iter_rows(named=True)):
        row: Row = {key: found[name] if name else None for key, name in there.items()}
        row |= {column: found[column] for column in chain}
        row["type"] = row["type"] or implied
        if row["type"] == "Indicator" and row["level"] is None:
            row["level"] = str(INDICATOR_LEVEL)
        yield row, Where(file=table.name, row=position + FIRST_ROW)


def _required(there: dict[str, str | None]) -> tuple[str, ...]:
    if there["code"] is None or there["code"] == "iCode":
        return ("code", "type", "level", "parent", "direction", "weight")
    return ("weight",)


def _row_problems(row: Row, where: Where) -> Iterator[Problem]:
    kind = row["type"]
    if kind not in TYPES:
        yield Problem(
            Text(zh=f"未知的 Type {kind or '（空）'}", en=f"unknown Type {kind or ''!r}"),
            where,
            Text(zh=f"可用：{listed(TYPES).zh}", en=f"allowed: {listed(TYPES).en}"),
        )
    for key in ("weight", "target", "low", "high"):
        cell = row[key]
        if cell is not None and not is_number(cell):
            yield Problem(not_a_number(cell), _at(where, key), number_remedy(MISSING))
    if kind not in ("Indicator", "Aggregate"):
        return
    if not re.fullmatch(r"[1-9]\d*", row["level"] or ""):
        yield Problem(
            Text(zh=f"Level 为 {row['level'] or '（空）'}", en=f"the Level is {row['level'] or ''!r}"),
            where,
            Text(zh="指标写 1，其上各级依次写 2、3、……", en="1 for indicators, 2, 3, ... for what is above"),
        )
    elif (row["level"] == str(INDICATOR_LEVEL)) != (kind == "Indicator"):
        yield Problem(
            Text(
                zh=f"Type 为 {kind}，但 Level 为 {row['level']}",
                en=f"the Type is {kind}, but the Level is {row['level']}",
            ),
            where,
            Text(zh="只有指标为第 1 级", en="indicators, and they alone, are of level 1"),
        )
    if row["weight"] is not None and row["weight"].startswith("-"):
        yield Problem(
            Text(zh=f"权重 {row['weight']} 为负", en=f"the weight {row['weight']} is negative"),
            _at(where, "weight"),
            Text(zh="若越小越好，请用 Direction -1", en="where less is better, use Direction -1"),
        )
    if row["weight"] is None and (row["parent"] or _chain(row)):
        yield Problem(
            Text(zh=f"{row['code']} 没有权重", en=f"{row['code']} has no weight"),
            where,
            Text(
                zh="请填写 Weight；同级等权可都写 1", en="fill in its Weight; 1 for all where they are equal"
            ),
        )


def _at(where: Where, key: str) -> Where:
    return Where(file=where.file, row=where.row, column=COLUMNS[key][0])


def _chain(row: Row) -> list[str]:
    """Return the codes above an indicator that IndMeta lists, the nearest first."""
    columns = sorted((key for key in row if _CHAIN.fullmatch(key)), key=lambda key: int(key[3:]))
    return [code for column in columns if (code := row[column]) is not None]


def _code(row: Row) -> str:
    return str(row["code"])


def _entry(row: Row, where: Where, parents: dict[str, str]) -> Entry:
    code = _code(row)
    low, high = row["low"], row["high"]
    return Entry(
        code,
        row["name"] or code,
        int(str(row["level"])),
        row["parent"] or parents.get(code),
        where,
        direction=_direction(row),
        weight=row["weight"],
        measure=row["measure"],
        denominator=row["denominator"],
        target=row["target"],
        goalposts=(low, high) if low is not None and high is not None else None,
    )


def _direction(row: Row) -> str:
    """Return the direction as a whole number where it is one; an aggregate may do without."""
    cell = row["direction"]
    if cell is None:
        return "" if row["type"] == "Indicator" else "1"
    return str(int(float(cell))) if is_number(cell) and float(cell) in (1, -1) else cell


def _unused(table: TableFile) -> Iterator[Text]:
    known = {name for names in COLUMNS.values() for name in names}
    unused = [c for c in table.frame.columns if c not in known and not _CHAIN.fullmatch(c)]
    if unused:
        yield Text(
            zh=f"{table.name} 的列未使用：{listed(unused).zh}",
            en=f"columns of {table.name} that are not used: {listed(unused).en}",
        )
