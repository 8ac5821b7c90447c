"""Derivations: a field that follows from others, computed and never typed."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.ledger.programmes.declared.names import Cel, Identifier

Take = Literal["sum", "count", "mean", "least", "most"]


class Derivation(Declared):
    """How a field follows from others, in one of three ways; in a declaration the first as a plain text.

    Unknown stays unknown: where what it reads is empty, so is the field.

    Parameters
    ----------
    cel
        An expression over the fields and facts.
    by, table, otherwise
        A choice field, and the value for each of its choices; `otherwise` for those not in the table.
    take, of, where
        What is taken of the rows of a field of type entries: of the column `of` (for `count` of none) in the
        rows for which `where`, CEL over the columns, holds.
    entries
        That field.
    decimals
        To how many places a number is rounded, halves away from zero; a mean needs it, all else is exact
        without it.
    """

    cel: Cel | None = None
    by: Identifier | None = None
    table: dict[str, Any] | None = None
    otherwise: Any = None
    take: Take | None = None
    entries: Identifier | None = None
    of: Identifier | None = None
    where: Cel | None = None
    decimals: int | None = Field(default=None, ge=0, le=9)

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"cel": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        whole = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [{"type": "string", "minLength": 1}, whole]}

    @model_validator(mode="after")
    def _goes_one_way(self) -> Derivation:
        ways = {
            "cel": (self.cel,),
            "by, table": (self.by, self.table),
            "take, entries": (self.take, self.entries),
        }
        begun = [name for name, parts in ways.items() if any(part is not None for part in parts)]
        whole = [name for name, parts in ways.items() if all(part is not None for part in parts)]
        loose = (self.of is not None or self.where is not None) and begun != ["take, entries"]
        if len(begun) != 1 or begun != whole or loose:
            raise ContradictionError(
                Text(zh="derive 没有写清怎样算出", en="derive does not say how the field follows"),
                Text(
                    zh="请写表达式，或 {by: 字段, table: {选项: 值}}，或 {take: sum, entries: 表, of: 列}",
                    en="write an expression, {by: FIELD, table: {CHOICE: VALUE}}, "
                    "or {take: sum, entries: TABLE, of: COLUMN}",
                ),
            )
        if self.take is not None and (self.of is None) != (self.take == "count"):
            raise ContradictionError(
                Text(
                    zh=f"take: {self.take} 的 of 缺少或多余",
                    en=f"take: {self.take} lacks or does not take of",
                ),
                Text(zh="count 不写 of，其余写列名", en="count takes no of; the others take a column"),
            )
        if self.take == "mean" and self.decimals is None:
            raise ContradictionError(
                Text(
                    zh="平均数没有写保留几位小数", en="a mean does not say to how many places it is rounded"
                ),
                Text(zh="请写 decimals: 2", en="write decimals: 2"),
            )
        return self
