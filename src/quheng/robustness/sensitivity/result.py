"""The result of a sensitivity analysis: a measure for each uncertain choice, with its interval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.index import Edition
from quheng.index.arrays import Floats
from quheng.robustness.factor import Factor
from quheng.robustness.sensitivity.measure import Measure

CONSTANT = Text(
    zh="各次重复中均不变，无方差可分解", en="it is the same in every replicate: no variance to explain"
)


@dataclass(frozen=True)
class Sensitivity:
    """Which uncertain choice moves the ranks, and how much.

    Parameters
    ----------
    edition
        The nominal result.
    method
        sobol, shapley or pawn.
    title
        What is explained, in words.
    factors
        The uncertain choices.
    measures
        By name, the measures (n_factors,) on what is explained; NaN where it does not vary.
    unit_measures
        By name, the measures (n_factors, n_units), units as `edition.ranked_units`; None where one number is
        explained.
    replicates
        How many times the index was built.
    seed
        Of the design and the bootstrap.
    bootstrap
        The number of resamples.
    level
        Of the intervals.
    """

    edition: Edition
    method: str
    title: Text
    factors: tuple[Factor, ...]
    measures: Mapping[str, Measure]
    unit_measures: Mapping[str, Measure] | None
    replicates: int
    seed: int
    bootstrap: int
    level: float

    @cached_property
    def table(self) -> pl.DataFrame:
        """A row for each uncertain choice, in the order of the plan.

        code, title_zh, title_en; for each measure its estimate, and with `_low` and `_high` its interval;
        null where what is explained does not vary, as reason_zh and reason_en say.
        """
        return self._named().with_columns(_columns(self.measures))

    @cached_property
    def by_unit(self) -> pl.DataFrame:
        """A row for each unit and uncertain choice: unit, name, rank, then as `table`; sorted by rank.

        Raises
        ------
        MethodError
            Where one number is explained and not something of every unit.
        """
        if self.unit_measures is None:
            raise MethodError(
                Problem(
                    Text(
                        zh="解释的是一个数，没有各评价对象的结果", en="one number is explained, not each unit"
                    ),
                    Where(field="target"),
                    Text(zh='请使用 target="units" 或 ("top", k)', en='use target="units" or ("top", k)'),
                )
            )
        units, choices = len(self.edition.ranked_units), len(self.factors)
        transposed = {
            name: Measure(own.estimate.T.ravel(), own.low.T.ravel(), own.high.T.ravel())
            for name, own in self.unit_measures.items()
        }
        own = pl.concat([self._named()] * units).with_columns(
            pl.Series("unit", np.repeat(self.edition.ranked_units, choices)), *_columns(transposed)
        )
        named = self.edition.ranks.select("unit", "name", "rank")
        return named.join(own, on="unit", how="left", maintain_order="left_right")

    def _named(self) -> pl.DataFrame:
        return pl.DataFrame(
            {
                "code": [factor.name for factor in self.factors],
                "title_zh": [factor.title.zh for factor in self.factors],
                "title_en": [factor.title.en for factor in self.factors],
            }
        )


def _columns(measures: Mapping[str, Measure]) -> list[pl.Series]:
    """Return the columns of flat measures, and the reason where they are null."""
    columns = []
    for name, own in measures.items():
        columns += [_nullable(name, own.estimate), _nullable(f"{name}_low", own.low)]
        columns.append(_nullable(f"{name}_high", own.high))
    undefined = np.any([np.isnan(own.estimate) for own in measures.values()], axis=0)
    for language, words in (("zh", CONSTANT.zh), ("en", CONSTANT.en)):
        reasons = [words if is_undefined else None for is_undefined in undefined]
        columns.append(pl.Series(f"reason_{language}", reasons, dtype=pl.String))
    return columns


def _nullable(name: str, values: Floats) -> pl.Series:
    return pl.Series(name, values, nan_to_null=True)
