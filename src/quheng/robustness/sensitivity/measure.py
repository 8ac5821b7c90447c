"""A measure of sensitivity with its bootstrap interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quheng.index.arrays import Booleans, Floats
from quheng.robustness.sensitivity.design import Outputs

CONSTANT = 1e-12
"""An output whose range is this small, relative to its largest value, does not vary."""


@dataclass(frozen=True)
class Measure:
    """A measure of factors on outputs.

    Parameters
    ----------
    estimate, low, high
        (..., n_outputs), NaN where the measure is not defined; `low` and `high` are NaN without a bootstrap.
    """

    estimate: Floats
    low: Floats
    high: Floats

    @classmethod
    def of(cls, values: Floats, level: float) -> Measure:
        """Take the first row (1 + n_resamples, ...) as the estimate and the others for a percentile interval.

        Resamples in which the measure is not defined, NaN, are left out.
        """
        estimate, resampled = values[0], values[1:]
        if not len(resampled):
            nothing = np.full(estimate.shape, np.nan)
            return cls(estimate, nothing, nothing)
        tail = (1.0 - level) / 2.0
        low, high = _quantiles(resampled, [tail, 1.0 - tail])
        undefined = np.isnan(estimate)
        return cls(estimate, np.where(undefined, np.nan, low), np.where(undefined, np.nan, high))

    @classmethod
    def stack(cls, measures: Sequence[Measure]) -> Measure:
        """Put the measures (n_outputs,) of factors under one another (n_factors, n_outputs)."""
        return cls(
            np.stack([measure.estimate for measure in measures]),
            np.stack([measure.low for measure in measures]),
            np.stack([measure.high for measure in measures]),
        )

    def reflected(self, least: float, most: float) -> Measure:
        """Return the basic bootstrap interval, from ``2 estimate - high`` to ``2 estimate - low``, cut off.

        Where resampling adds what sampling has added before, resamples are as far above the estimate as that
        is above the truth: a percentile interval is off by twice as much, and this one by nothing.

        Parameters
        ----------
        least, most
            Between which the measure lies by its definition.

        References
        ----------
        Davison and Hinkley (1997), Bootstrap Methods and their Application, section 5.2.
        """
        low, high = 2.0 * self.estimate - self.high, 2.0 * self.estimate - self.low
        return Measure(self.estimate, np.clip(low, least, most), np.clip(high, least, most))

    def part(self, outputs: slice | int) -> Measure:
        """Return the measures on some outputs."""
        return Measure(self.estimate[..., outputs], self.low[..., outputs], self.high[..., outputs])


def resamples(n: int, times: int, seed: int) -> Floats:
    """Return how often each row counts (1 + times, n): once in the sample itself, then in each resample.

    A resample draws `n` of the rows with replacement; what belongs to a row stays together.
    """
    rng = np.random.default_rng([seed, 1])
    drawn = rng.multinomial(n, np.full(n, 1.0 / n), size=times).astype(np.float64)
    return np.concatenate([np.ones((1, n)), drawn])


def ratio(part: Floats, whole: Floats) -> Floats:
    """Return part / whole, NaN where the whole is not positive."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)


def is_constant(*samples: Outputs) -> Booleans:
    """Return for each output (n_outputs,) whether it has one value in all samples, but for rounding."""
    highest = np.max([sample.max(axis=0) for sample in samples], axis=0).astype(np.float64)
    lowest = np.min([sample.min(axis=0) for sample in samples], axis=0).astype(np.float64)
    constant: Booleans = highest - lowest <= CONSTANT * np.maximum(np.abs(highest), np.abs(lowest))
    return constant


def with_all(values: Floats) -> Floats:
    """Append to (n_rows, n_outputs) a column: the sum over the outputs."""
    return np.concatenate([values, values.sum(axis=1, keepdims=True)], axis=1)


def _quantiles(values: Floats, at: Sequence[float]) -> Floats:
    """Return quantiles (len(at), ...) over the rows (n_rows, ...), NaN left out."""
    if not np.isnan(values).any():
        return np.asarray(np.quantile(values, at, axis=0), dtype=np.float64)
    columns = values.reshape(len(values), -1).T
    found = np.full((len(at), len(columns)), np.nan)
    for number, column in enumerate(columns):
        present = column[~np.isnan(column)]
        if present.size:
            found[:, number] = np.quantile(present, at)
    return found.reshape(len(at), *values.shape[1:])
