"""An uncertainty study: how often each unit had each rank."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.index import Edition
from quheng.index.arrays import Floats, Integers
from quheng.index.uncertain import Vary
from quheng.robustness.choices import counted_choices
from quheng.robustness.draws import Draws
from quheng.robustness.factor import Factor
from quheng.robustness.out_of_range import out_of_range
from quheng.robustness.plan import plan_study, upstream_of
from quheng.robustness.record import Record, record_of
from quheng.robustness.replicates import Replicates, block_of
from quheng.robustness.scores import ScoreDistribution, distribution


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
    workers
        Threads by which replicates are drawn again, for scores; nothing depends on it.
    given
        What each replicate chose, where that came from outside; None where it follows from the seed.
    """

    edition: Edition
    replicates: int
    seed: int
    factors: tuple[Factor, ...]
    histogram: Integers
    vary: Vary = field(default_factory=Vary)
    workers: int = 1
    given: Draws | None = None

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
        return self._beside_nominal("rank", _interval(self.rank_quantile, level))

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

    @cached_property
    def redrawn(self) -> Replicates:
        """The replicates themselves, drawn as often as they are asked for: none is kept."""
        return Replicates(plan_study(self.edition, self.vary, self.seed), self.given)

    @cached_property
    def score_distribution(self) -> ScoreDistribution:
        """The distribution of the scores; the first time, every replicate is drawn again."""
        return distribution(self.redrawn, self.replicates, self.workers)

    def score_quantile(self, q: float) -> Floats:
        """Return for each unit (n_units,) the score that the share `q` of replicates does not pass.

        It is off by a 512th of the span of the unit's scores at most.

        Raises
        ------
        MethodError
            Where `q` is not between 0 and 1.
        """
        if not 0 <= q <= 1:
            raise out_of_range("q", q, Text(zh="应在 0 与 1 之间", en="it is from 0 to 1"))
        return self.score_distribution.quantile(q)

    def score_intervals(self, level: float = 0.9) -> pl.DataFrame:
        """Return the central interval of each unit's scores.

        Scores compare where the replicates share a scale: a z-score of 1 and a min-max score of 90 do not.

        Parameters
        ----------
        level
            The share of replicates inside.

        Returns
        -------
        unit, name, score (the nominal one), low, median, high; sorted by rank.
        """
        return self._beside_nominal("score", _interval(self.score_quantile, level))

    @cached_property
    def scores(self) -> pl.DataFrame:
        """The nominal score, its mean and standard deviation over the replicates, 5th, 50th, 95th percentile.

        unit, name, score, mean, sd, score_p05, score_p50, score_p95; sorted by rank.
        """
        found = self.score_distribution
        percentiles = {f"score_p{round(100 * q):02}": found.quantile(q) for q in (0.05, 0.5, 0.95)}
        return self._beside_nominal("score", {"mean": found.mean, "sd": found.sd, **percentiles})

    def replicate(self, number: int) -> Record:
        """Return what a replicate chose, what its steps did, and its ranks and scores.

        Parameters
        ----------
        number
            From 0; it is drawn again, so that nothing had to be kept.

        Raises
        ------
        MethodError
            Where the study has no such replicate.
        """
        if not 0 <= number < self.replicates:
            last = self.replicates - 1
            raise out_of_range("number", number, Text(zh=f"应为 0 至 {last}", en=f"it is from 0 to {last}"))
        upstream = upstream_of(self.edition, self.vary, self.seed)
        block = block_of(number, self.replicates)
        return record_of(self.edition, upstream, self.redrawn, block, number)

    @cached_property
    def choices(self) -> pl.DataFrame:
        """How many replicates chose each alternative of each choice.

        code, title_zh, title_en, alternative, replicates, share. What is drawn from a continuum has no
        alternatives, and no row.
        """
        return counted_choices(self.redrawn, self.replicates)

    def tiers(self, probability: float = 0.95) -> pl.DataFrame:
        """Return the groups of units that the study cannot tell apart.

        Parameters
        ----------
        probability
            With which the first unit of a tier beats the first of the next; more than one half.

        Returns
        -------
        tier, rank, unit, name, head, beaten; sorted by rank.
        """
        from quheng.robustness.influence import tiers  # it needs a Study itself

        return tiers(self, probability)

    def _beside_nominal(self, nominal: str, columns: Mapping[str, Floats | Integers]) -> pl.DataFrame:
        """Return unit, name and the nominal rank or score, then columns of the ranked units."""
        own = pl.DataFrame({"unit": self.edition.ranked_units, **columns})
        known = self.edition.ranks.select("unit", "name", nominal)
        return known.join(own, on="unit", how="left", maintain_order="left")


def _interval(quantile: Callable[[float], Floats | Integers], level: float) -> dict[str, Floats | Integers]:
    """Return the ends and the middle of a central interval."""
    if not 0 < level <= 1:
        raise out_of_range("level", level, Text(zh="应大于 0、至多为 1", en="it is more than 0, at most 1"))
    tail = (1 - level) / 2
    return {"low": quantile(tail), "median": quantile(0.5), "high": quantile(1 - tail)}
