"""Measures (units of measurement) and exact conversion between those of one dimension."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from pydantic import RootModel, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared, Share, read_yaml, validated
from quheng.library import library_file


class Measure(Declared):
    """A unit of measurement, such as 亿元.

    Parameters
    ----------
    code
        The way it is written in data.
    title
        Its name.
    dimension
        What it measures; only measures of one dimension convert.
    factor
        How many of the dimension's base measure one of it is, exactly.
    aliases
        Other spellings of the code.
    """

    code: str
    title: Text
    dimension: str
    factor: Share
    aliases: tuple[str, ...] = ()


class MeasureTable(RootModel[tuple[Measure, ...]]):
    """The known measures; a code or alias stands for one measure only."""

    @model_validator(mode="after")
    def _codes_are_unique(self) -> MeasureTable:
        seen: set[str] = set()
        for measure in self.root:
            for code in (measure.code, *measure.aliases):
                if code in seen:
                    raise ContradictionError(
                        Text(
                            zh=f"计量单位 {code} 定义了两次",
                            en=f"the measure {code} is defined twice",
                        )
                    )
                seen.add(code)
        return self

    def find(self, code: str) -> Measure | None:
        """Return the measure written as `code`, or None."""
        return next((m for m in self.root if code == m.code or code in m.aliases), None)

    def ratio(self, given: str, wanted: str) -> Fraction | None:
        """Return by what to multiply a value in `given` to have it in `wanted`.

        One where both are written alike, whether known or not; None where they do not convert.
        """
        if given == wanted:
            return Fraction(1)
        here, there = self.find(given), self.find(wanted)
        if here is None or there is None or here.dimension != there.dimension:
            return None
        return here.factor / there.factor


@cache
def known_measures() -> MeasureTable:
    """Return the measures of the library, read once."""
    path = library_file("measures", "measures.yaml")
    return validated(MeasureTable, read_yaml(path), "library/measures/measures.yaml")
