"""Categorical scales: a score for each band of percentiles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field, model_validator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError, Declared
from quheng.index.arrays import Floats
from quheng.index.normalise.borda import borda
from quheng.index.normalise.scale import refuse_constant

if TYPE_CHECKING:
    from quheng.index.context import Context


def categories(x: Floats, direction: Floats, percentiles: Sequence[float], scores: Sequence[float]) -> Floats:
    """Return the score of the band in which the percentile rank ``100 (1 + b) / n`` of a unit lies.

    A band begins above its threshold: with the threshold 95 the top band holds the best 5 % of the units.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing.
    direction
        (n_indicators,), 1 where more is better, -1 where less is.
    percentiles
        The thresholds between the bands, rising, in percent.
    scores
        The score of each band, one more than there are thresholds.

    Returns
    -------
    (n_units, n_indicators), each one of `scores`; equals get the same; missing stays missing.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, Table 15 (p. 87), whose scores the
    default bands reproduce; Part 1, Table 3 (method 5), prints the bounds 15, 25, 65, 85 and 95 instead.
    """
    places = 100.0 * (1.0 + borda(x, direction))
    n = np.count_nonzero(~np.isnan(x), axis=0)
    above = sum(places > threshold * n for threshold in percentiles)
    return np.where(np.isnan(x), np.nan, np.asarray(scores, dtype=np.float64)[above])


class Categories(Declared):
    """`categories`, or with bands of its own `{by: categories, percentiles: [50], scores: [0, 100]}`.

    Parameters
    ----------
    percentiles
        The thresholds between the bands; by default those behind the Handbook's Table 15.
    scores
        The score of each band, the worst first.
    """

    by: Literal["categories"] = "categories"
    percentiles: tuple[float, ...] = Field(default=(5.0, 15.0, 35.0, 65.0, 85.0, 95.0), min_length=1)
    scores: tuple[float, ...] = (0.0, 20.0, 40.0, 50.0, 60.0, 80.0, 100.0)

    @model_validator(mode="after")
    def _bands_hold(self) -> Categories:
        bounds = (0.0, *self.percentiles, 100.0)
        if not all(low < high for low, high in pairwise(bounds)):
            raise ContradictionError(
                Text(
                    zh=f"percentiles 为 {list(self.percentiles)}，应在 0 与 100 之间由小到大",
                    en=f"the percentiles {list(self.percentiles)} must rise between 0 and 100",
                ),
                Text(zh="例如 [25, 50, 75]", en="for example [25, 50, 75]"),
            )
        if len(self.scores) != len(self.percentiles) + 1 or list(self.scores) != sorted(set(self.scores)):
            raise ContradictionError(
                Text(
                    zh=f"scores 为 {list(self.scores)}，应由小到大，且比 percentiles 多一个",
                    en=f"the scores {list(self.scores)} must rise, and be one more than the percentiles",
                ),
                Text(
                    zh=f"{len(self.percentiles)} 个界限分出 {len(self.percentiles) + 1} 档",
                    en=f"{len(self.percentiles)} thresholds part {len(self.percentiles) + 1} bands",
                ),
            )
        return self

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; an indicator without variation is a MethodError."""
        refuse_constant(x, context.codes)
        return categories(x, context.directions, self.percentiles, self.scores)
