"""Measurement error: the observations that may be off, and what they are in each replicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from quheng.index import Edition
from quheng.index.arrays import Floats, Integers
from quheng.index.uncertain_impute import SMALLEST_UNIFORM
from quheng.index.uncertain_measurement import Measurement, Within
from quheng.robustness.streams import further


@dataclass(frozen=True)
class Errors:
    """The cells whose observations are uncertain, first those with a relative error.

    Parameters
    ----------
    rows, columns
        (n_cells,) where they stand in the matrix (n_units, n_indicators).
    observed
        (n_cells,) the observations, before they are divided by anything.
    divisor, per
        (n_cells,) what an observation is divided by and then multiplied by; both are taken as known.
    relative
        (n_relative,) relative standard errors.
    low, high
        (n_cells - n_relative,) the ends of the stated intervals.
    within
        How values are drawn from them.
    """

    rows: Integers
    columns: Integers
    observed: Floats
    divisor: Floats
    per: Floats
    relative: Floats
    low: Floats
    high: Floats
    within: Within

    @classmethod
    def of(cls, edition: Edition, rule: Measurement) -> Self:
        """Find the uncertain observations among those that an edition uses.

        An observation is uncertain where its interval has a width, or where it has no interval and its status
        has an error. Cells that were filled are no observations.
        """
        indicators, data = edition.tree.indicators, edition.data
        divided = edition.steps["denominate"].values
        used = (data.source[:, : len(indicators)] >= 0) & ~np.isnan(divided)
        rows, columns = np.nonzero(used)
        source = data.source[rows, columns]
        low, high = (_stated(edition, name)[source] for name in ("low", "high"))
        error = np.array([rule.relative(status) for status in edition.inputs.observations["status"]])[source]
        observed = data.values[rows, columns]
        stated = ~np.isnan(low)
        uncertain = np.where(stated, high > low, (error > 0) & (observed != 0))
        order = np.concatenate([np.flatnonzero(uncertain & ~stated), np.flatnonzero(uncertain & stated)])
        relative = np.count_nonzero(uncertain & ~stated)
        rows, columns = rows[order], columns[order]
        divisor, per = _divisors(edition)
        return cls(
            rows,
            columns,
            observed[order],
            divisor[rows, columns],
            per[columns],
            error[order[:relative]],
            low[order[relative:]],
            high[order[relative:]],
            rule.within,
        )

    @property
    def fingerprint(self) -> bytes:
        """All that decides what is drawn, beside the keys."""
        numbers = (self.rows, self.columns, self.observed, self.divisor, self.per)
        stated = (self.relative, self.low, self.high)
        return b"".join(own.tobytes() for own in (*numbers, *stated)) + self.within.encode()

    def drawn(self, keys: Floats) -> Floats:
        """Return the observations (n_replicates, n_cells) of some replicates, each divided by its divisor.

        Parameters
        ----------
        keys
            (n_replicates,) uniform numbers, from which the errors follow.
        """
        uniform = further(keys, self.rows.size)
        relative = self.relative.size
        values = np.concatenate(
            [
                _off(self.observed[:relative], self.relative, uniform[:, :relative]),
                _between(
                    self.low, self.observed[relative:], self.high, uniform[:, relative:], within=self.within
                ),
            ],
            axis=1,
        )
        drawn: Floats = values / self.divisor * self.per
        return drawn

    def on(self, x: Floats, keys: Floats) -> Floats:
        """Return the matrices of some replicates beside each other.

        Parameters
        ----------
        x
            (n_units, n_indicators), the observed values.
        keys
            (n_replicates,)

        Returns
        -------
        (n_units, n_replicates, n_indicators)
        """
        matrices = np.repeat(x[:, None, :], keys.size, axis=1)
        matrices[self.rows, :, self.columns] = self.drawn(keys).T
        return matrices


def _off(observed: Floats, relative: Floats, uniform: Floats) -> Floats:
    """Return ``x exp(s z - s^2 / 2)``, ``s^2 = ln(1 + e^2)``, for relative standard errors e."""
    from scipy.special import ndtri

    variance = np.log1p(relative**2)
    drawn = ndtri(np.maximum(uniform, SMALLEST_UNIFORM))
    drawn *= np.sqrt(variance)
    drawn -= variance / 2
    off: Floats = np.exp(drawn, out=drawn) * observed
    return off


def _between(low: Floats, likeliest: Floats, high: Floats, uniform: Floats, *, within: Within) -> Floats:
    """Return numbers from `low` to `high`, uniform or triangular around the likeliest."""
    span = high - low
    if within == "uniform":
        return low + uniform * span
    rising, falling = likeliest - low, high - likeliest
    return np.where(
        uniform * span < rising,
        low + np.sqrt(uniform * span * rising),
        high - np.sqrt((1.0 - uniform) * span * falling),
    )


def _stated(edition: Edition, end: str) -> Floats:
    """Return an end of the interval of every observation, NaN where none is stated."""
    observations = edition.inputs.observations
    if end not in observations.columns:
        return np.full(observations.height, np.nan)
    return observations[end].cast(float).fill_null(np.nan).to_numpy()


def _divisors(edition: Edition) -> tuple[Floats, Floats]:
    """Return what each cell (n_units, n_indicators) is divided by, and then multiplied by (n_indicators,)."""
    indicators = edition.tree.indicators
    divisor = np.ones((len(edition.data.units), len(indicators)))
    per = np.ones(len(indicators))
    for column, indicator in enumerate(indicators):
        if indicator.denominate is not None:
            divisor[:, column] = edition.data.column(indicator.denominate.by)
            per[column] = indicator.denominate.per
    return divisor, per
