"""An uncertainty study: how often each unit had each rank."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.index import Edition
from quheng.index.arrays import Floats, Integers
from quheng.index.uncertain import Vary
from quheng.robustness.factor import Factor
from quheng.robustness.out_of_range import out_of_range


@dataclass(frozen=True)
class Study:
    """The result of an uncertainty study.

    Parameters
    ----------
    edition
        The nominal result that the study is about.
    replicates
        The number of draws of the uncertain choices.
    seed
        Of the random numbers.
    factors
        The uncertain choices.
    histogram
        (n_units, n_units): in how many replicates the unit (row) had the rank (column + 1).
    vary
        What was varied, as it would be declared.
    """

    edition: Edition
    replicates: int
    seed: int
    factors: tuple[Factor, ...]
    histogram: Integers
    vary: Vary = field(default_factory=Vary)

    @cached_property
    def _cumulated(self) -> Integers:
        return np.cumsum(self.histogram, axis=1, dtype=np.int64)

    def rank_quantile(self, q: float) -> Integers:
        """Return for each unit (n_units,) the least rank that at least the share `q` of replicates reach.

        Raises
        ------
        MethodError
            Where `q` is not between 0 and 1.
        """
        if not 0 <= q <= 1:
            raise out_of_range("q", q, Text(zh="应在 0 与 1 之间", en="it is from 0 to 1"))
        needed = max(1, int(np.ceil(round(q * self.replicates, 9))))
        return np.asarray(np.argmax(self._cumulated >= needed, axis=1) + 1, dtype=np.int64)

    def rank_intervals(self, level: float = 0.9) -> pl.DataFrame:
        """Return the central interval of each unit's ranks.

        Parameters
        ----------
        level
            The share of replicates inside: 0.9 gives the 5th and the 95th percentile.

        Returns
        -------
        unit, name, rank (the nominal one), low, median, high; sorted by rank.
        """
        if not 0 < level <= 1:
            raise out_of_range(
                "level", level, Text(zh="应大于 0、至多为 1", en="it is more than 0, at most 1")
            )
        tail = (1 - level) / 2
        own = pl.DataFrame(
            {
                "unit": self.edition.ranked_units,
                "low": self.rank_quantile(tail),
                "median": self.rank_quantile(0.5),
                "high": self.rank_quantile(1 - tail),
            }
        )
        return self.edition.ranks.select("unit", "name", "rank").join(
            own, on="unit", how="left", maintain_order="left"
        )

    def probability_top(self, k: int) -> Floats:
        """Return for each unit (n_units,) the share of replicates in which it is among the first `k`.

        Units are in the order of `edition.ranked_units`; `summary` has the names beside.

        Raises
        ------
        MethodError
            Where `k` is not positive.
        """
        if k < 1:
            raise out_of_range("k", k, Text(zh="至少为 1", en="it is 1 or more"))
        last = min(k, self.histogram.shape[1]) - 1
        return self._cumulated[:, last] / self.replicates

    def mean_rank(self) -> Floats:
        """Return the mean rank (n_units,) over the replicates."""
        return self.histogram @ np.arange(1.0, self.histogram.shape[1] + 1) / self.replicates

    @cached_property
    def summary(self) -> pl.DataFrame:
        """Rank, 5th, 50th and 95th percentile, mean rank, and the probability of the first 10, 50 and 100."""
        own = pl.DataFrame(
            {
                "unit": self.edition.ranked_units,
                "rank_mean": self.mean_rank(),
                **{f"p_top{k}": self.probability_top(k) for k in (10, 50, 100)},
            }
        )
        intervals = self.rank_intervals(0.9).rename(
            {"low": "rank_p05", "median": "rank_p50", "high": "rank_p95"}
        )
        return intervals.join(own, on="unit", how="left", maintain_order="left")
