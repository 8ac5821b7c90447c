"""The lines of a rule: each with an id, a title, and where in which document it stands."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field, PlainSerializer, PlainValidator, WithJsonSchema, model_validator
from pydantic.json_schema import JsonSchemaValue

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.scorecard.declared.names import Cel, Identifier
from quheng.scorecard.exact import read_bound

Confidence = Literal["H", "M", "L"]
"""H 95 % and more, M about 75-95 %, L less."""

Mark = Literal["P", "K"]
"""P read in a public page, K general knowledge, not seen in a page."""


class RuleSource(Declared):
    """A document that the rule stands in.

    Parameters
    ----------
    id
        What lines cite.
    title, number, issuer, issued
        The document.
    seen
        Where it was read.
    """

    id: Identifier
    title: Text
    number: str | None = None
    issuer: Text | None = None
    issued: date | None = None
    seen: tuple[str, ...] = ()


class Citation(Declared):
    """Where a line stands and how sure it is; what a line leaves out is the scorecard's."""

    source: Identifier | None = None
    article: str | None = None
    confidence: Confidence | None = None
    mark: Mark | None = None

    def completed(self, cite: Citation) -> Citation:
        """Return it with what `cite`, the scorecard's, says; an article belongs to its own source."""
        source = self.source or cite.source
        return Citation(
            source=source,
            article=self.article or (cite.article if source == cite.source else None),
            confidence=self.confidence or cite.confidence,
            mark=self.mark or cite.mark,
        )


class Line(Citation):
    """What every line of a rule has.

    Parameters
    ----------
    id
        Its name in results.
    title
        What it says.
    note
        A remark for the reader.
    applies
        CEL; where it is false the line does not count.
    """

    id: Identifier
    title: Text | None = None
    note: Text | None = None
    applies: Cel | None = None

    @property
    def name(self) -> Text:
        """Its title, or its id without one."""
        return self.title or Text(zh=self.id, en=self.id)


class Gate(Line):
    """A condition that must hold, or one of several that are enough (`direct`)."""

    when: Cel


def _as_given(value: Any) -> Any:
    return value if isinstance(value, bool) else _as_bound(value)


def _as_bound(value: Any) -> Any:
    """Read a number or a percentage exactly; any other text stays as it is."""
    if isinstance(value, str) and not NUMERIC.match(value.strip()):
        return value
    return read_bound(value)


NUMERIC = re.compile(r"^[+-]?(\d+(\.\d*)?|\.\d+)(%|/\d+)?$")

SCALARS: list[JsonSchemaValue] = [{"type": "number"}, {"type": "string", "minLength": 1}]

Given = Annotated[
    bool | int | Fraction | str,
    PlainValidator(_as_given),
    PlainSerializer(lambda value: str(value) if isinstance(value, Fraction) else value),
    WithJsonSchema({"anyOf": [*SCALARS, {"type": "boolean"}]}),
]
"""A value as a case gives it: a number (5, 5%), a text, true or false."""

Bound = Annotated[
    int | Fraction | str,
    PlainValidator(_as_bound),
    PlainSerializer(lambda value: str(value) if isinstance(value, Fraction) else value),
    WithJsonSchema({"anyOf": SCALARS}),
]
"""What points must reach: a number (60, 70%), or CEL such as the name of an input."""


class Case(Declared):
    """One case of several: the first whose condition holds gives the value."""

    when: Cel | None = None
    otherwise: Literal[True] | None = None
    gives: Given | None = None
    value: Cel | None = None
    not_confirmed: Text | None = None

    @model_validator(mode="after")
    def _one_condition_one_value(self) -> Case:
        _exactly_one(self, ("when", "otherwise"))
        _exactly_one(self, ("gives", "value", "not_confirmed"))
        return self


class Due(Declared):
    """A deadline by the calendar.

    Parameters
    ----------
    from_
        The day it runs from, which is not counted.
    count
        How many.
    unit
        workday, day, month or year; or CEL that gives one of them.
    """

    from_: Cel = Field(alias="from")
    count: Cel
    unit: Cel


class Derived(Line):
    """A named value: of an expression, of the first case that holds, looked up in lists, or a deadline."""

    value: Cel | None = None
    cases: tuple[Case, ...] | None = None
    lookup: Cel | None = None
    lists: dict[str, Identifier] | None = None
    otherwise: str | None = None
    not_confirmed: Text | None = None
    due: Due | None = None

    @property
    def sorts(self) -> tuple[str, ...]:
        """The keys of which exactly one says where the value comes from."""
        return ("value", "cases", "lookup", "due")

    @model_validator(mode="after")
    def _one_sort(self) -> Derived:
        _exactly_one(self, self.sorts)
        if (self.lookup is None) != (self.lists is None):
            raise ContradictionError(
                Text(zh="lookup 与 lists 须同时写", en="`lookup` and `lists` go together")
            )
        if self.lookup is not None and (self.otherwise is None) == (self.not_confirmed is None):
            raise ContradictionError(
                Text(
                    zh="lookup 须写 otherwise 或 not_confirmed 之一",
                    en="a lookup has either `otherwise` or `not_confirmed`",
                ),
                Text(
                    zh="写明不在任何名单中时如何处理",
                    en="say what holds for what stands in none of the lists",
                ),
            )
        return self


class Output(Derived):
    """A value of the result.

    Parameters
    ----------
    points
        In place of an expression: `total`, an item or block, a list of them, or {name: item}.
    as_
        `interval` for [least, greatest], `text` for an exact decimal.
    decimals
        Shown as a text with so many decimals, halves away from zero.
    optional
        Whether a scorecard without points may pass while this value is undetermined.
    """

    points: Identifier | tuple[Identifier, ...] | dict[str, Identifier] | None = None
    as_: Literal["interval", "text"] | None = Field(default=None, alias="as")
    decimals: int | None = Field(default=None, ge=0, le=12)
    optional: bool = False

    @property
    def sorts(self) -> tuple[str, ...]:
        """The keys of which exactly one says where the value comes from."""
        return (*super().sorts, "points")


class Minimum(Line):
    """What the total, a block or an item must reach; the bound is a number or CEL."""

    of: Identifier
    at_least: Bound | None = None
    above: Bound | None = None

    @model_validator(mode="after")
    def _one_bound(self) -> Minimum:
        _exactly_one(self, ("at_least", "above"))
        return self


def _exactly_one(model: Declared, keys: tuple[str, ...]) -> None:
    found = [key for key in keys if getattr(model, key) is not None]
    if len(found) != 1:
        written = "、".join(found) or "没有"
        raise ContradictionError(
            Text(
                zh=f"{'、'.join(keys)} 须写且只写一个，现写 {written}",
                en=f"exactly one of {', '.join(keys)} is needed, found {', '.join(found) or 'none'}",
            )
        )
