"""Screen: set aside units of which too little is known."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, Share
from quheng.errors import DeclarationError, Problem, Where
from quheng.index.arrays import Booleans, Floats, Integers
from quheng.index.universe import Exclusion

Proportion = Annotated[Share, Field(ge=0, le=1)]


class Screen(Declared):
    """Keep units with enough values, and not too many zeros among them; leave none out by name here.

    Parameters
    ----------
    coverage
        The least share of the indicators that a unit must have.
    zeros
        The largest share of a unit's present values that may be zero; by default any.
    include
        The codes of units that are kept whatever the two say.
    """

    coverage: Proportion = Fraction(0)
    zeros: Proportion | None = None
    include: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> Screen:
        if not self.model_fields_set & {"coverage", "zeros"}:
            raise ContradictionError(
                Text(zh="screen 没有写任何要求", en="the screen asks for nothing"),
                Text(
                    zh="请写 coverage 或 zeros，或写 screen: none",
                    en="give it coverage or zeros, or write screen: none",
                ),
            )
        return self


def screen(x: Floats, units: tuple[str, ...], rule: Screen | None) -> tuple[Integers, tuple[Exclusion, ...]]:
    """Return the rows to keep, and why the others are not; a unit without any value is never kept.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing.
    units
        (n_units,) codes.
    rule
        The shares asked for; None for none.

    Returns
    -------
    rows
        (n_kept,), rising.
    exclusions
        One entry for each other unit, `coverage` or `zeros`.

    Raises
    ------
    DeclarationError
        Where a unit to include is not among `units`.
    """
    coverage, zeros, include = (rule.coverage, rule.zeros, rule.include) if rule else (Fraction(0), None, ())
    _refuse_strangers(include, units)
    total = x.shape[1]
    present = np.count_nonzero(~np.isnan(x), axis=1)
    nought = np.count_nonzero(x == 0, axis=1)
    needed = max(1, -(-coverage.numerator * total // coverage.denominator))
    named = np.isin(units, include) if include else np.zeros(len(units), dtype=bool)
    least = np.where(named, 1, needed)
    too_few = present < least
    too_many = ~too_few & ~named & _more_zeros(nought, present, zeros)
    out = tuple(
        Exclusion(unit=units[row], rule="coverage", reason=_too_few(present[row], total, least[row]))
        if too_few[row]
        else Exclusion(
            unit=units[row], rule="zeros", reason=_too_many_zeros(nought[row], present[row], zeros)
        )
        for row in np.flatnonzero(too_few | too_many)
    )
    return np.flatnonzero(~(too_few | too_many)), out


def _more_zeros(nought: Integers, present: Integers, most: Fraction | None) -> Booleans:
    """Return the units (n_units,) with a larger share of zeros than `most`, compared exactly."""
    if most is None:
        return np.zeros(nought.shape, dtype=bool)
    more: Booleans = nought * most.denominator > present * most.numerator
    return more


def _too_few(count: int, total: int, least: int) -> Text:
    return Text(
        zh=f"{total} 项指标中有数据的 {count} 项，少于 {least} 项",
        en=f"{count} of {total} indicators have a value, fewer than {least}",
    )


def _too_many_zeros(zero: int, count: int, most: Fraction | None) -> Text:
    return Text(
        zh=f"{count} 项有数据的指标中 {zero} 项为 0，超过 {most}",
        en=f"{zero} of {count} values are zero, more than the share {most}",
    )


def _refuse_strangers(include: tuple[str, ...], units: tuple[str, ...]) -> None:
    strangers = [unit for unit in include if unit not in units]
    if strangers:
        raise DeclarationError(
            Problem(
                Text(
                    zh=f"要保留的评价对象 {unit} 不存在，或已被 universe 排除",
                    en=f"the unit {unit} to include is unknown, or excluded by the universe",
                ),
                Where(file="index.yaml", field="method.screen.include"),
                Text(zh="请检查代码，并加引号", en="check the code, and put it in quotes"),
            )
            for unit in strangers
        )
