"""The scale of an indicator as an edition used it, frozen: from a score back to the value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np

from quheng.index import Edition
from quheng.index.arrays import Booleans, Floats

FIT = 1e-9
"""How far, relative to its range, a column may be from a curve that is said to be its own."""


def _same(x: Floats) -> Floats:
    return x


def _opposite_exp(y: Floats) -> Floats:
    return np.exp(-y)


def _reciprocal(x: Floats) -> Floats:
    return 1.0 / x


Function = Callable[[Floats], Floats]

CURVES: tuple[tuple[Function, Function, Function], ...] = (
    (_same, _same, _same),
    (np.log, np.exp, _same),
    (_reciprocal, _reciprocal, _same),
    (_same, _same, np.exp),
    (_same, _same, _opposite_exp),
)
"""A function of x, its inverse, and a function of y, between which the steps of the method are straight.

Min-max, z-scores, goalposts, distances and ratios are straight in x; goalposts on a log scale and the natural
logarithm in ln x; ratios where less is better in 1/x; the logarithms towards the tail in exp(y) or exp(-y).
"""


@dataclass(frozen=True)
class FrozenStep:
    """What one step did to a column: ``ψ(y) = intercept + slope φ(x)``, perhaps cut off at both ends.

    Parameters
    ----------
    x_of
        The inverse of φ.
    of_y
        ψ.
    intercept, slope
        Of the straight line.
    ends
        The least and the greatest y, where values beyond get theirs; None where nothing is cut off.
    """

    x_of: Function
    of_y: Function
    intercept: float
    slope: float
    ends: tuple[float, float] | None

    @classmethod
    def of(cls, before: Floats, after: Floats) -> Self | None:
        """Recover a step from a column (n_units,) before and after it, none missing, and check every unit.

        Returns
        -------
        None where the step is none of `CURVES`, such as ranks, categories or a Box-Cox transformation.
        """
        everybody = np.ones(before.size, dtype=np.bool_)
        inside = (after > after.min()) & (after < after.max())
        for rows, ends in ((everybody, None), (inside, (float(after.min()), float(after.max())))):
            for curve in CURVES:
                step = cls._fitted(before, after, curve, rows, ends)
                if step is not None:
                    return step
        return None

    @classmethod
    def _fitted(
        cls,
        before: Floats,
        after: Floats,
        curve: tuple[Function, Function, Function],
        rows: Booleans,
        ends: tuple[float, float] | None,
    ) -> Self | None:
        of_x, x_of, of_y = curve
        with np.errstate(all="ignore"):
            x, y = of_x(before), of_y(after)
        if not (np.isfinite(x).all() and np.isfinite(y).all()) or not np.ptp(x[rows]) > 0:
            return None
        low, high = (np.flatnonzero(rows)[pick(x[rows])] for pick in (np.argmin, np.argmax))
        slope = (y[high] - y[low]) / (x[high] - x[low])
        intercept = y[low] - slope * x[low]
        line = intercept + slope * x
        if ends is not None:
            line = np.clip(line, *sorted(of_y(np.array(ends))))
        if slope == 0 or np.abs(line - y).max() > FIT * np.ptp(y):
            return None
        return cls(x_of, of_y, float(intercept), float(slope), ends)

    def back(self, y: float) -> float:
        """Return the x that the step turns into y; NaN where none does."""
        if np.isnan(y) or (self.ends is not None and not self.ends[0] <= y <= self.ends[1]):
            return np.nan
        with np.errstate(all="ignore"):
            x = float(self.x_of((self.of_y(np.array(y)) - self.intercept) / self.slope))
        return x if np.isfinite(x) else np.nan


@dataclass(frozen=True)
class FrozenScale:
    """Treatment and normalisation of one indicator with the ends that they had in an edition.

    Parameters
    ----------
    treat, normalise
        The two steps.
    """

    treat: FrozenStep
    normalise: FrozenStep

    @classmethod
    def of(cls, edition: Edition, column: int) -> Self | None:
        """Recover the scale of an indicator; None where a step is not one that can be turned round."""
        imputed, treated, scaled = (
            step.values[:, column]
            for step in (
                edition.steps["impute"],
                edition.before("normalise"),
                edition.before("aggregate"),
            )
        )
        there = ~np.isnan(imputed) & ~np.isnan(scaled)
        if not there.any():
            return None
        treat = FrozenStep.of(imputed[there], treated[there])
        normalise = FrozenStep.of(treated[there], scaled[there])
        return cls(treat, normalise) if treat and normalise else None

    def value(self, score: float) -> float:
        """Return the value, in the measure of the indicator, that has this score; NaN where none has."""
        return self.treat.back(self.normalise.back(score))
