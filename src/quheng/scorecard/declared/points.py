"""Points: items in brackets, branches to choose from, rows, choices and values; and blocks of items."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.scorecard.declared.lines import Line
from quheng.scorecard.declared.names import Cel, Identifier
from quheng.scorecard.exact import EXACT_SCHEMA, Exact


def _as_band(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else (value, value)


Band = Annotated[
    tuple[Exact, Exact],
    BeforeValidator(_as_band),
    WithJsonSchema(
        {
            "anyOf": [
                *EXACT_SCHEMA["anyOf"],
                {"type": "array", "prefixItems": [EXACT_SCHEMA, EXACT_SCHEMA], "minItems": 2, "maxItems": 2},
            ]
        }
    ),
]
"""A number of points, or [least, greatest] between which experts choose."""


def _is_ordered(band: tuple[Exact, Exact]) -> None:
    if band[0] > band[1]:
        raise ContradictionError(
            Text(zh=f"区间 {band[0]} 大于 {band[1]}", en=f"in the band, {band[0]} is greater than {band[1]}")
        )


class Bracket(Declared):
    """One row of a table of brackets: from where to where, and its points.

    Parameters
    ----------
    at_least, above
        The lower end, included or not; without either there is none.
    below, at_most
        The upper end, not included or included.
    equal
        One value.
    points
        What it gives; [least, greatest] where experts choose.
    undefined
        The rule says nothing here, and why: no points, the verdict needs review.
    """

    at_least: Exact | None = None
    above: Exact | None = None
    below: Exact | None = None
    at_most: Exact | None = None
    equal: Exact | None = None
    points: Band | None = None
    undefined: Text | None = None

    @model_validator(mode="after")
    def _is_an_interval(self) -> Bracket:
        lower = [end for end in (self.at_least, self.above) if end is not None]
        upper = [end for end in (self.below, self.at_most) if end is not None]
        if len(lower) > 1 or len(upper) > 1 or (self.equal is not None and (lower or upper)):
            raise ContradictionError(
                Text(zh="一档的上下限各至多一个", en="a bracket has one lower and one upper end at most"),
                Text(
                    zh="at_least 或 above；below 或 at_most；或只写 equal",
                    en="`at_least` or `above`; `below` or `at_most`; or `equal` alone",
                ),
            )
        if lower and upper and (lower[0] > upper[0] or (lower == upper and not self._holds_its_end)):
            raise ContradictionError(
                Text(
                    zh=f"{lower[0]} 到 {upper[0]} 之间没有值",
                    en=f"no value lies from {lower[0]} to {upper[0]}",
                )
            )
        if (self.points is None) == (self.undefined is None):
            raise ContradictionError(
                Text(
                    zh="一档须写 points 或 undefined 之一", en="a bracket has either `points` or `undefined`"
                )
            )
        if self.points:
            _is_ordered(self.points)
        return self

    @property
    def _holds_its_end(self) -> bool:
        return self.at_least is not None and self.at_most is not None


class Hole(Declared):
    """A case in which the rule gives no points."""

    when: Cel
    why: Text


class Item(Line):
    """What every item has: the cases in which its points are undefined."""

    undefined: tuple[Hole, ...] = ()


class BracketItem(Item):
    """Points by the bracket that an exact value falls in."""

    on: Cel
    brackets: tuple[Bracket, ...] = Field(min_length=1)


class Branch(Declared):
    """One of several tables that the subject may choose."""

    id: Identifier
    title: Text | None = None
    on: Cel
    brackets: tuple[Bracket, ...] = Field(min_length=1)


class BestOfItem(Item):
    """The subject chooses: the best branch that is available."""

    best_of: tuple[Branch, ...] = Field(min_length=2)


class Row(Declared):
    """A condition and its points."""

    when: Cel | None = None
    otherwise: Literal[True] | None = None
    points: Band

    @model_validator(mode="after")
    def _has_a_condition(self) -> Row:
        if (self.when is None) == (self.otherwise is None):
            raise ContradictionError(
                Text(zh="一行须写 when 或 otherwise 之一", en="a row has either `when` or `otherwise`")
            )
        _is_ordered(self.points)
        return self


class RowsItem(Item):
    """The best row whose condition holds; `otherwise` where none does."""

    rows: tuple[Row, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _ends_with_otherwise(self) -> RowsItem:
        last = [row.otherwise for row in self.rows]
        if last.count(True) != 1 or not last[-1]:
            raise ContradictionError(
                Text(zh="rows 的最后一行须写 otherwise", en="the last of `rows` is the one with `otherwise`"),
                Text(zh="例如 {otherwise: true, points: 0}", en="for example {otherwise: true, points: 0}"),
            )
        return self


class ChoiceItem(Item):
    """Points by the value of a choice."""

    choice: Cel
    gives: dict[str, Band] = Field(min_length=1)

    @model_validator(mode="after")
    def _bands_are_ordered(self) -> ChoiceItem:
        for band in self.gives.values():
            _is_ordered(band)
        return self


class ValueItem(Item):
    """Points that are a value itself, times a weight."""

    value: Cel
    times: Exact = 1


SORTS: tuple[tuple[str, str], ...] = (
    ("items", "block"),
    ("best_of", "best_of"),
    ("rows", "rows"),
    ("choice", "choice"),
    ("value", "value"),
)


def _sort(item: Any) -> str:
    for key, sort in SORTS:
        if key in item if isinstance(item, dict) else hasattr(item, key):
            return sort
    return "brackets"


AnyItem = Annotated[
    Annotated[BracketItem, Tag("brackets")]
    | Annotated[BestOfItem, Tag("best_of")]
    | Annotated[RowsItem, Tag("rows")]
    | Annotated[ChoiceItem, Tag("choice")]
    | Annotated[ValueItem, Tag("value")],
    Discriminator(_sort),
]


class Block(Item):
    """The sum of its items, at most `cap`."""

    items: tuple[AnyItem, ...] = Field(min_length=1)
    cap: Exact | None = None


Scored = Annotated[
    Annotated[Block, Tag("block")]
    | Annotated[BracketItem, Tag("brackets")]
    | Annotated[BestOfItem, Tag("best_of")]
    | Annotated[RowsItem, Tag("rows")]
    | Annotated[ChoiceItem, Tag("choice")]
    | Annotated[ValueItem, Tag("value")],
    Discriminator(_sort),
]
