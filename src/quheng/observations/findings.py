"""What is found wrong in a cell, worded once for every table that a person may hand in."""

from __future__ import annotations

from collections.abc import Collection

from quheng.bilingual import Text, listed


def shown(cell: object) -> Text:
    """Show a cell in quotes; an empty one is called so."""
    return Text(zh="（空）" if cell is None else repr(cell), en=repr("" if cell is None else cell))


def not_a_period(cell: object) -> Text:
    """Word a cell that should have held a period."""
    found = shown(cell)
    return Text(zh=f"{found.zh} 不是可识别的时期", en=f"{found.en} is not a period")


def not_a_number(cell: object) -> Text:
    """Word a cell that should have held a finite number."""
    found = shown(cell)
    return Text(zh=f"{found.zh} 不是有限的数", en=f"{found.en} is not a finite number")


def number_remedy(marks: Collection[str] = ()) -> Text:
    """Say what a cell of numbers may hold, and by which marks a missing one may be told."""
    own = listed(marks)
    return Text(
        zh=f"请只写数字（不带千分位逗号和单位）；缺失请留空{f'或写 {own.zh}' if marks else ''}",
        en="write digits only (no thousands separator, no measure); "
        f"where missing, leave it empty{f' or write {own.en}' if marks else ''}",
    )
