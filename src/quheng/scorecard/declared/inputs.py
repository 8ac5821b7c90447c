"""What a scorecard asks for: each input with its type, measure, label and range."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.scorecard.declared.names import Identifier
from quheng.scorecard.exact import Exact
from quheng.scorecard.expressions.kinds import BOOLEAN, DATE, MAP, NUMBER, TEXT, WHOLE, Kind

Better = Literal["more", "less"]


class InputBase(Declared):
    """What every input has.

    Parameters
    ----------
    id
        Its name in data and in expressions.
    label, help
        What a form calls it, and what counts.
    measure
        The unit of measurement, such as 万元.
    better
        More of it (of a boolean: true) never lowers the result; `less` the reverse. Held by a test.
    lever
        Whether the subject can change it: what `levers` tries. By default numbers with `better`.
    unused
        Why it is asked for although no line reads it; without this such an input is an error.
    """

    id: Identifier
    label: Text | None = None
    help: Text | None = None
    measure: Text | None = None
    better: Better | None = None
    lever: bool | None = None
    unused: Text | None = None

    @property
    def name(self) -> Text:
        """Its label, or its id without one."""
        return self.label or Text(zh=self.id, en=self.id)


class BooleanInput(InputBase):
    """True or false; null is unknown."""

    type: Literal["boolean"]
    default: bool | None = None

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return BOOLEAN


class NumberInput(InputBase):
    """A number, exact; not negative unless `min` says so.

    Parameters
    ----------
    min, max
        The values that are possible; null for no limit.
    step
        The smallest change that counts, for `levers`: 1 of an integer, 0.01 of a decimal.
    """

    type: Literal["integer", "decimal"]
    min: Exact | None = 0
    max: Exact | None = None
    step: Exact | None = None
    default: Exact | None = None

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return WHOLE if self.type == "integer" else NUMBER

    @model_validator(mode="after")
    def _some_value_is_possible(self) -> NumberInput:
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ContradictionError(
                Text(
                    zh=f"min {self.min} 大于 max {self.max}",
                    en=f"min {self.min} is greater than max {self.max}",
                )
            )
        if self.step is not None and self.step <= 0:
            raise ContradictionError(Text(zh="step 应大于 0", en="step must be greater than 0"))
        return self


class TextInput(InputBase):
    """A free text."""

    type: Literal["text"]
    default: str | None = None

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return TEXT


def _labelled(value: Any) -> Any:
    return {str(one): str(one) for one in value} if isinstance(value, list | tuple) else value


Choices = Annotated[
    dict[str, Text],
    BeforeValidator(_labelled, json_schema_input_type=tuple[str, ...] | dict[str, Text]),
]
"""The values of a choice, with labels or without."""


class ChoiceInput(InputBase):
    """One of several texts; any other is an error in the data."""

    type: Literal["choice"]
    choices: Choices = Field(min_length=1)
    default: str | None = None

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return Kind("text", choices=tuple(self.choices))

    @model_validator(mode="after")
    def _default_is_a_choice(self) -> ChoiceInput:
        if self.default is not None and self.default not in self.choices:
            raise ContradictionError(
                Text(
                    zh=f"default {self.default!r} 不在 choices 中",
                    en=f"the default {self.default!r} is not among the choices",
                )
            )
        return self


class DateInput(InputBase):
    """A day, written 2024-11-25."""

    type: Literal["date"]
    default: date | None = None

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return DATE


def _pair(value: Any) -> Any:
    return (value, value) if isinstance(value, int) else value


class ListInput(InputBase):
    """Several values in order.

    Parameters
    ----------
    of
        What each is.
    size
        How many: a number, or [least, most].
    min, max
        Of each number; `max` may be a list, by position.
    """

    type: Literal["list"]
    of: Literal["integer", "decimal", "text", "boolean"]
    size: Annotated[
        tuple[int, int] | None,
        BeforeValidator(_pair, json_schema_input_type=int | tuple[int, int] | None),
    ] = None
    min: Exact | None = 0
    max: Exact | tuple[Exact, ...] | None = None

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        entries = {"integer": WHOLE, "decimal": NUMBER, "text": TEXT, "boolean": BOOLEAN}[self.of]
        return Kind("list", of=entries)

    def most(self, position: int) -> Exact | None:
        """Return the greatest value possible at a position."""
        if isinstance(self.max, tuple):
            return self.max[position] if position < len(self.max) else None
        return self.max


class MapInput(InputBase):
    """Numbers by name."""

    type: Literal["map"]

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return MAP


ScalarInput = Annotated[
    BooleanInput | NumberInput | TextInput | ChoiceInput | DateInput, Field(discriminator="type")
]


class StructInput(InputBase):
    """Several inputs under one name."""

    type: Literal["struct"]
    fields_: tuple[ScalarInput, ...] = Field(min_length=1, alias="fields")

    @property
    def kind(self) -> Kind:
        """What an expression sees."""
        return Kind("struct", fields=tuple((field.id, field.kind) for field in self.fields_))


Input = Annotated[
    BooleanInput | NumberInput | TextInput | ChoiceInput | DateInput | ListInput | MapInput | StructInput,
    Field(discriminator="type"),
]
