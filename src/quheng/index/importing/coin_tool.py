"""Import a workbook of the COIN Tool, the JRC's Excel tool for composite indicators.

The sheets are laid out as follows. This was taken from COINr's reader of such workbooks, not from a workbook
of the JRC; one without the codes that rows and columns are found by is refused.

``Database``: a column for each indicator. Its code (``Ind.01``) stands in row 16, its name above it, then
upwards the nodes that it belongs to (``sp.``, ``p.``, ``si.``, ``Index``), the upper goalpost, the lower
goalpost, the direction and the weight. Below are the units, a row each, with name and code three and two
columns left of the first indicator. A level below the index that names one node for all was not used.

``Framework``: a row for each node, with its code, two columns on its weight and five columns on its name;
``--`` where a row is not used.

Rows and columns are found by the first code of an indicator (``Database``) and of a node (``Framework``), so
that a shift of the whole does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.index.importing.arrange import arrange
from quheng.index.importing.cells import is_number
from quheng.index.importing.chains import parents_from_chains
from quheng.index.importing.draft import Draft, write_draft
from quheng.index.importing.entry import INDICATOR_LEVEL, Entry
from quheng.index.importing.grid import Grid, read_grid
from quheng.observations import Period
from quheng.observations.findings import not_a_number, not_a_period, number_remedy

DATABASE, FRAMEWORK = "Database", "Framework"
MISSING = ("n/a", "--")

INDICATOR = re.compile(r"Ind\.\d+")
NODE = re.compile(r"(sp\.|p\.|si\.)\d+|Index")

ABOVE = {"name": 1, "sp.": 2, "p.": 3, "si.": 4, "Index": 5, "high": 6, "low": 7, "direction": 8, "weight": 9}
"""How many rows above the code of an indicator its other properties stand."""

UNIT_NAME, UNIT_CODE = -3, -2
"""Where the names and codes of units stand, counted from the column of the first indicator."""

NODE_WEIGHT, NODE_NAME = 2, 5
"""Where the weight and name of a node stand, counted from the column of its code."""


@dataclass(frozen=True)
class _Node:
    name: str | None
    weight: str | None


def import_coin_tool(workbook: Path, folder: Path, period: str) -> tuple[Text, ...]:
    """Write an index folder from a workbook of the COIN Tool.

    Parameters
    ----------
    workbook
        An XLSX or XLSM file with the sheets Database and Framework.
    folder
        Missing or empty.
    period
        The period of its figures, which the workbook does not say.

    Returns
    -------
    Notes on how the framework was fitted in.

    Raises
    ------
    DataError
        With every problem of layout, framework or data, each with its sheet and row; nothing is
        written then.

    References
    ----------
    Becker et al. (2019), The COIN Tool: User Guide, JRC.
    """
    _require_period(period)
    database, framework = read_grid(workbook, DATABASE), read_grid(workbook, FRAMEWORK)
    row, first = database.find(INDICATOR)
    columns = _columns(database, row, first)
    nodes = _nodes(framework)
    entries = _entries(database, row, columns, nodes)
    tops = arrange(entries)
    units, observations = _figures(database, row, first, columns, period)
    notes = (
        (
            Text(
                zh="上下限已导入；如需使用，请写 normalise: goalposts",
                en="goalposts were imported; to use them, write normalise: goalposts",
            ),
        )
        if any(entry.goalposts for entry in entries)
        else ()
    )
    draft = Draft(tops, (), units, observations, "COIN Tool", (workbook.name,), notes)
    return write_draft(draft, folder)


def _require_period(period: str) -> None:
    try:
        Period.parse(period)
    except ValueError:
        raise DataError(
            Problem(
                not_a_period(period),
                Where(field="--period"),
                Text(zh="例如 --period 2024", en="for example --period 2024"),
            )
        ) from None


def _columns(database: Grid, row: int, first: int) -> list[int]:
    """Return the columns of the indicators that are in use: those with a name or a figure."""
    return [
        column
        for column in range(first, database.width)
        if INDICATOR.fullmatch(database.cell(row, column) or "")
        and (
            _given(database.cell(row - ABOVE["name"], column)) is not None
            or any(_given(database.cell(below, column)) for below in range(row + 1, database.height))
        )
    ]


def _given(cell: str | None) -> str | None:
    return None if cell in MISSING else cell


def _nodes(framework: Grid) -> dict[str, _Node]:
    _, column = framework.find(NODE)
    found: dict[str, _Node] = {}
    problems = []
    for row in range(framework.height):
        code = framework.cell(row, column)
        name = _given(framework.cell(row, column + NODE_NAME))
        if code is None or not NODE.fullmatch(code) or name is None:
            continue
        weight = _given(framework.cell(row, column + NODE_WEIGHT))
        if weight is not None and not is_number(weight):
            problems.append(_no_number(weight, framework.where(row, code)))
        found[code] = _Node(name, weight)
    if problems:
        raise DataError(problems)
    return found


def _entries(database: Grid, row: int, columns: Sequence[int], nodes: dict[str, _Node]) -> list[Entry]:
    """Return the indicators and the nodes that they name."""
    used = _used_levels(database, row, columns)
    chains = {
        column: [code for level in used if (code := _given(database.cell(row - ABOVE[level], column)))]
        for column in columns
    }
    indicator = {column: str(database.cell(row, column)) for column in columns}
    parents = parents_from_chains(
        ([indicator[column], *chain], database.where(row, database.cell(row, column)))
        for column, chain in chains.items()
    )
    level_of = {level: position for position, level in enumerate(used, INDICATOR_LEVEL + 1)}
    places = {
        code: database.where(row, database.cell(row, column))
        for column, chain in chains.items()
        for code in chain
    }
    problems = [problem for column in columns for problem in _number_problems(database, row, column)]
    if problems:
        raise DataError(problems)
    leaves = [_indicator(database, row, column, parents.get(indicator[column])) for column in columns]
    return leaves + [
        Entry(
            code,
            (nodes[code].name if code in nodes else None) or code,
            next((level for prefix, level in level_of.items() if code.startswith(prefix)), 0),
            parents.get(code),
            place,
            weight=nodes[code].weight if code in nodes else None,
        )
        for code, place in places.items()
    ]


def _used_levels(database: Grid, row: int, columns: Sequence[int]) -> list[str]:
    """Return the levels between the indicators and the index that distinguish anything, and the index."""
    between = [
        level
        for level in ("sp.", "p.", "si.")
        if len({database.cell(row - ABOVE[level], column) for column in columns}) > 1
    ]
    return [*between, "Index"]


def _number_problems(database: Grid, row: int, column: int) -> Iterator[Problem]:
    for key in ("weight", "direction", "low", "high"):
        cell = _given(database.cell(row - ABOVE[key], column))
        if cell is not None and not is_number(cell):
            yield _no_number(cell, database.where(row - ABOVE[key], database.cell(row, column)))


def _indicator(database: Grid, row: int, column: int, parent: str | None) -> Entry:
    given = {key: _given(database.cell(row - rows, column)) for key, rows in ABOVE.items()}
    code = str(database.cell(row, column))
    low, high = given["low"], given["high"]
    direction = given["direction"]
    return Entry(
        code,
        given["name"] or code,
        INDICATOR_LEVEL,
        parent,
        database.where(row, database.cell(row, column)),
        direction="" if direction is None else f"{float(direction):g}",
        weight=given["weight"],
        goalposts=(low, high) if low is not None and high is not None else None,
    )


def _figures(
    database: Grid, row: int, first: int, columns: Sequence[int], period: str
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the units and their observations."""
    units: list[tuple[str, str]] = []
    figures: list[tuple[str, str, str, str | None]] = []
    problems: list[Problem] = []
    for below in range(row + 1, database.height):
        code = _given(database.cell(below, first + UNIT_CODE))
        cells = {column: _given(database.cell(below, column)) for column in columns}
        if code is None:
            if any(cells.values()):
                problems.append(_without_code(database.where(below)))
            continue
        units.append((code, database.cell(below, first + UNIT_NAME) or code))
        for column, cell in cells.items():
            if cell is not None and not is_number(cell):
                problems.append(_no_number(cell, database.where(below, database.cell(row, column))))
            figures.append((code, str(database.cell(row, column)), period, cell))
    if problems:
        raise DataError(problems)
    text = pl.String
    return (
        pl.DataFrame(units, schema={"code": text, "name": text}, orient="row"),
        pl.DataFrame(
            figures,
            schema={"unit": text, "indicator": text, "period": text, "value": text},
            orient="row",
        ),
    )


def _no_number(cell: str, where: Where) -> Problem:
    return Problem(not_a_number(cell), where, number_remedy(MISSING))


def _without_code(where: Where) -> Problem:
    return Problem(
        Text(zh="该行有数据，但没有评价对象代码", en="the row has figures but no code of a unit"),
        where,
        Text(zh="请填写代码", en="fill in the code"),
    )
