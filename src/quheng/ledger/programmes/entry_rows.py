"""The rows of a field of type entries: read from what people write, stored as JSON, seen by column.

In `Case.values` such a field is a list of mappings, in the order in which the rows were added:
`[{"month": "2026-03", "origin": "province", "amount": "1200.0"}, …]`; it is absent where there is no row.
Decimals are texts, as everywhere in the record, and exact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quheng.bilingual import Text, listed
from quheng.ledger.programmes.declared import WHO, EntriesField
from quheng.ledger.programmes.values import evaluated, is_empty, read_value, unknown
from quheng.scorecard.inputs import WrongValueError

Row = Mapping[str, Any]


def read_row(declared: EntriesField, raw: Any, who: str) -> dict[str, Any]:
    """Return a row as it is stored; columns left empty are absent.

    Parameters
    ----------
    declared
        The field.
    raw
        The cells by column, as people write them.
    who
        The person who writes it, for a key that asks.

    Raises
    ------
    WrongValueError
        Where a column is unknown or lacking, or cannot have its value.
    """
    if not isinstance(raw, Mapping):
        raise WrongValueError(Text(zh="不是一行", en="this is no row"))
    columns = {column.id: column for column in declared.columns}
    strange = [str(name) for name in raw if name not in columns]
    if strange:
        known, odd = listed(columns), listed(strange)
        raise WrongValueError(
            Text(zh=f"没有列 {odd.zh}", en=f"there is no column {odd.en}"),
            Text(zh=f"可用：{known.zh}", en=f"allowed: {known.en}"),
        )
    row: dict[str, Any] = {WHO: who} if declared.is_personal_to_each else {}
    for name, column in columns.items():
        title = column.title
        if is_empty(raw.get(name)):
            if not column.optional:
                raise WrongValueError(Text(zh=f"“{title.zh}”没有填写", en=f"“{title.en}” is not filled in"))
            continue
        try:
            row[name] = read_value(column, raw[name])
        except WrongValueError as error:
            what = Text(zh=f"“{title.zh}”{error.what.zh}", en=f"“{title.en}”: {error.what.en}")
            raise WrongValueError(what, error.remedy) from None
    return row


def key_of(declared: EntriesField, row: Row) -> tuple[Any, ...]:
    """Return the values by which a row stands once."""
    return tuple(row.get(name) for name in declared.key)


def find_row(declared: EntriesField, rows: Sequence[Row], key: Mapping[str, Any]) -> Row | None:
    """Return the row with a key, given by column; None where there is none."""
    wanted = tuple(key.get(name) for name in declared.key)
    return next((row for row in rows if key_of(declared, row) == wanted), None)


def seen_row(declared: EntriesField, row: Row) -> dict[str, Any]:
    """Return one row as an expression over its columns sees it; an empty cell is unknown."""
    cells = {
        column.id: evaluated(column, row[column.id]) if column.id in row else unknown(column)
        for column in declared.columns
    }
    return {**cells, WHO: row[WHO]} if WHO in row else cells


def seen_columns(declared: EntriesField, rows: Sequence[Row]) -> dict[str, Any]:
    """Return each column as a list, an empty one of no rows; an empty cell in it is unknown."""
    seen = [seen_row(declared, row) for row in rows]
    return {name: tuple(row[name] for row in seen) for name, _ in declared.kind.fields}
