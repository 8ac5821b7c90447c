"""The normalised indicators of replicates: the same for all of them, or each its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quheng.index.arrays import Booleans, Floats


@dataclass(frozen=True)
class Scaled:
    """The normalised indicators under one combination of choices.

    Parameters
    ----------
    values
        (n_indicators, n_units) for all replicates, or (n_replicates, n_indicators, n_units); zero where
        missing.
    present
        Of the same shape, where there is a value; None where nothing is missing.
    """

    values: Floats
    present: Booleans | None

    @classmethod
    def of(cls, normalised: Floats) -> Scaled:
        """Prepare a matrix (n_units, n_indicators) with NaN where missing."""
        return cls._of(normalised.T)

    @classmethod
    def of_each(cls, normalised: Floats) -> Scaled:
        """Prepare matrices (n_units, n_replicates, n_indicators) with NaN where missing."""
        return cls._of(np.moveaxis(normalised, 0, 2))

    @classmethod
    def _of(cls, values: Floats) -> Scaled:
        missing = np.isnan(values)
        if not missing.any():
            return cls(np.ascontiguousarray(values), None)
        return cls(np.ascontiguousarray(np.where(missing, 0.0, values)), ~missing)

    @property
    def is_shared(self) -> bool:
        """Whether all replicates have the same."""
        return self.values.ndim == 2

    @property
    def units(self) -> int:
        """How many units there are."""
        return int(self.values.shape[-1])

    def some(self, indicators: list[int]) -> tuple[Floats, Booleans | None]:
        """Return the values of some indicators, and where they are present: None where nothing is missing."""
        present = None if self.present is None else self.present[..., indicators, :]
        return self.values[..., indicators, :], present

    def matrix(self, replicate: int) -> Floats:
        """Return the values (n_indicators, n_units) of a replicate, NaN where missing."""
        own = ... if self.is_shared else replicate
        return (
            self.values[own]
            if self.present is None
            else np.where(self.present[own], self.values[own], np.nan)
        )


def weighted_sums(weights: Floats, values: Floats) -> Floats:
    """Return ``sum over k of weights[r, k] * values[k, u]`` for every replicate r and unit u.

    Parameters
    ----------
    weights
        (n_replicates, n_columns)
    values
        (n_columns, n_units) for all replicates, or (n_replicates, n_columns, n_units).

    Returns
    -------
    (n_replicates, n_units)
    """
    if values.ndim == 2:
        return weights @ values
    sums: Floats = np.matmul(weights[:, None, :], values)[:, 0, :]
    return sums
