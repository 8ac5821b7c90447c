"""A number as it stands in a text, before it is known whether it claims anything."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from quheng.evidence.claim import Hedge, Quantity

Form = Literal[
    "arabic",
    "chinese",
    "percent",
    "fraction",
    "tenths",
    "doubling",
    "range",
    "ratio",
    "ordinal",
    "within",
    "sole",
    "date",
    "code",
    "formula",
    "document-number",
    "indefinite",
]
"""How a number is written. The last five have no value: they are found so that they can be rejected."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number with its measure, its hedge and its value.

    Parameters
    ----------
    start, end
        `text[start:end]` is the number, its measure and the hedges glued to it.
    core_start, core_end
        The digits alone, with their scale (2.1万).
    point
        The value as written, exact, in the base measure; None for what has none (a date, a code).
    low, high
        The interval of values that the wording admits; None where it is open.
    measure
        The base measure, empty where the text gives none.
    dimension
        What it measures; "number" without a measure.
    continuous
        Whether the measure divides (元, 吨), or counts whole things (家, 件).
    loose
        Whether a Chinese numeral before the measure is more often a turn of phrase than a count.
    hedge
        How the text qualifies the number.
    form
        How it is written.
    rule
        The rule that read the value.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    point: Fraction | None
    low: Fraction | None
    high: Fraction | None
    measure: str
    dimension: str
    continuous: bool
    loose: bool
    hedge: Hedge
    form: Form
    rule: str

    @classmethod
    def without_value(cls, start: int, end: int, form: Form) -> Numeral:
        """Return a numeral that is found only to be rejected."""
        return cls(
            start,
            end,
            start,
            end,
            None,
            None,
            None,
            "",
            "number",
            False,
            False,
            "none",
            form,
            f"number.{form}",
        )

    def quantity(self, sign: int = 1) -> Quantity:
        """Return the value for a claim; a `sign` of -1 turns a fall into a negative number.

        Raises
        ------
        ValueError
            For a numeral without a value: `reject` never lets one of them through.
        """
        if self.point is None:
            raise ValueError(self.rule)
        low = -math.inf if self.low is None else float(self.low)
        high = math.inf if self.high is None else float(self.high)
        ends = (low, high) if sign > 0 else (-high, -low)
        return Quantity(float(self.point) * sign, *ends, self.measure, self.dimension)
