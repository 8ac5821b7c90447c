"""Agree on the measure of a column: what is declared, and what its cells say behind the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from quheng.bilingual import Text, listed
from quheng.errors import Problem
from quheng.index.starting.foreign_table import ForeignTable
from quheng.index.starting.numbers import NumberColumn, usual_measure
from quheng.observations.findings import not_a_number

_STRAY_REMEDY = Text(
    zh="请改为数；缺失请留空，或写 —、n/a、缺失",
    en="write a number; where it is missing, leave the cell empty or write — or n/a",
)


def agreed_measure(column: NumberColumn, declared: str | None) -> str | None:
    """Return the declared measure, else that of the cells, else None."""
    return declared or min(column.measures, default=None)


def column_problems(
    table: ForeignTable, column: NumberColumn, declared: str | None, positions: Sequence[int]
) -> list[Problem]:
    """Return a problem for each cell that is no number, and for measures that contradict one another.

    Parameters
    ----------
    table
        Where the column comes from.
    column
        Its cells.
    declared
        The measure that its header, or a column of measures, gives.
    positions
        The place of each cell in the table.
    """
    problems = [
        table.problem(not_a_number(column.cells[stray]), _STRAY_REMEDY, positions[stray], column.header)
        for stray in column.strays
    ]
    wanted = {usual_measure(declared)} if declared else set()
    if len(wanted | column.measures) > 1:
        shown = listed(sorted(wanted | column.measures))
        problems.append(
            table.problem(
                Text(
                    zh=f"同一列有几种计量单位：{shown.zh}",
                    en=f"the column has several measures: {shown.en}",
                ),
                Text(zh="请换算为一种", en="bring it into one"),
                column=column.header,
            )
        )
    elif column.measures and not declared:
        problems += _unmeasured(table, column, positions)
    return problems


def _unmeasured(table: ForeignTable, column: NumberColumn, positions: Sequence[int]) -> list[Problem]:
    """Return a problem for each number without the measure that the others have; 0 needs none."""
    measure = min(column.measures)
    return [
        table.problem(
            Text(
                zh=f"{column.cells[position]!r} 没有“{measure}”，其他单元格有",
                en=f"{column.cells[position]!r} has no {measure}, and other cells have it",
            ),
            Text(
                zh=f"请写成一致，或在列名写明单位，如“{column.header}（{measure}）”",
                en=f"write all cells alike, or say the measure in the header: {column.header} ({measure})",
            ),
            positions[position],
            column.header,
        )
        for position, number in enumerate(column.numbers)
        if number is not None and number.measure is None and float(number.text) != 0
    ]
