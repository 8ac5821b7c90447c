"""Entries: repeated rows inside a case, such as investment by month, or the marks of several experts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from quheng.bilingual import Text, listed
from quheng.declarations import ContradictionError
from quheng.ledger.programmes.declared.entry import Entry
from quheng.ledger.programmes.declared.field_base import FieldBase
from quheng.ledger.programmes.declared.names import Identifier
from quheng.ledger.programmes.declared.types import (
    BooleanType,
    ChoiceType,
    DateType,
    MonthType,
    NumberType,
    TextType,
)
from quheng.scorecard.expressions.kinds import TEXT, Kind

WHO = "who"
"""The column that a key may name: whoever writes the row, so that each has one."""


class ColumnBase(Entry):
    """What every column has.

    Parameters
    ----------
    optional
        Whether a row may leave it empty.
    """

    optional: bool = False


class TextColumn(ColumnBase, TextType):
    """A free text."""


class NumberColumn(ColumnBase, NumberType):
    """A number, exact."""


class BooleanColumn(ColumnBase, BooleanType):
    """Yes or no."""


class ChoiceColumn(ColumnBase, ChoiceType):
    """One of several codes."""


class DateColumn(ColumnBase, DateType):
    """A day."""


class MonthColumn(ColumnBase, MonthType):
    """A month."""


Column = Annotated[
    TextColumn | NumberColumn | BooleanColumn | ChoiceColumn | DateColumn | MonthColumn,
    Field(discriminator="type"),
]


class EntriesField(FieldBase):
    """A table inside a case: rows are added one by one, and every correction stays in the record.

    An expression sees each column as a list: `sum(investment.amount)`, `size(marks.score)`.

    Parameters
    ----------
    columns
        What a row holds.
    key
        The columns by which a row stands once, so that nothing is counted twice; `who` is the person who
        writes the row.
    who
        The roles that write rows.
    different_from
        Moves (or `created`) whose maker may write no row: no judge in one's own cause.
    """

    type: Literal["entries"]
    columns: tuple[Column, ...] = Field(min_length=1)
    key: tuple[Identifier, ...] = Field(min_length=1)
    who: tuple[Identifier, ...] = Field(min_length=1)
    different_from: tuple[Identifier, ...] = ()

    @property
    def kind(self) -> Kind:
        """What an expression sees: a list for each column."""
        fields = [(column.id, Kind("list", of=column.kind)) for column in self.columns]
        if WHO in self.key:
            fields.append((WHO, Kind("list", of=TEXT)))
        return Kind("struct", fields=tuple(fields))

    @property
    def is_personal_to_each(self) -> bool:
        """Whether a row belongs to the person who writes it."""
        return WHO in self.key

    @model_validator(mode="after")
    def _the_key_is_of_columns(self) -> EntriesField:
        columns = [column.id for column in self.columns]
        for name in columns:
            if columns.count(name) > 1 or name == WHO:
                raise ContradictionError(
                    Text(
                        zh=f"列名 {name} 重复，或为保留的名称 who",
                        en=f"the column {name} stands twice, or has the reserved name who",
                    ),
                    Text(zh="请改名", en="rename it"),
                )
        required = [column.id for column in self.columns if not column.optional]
        for name in self.key:
            if name not in (WHO, *required):
                known = listed((WHO, *required))
                raise ContradictionError(
                    Text(
                        zh=f"key 中的 {name} 不是必填的列",
                        en=f"{name} in key is no column that must be filled",
                    ),
                    Text(zh=f"可用：{known.zh}", en=f"allowed: {known.en}"),
                )
        return self

    @model_validator(mode="after")
    def _is_written_and_not_computed(self) -> EntriesField:
        if self.derive is not None:
            raise ContradictionError(
                Text(zh="逐行填写的表不能由别的字段算出", en="a table of entries is written, not derived"),
                Text(zh="请删去 derive", en="remove derive"),
            )
        return self
