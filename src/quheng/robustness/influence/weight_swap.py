"""The least change of weights that lets one unit catch up with another: how firm its place is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import MethodError, Problem, Where
from quheng.index import Edition
from quheng.index.arrays import Floats
from quheng.robustness.influence.gap import Level, Weighing, weighing_of
from quheng.robustness.influence.least_relative import least_relative
from quheng.robustness.influence.least_total import least_total
from quheng.robustness.out_of_range import out_of_range

Norm = Literal["relative", "total"]

CLOSEST = {"relative": least_relative, "total": least_total}


@dataclass(frozen=True)
class WeightSwap:
    """The least change of weights with which one unit reaches the score of another.

    Parameters
    ----------
    edition
        The nominal result.
    above, below
        The two units: `below` is to reach `above`.
    level, norm
        Which weights change, and what is least.
    codes
        (n_weights,) of the pillars or indicators whose weights change.
    before
        (n_weights,) their nominal weights within their nodes.
    after
        (n_weights,) the new ones; None where no weights will do.
    distance
        The largest relative change (0.25: no weight changes by more than a quarter of itself), or the sum of
        the absolute changes; None where no weights will do.
    """

    edition: Edition
    above: str
    below: str
    level: Level
    norm: Norm
    codes: tuple[str, ...]
    before: Floats
    after: Floats | None
    distance: float | None

    @property
    def possible(self) -> bool:
        """Whether any weights let the one reach the other."""
        return self.after is not None

    @property
    def weights(self) -> Mapping[str, float]:
        """The weight of every indicator and pillar within its node, the new ones where they change.

        `adjusted(inputs, weight=swap.weights)` is the index in which the two units tie.

        Raises
        ------
        MethodError
            Where no weights will do.
        """
        if self.after is None:
            raise MethodError(
                Problem(
                    Text(
                        zh=f"任何权重都不能使 {self.below} 追上 {self.above}",
                        en=f"no weights let {self.below} reach {self.above}",
                    ),
                    Where(field=self.below),
                    Text(zh="请先查看 possible", en="look at `possible` first"),
                )
            )
        nominal = {
            code: float(weight)
            for node in self.edition.tree.nodes
            for code, weight in zip(node.child_codes, self.edition.weights[node.code], strict=True)
        }
        return nominal | dict(zip(self.codes, self.after.tolist(), strict=True))

    @property
    def changes(self) -> pl.DataFrame:
        """code, title_zh, title_en, before, after, change, relative; the largest changes first."""
        titles = self.edition.tree.titles
        after = self.after if self.after is not None else np.full(self.before.shape, np.nan)
        share = (after - self.before) / np.where(self.before > 0, self.before, np.nan)
        return pl.DataFrame(
            {
                "code": self.codes,
                "title_zh": [titles[code].zh for code in self.codes],
                "title_en": [titles[code].en for code in self.codes],
                "before": self.before,
                "after": pl.Series(after, nan_to_null=True),
                "change": pl.Series(after - self.before, nan_to_null=True),
                "relative": pl.Series(share, nan_to_null=True),
            }
        ).sort(pl.col("change").abs(), descending=True, nulls_last=True, maintain_order=True)


def weight_swap(
    edition: Edition, above: str, below: str, level: Level = "pillars", norm: Norm = "relative"
) -> WeightSwap:
    """Return the least change of weights with which `below` reaches the score of `above`.

    Everything but the weights of one level stays: the pillars' scores, or the normalised indicators. Weights
    stay at or above zero and sum to one within each node. The score, or under a geometric index its
    logarithm, is linear in them, so that the result is exact. With the new weights the two units tie on
    unrounded scores, and any step further swaps them; where `below` is zero in a pillar of a geometric index,
    that pillar must lose its whole weight, and `below` may pass at once.

    Parameters
    ----------
    edition
        The nominal result.
    above, below
        Codes of two ranked units. Where `below` is not below, the nominal weights will do, at distance zero.
    level
        `pillars`: the weights right below the index, where that is an arithmetic or geometric mean.
        `indicators`: the weights of the indicators within their nodes, where all means are arithmetic.
    norm
        `relative`: the largest relative change of a weight is least; a weight of zero stays. `total`: the sum
        of absolute changes (L1) is least.

    Raises
    ------
    NotFoundError
        Where one of the two is not ranked.
    MethodError
        Where the score is not linear in the weights, or a child of one of the two is missing: then the
        weights of the others share out its own.

    References
    ----------
    Triantaphyllou and Sanchez (1997), Decision Sciences 28(1), A sensitivity analysis approach for some
    deterministic multi-criteria decision-making methods, moves one weight at a time; here all move.
    """
    _check(norm)
    one, other = edition.row(above), edition.row(below)
    weighing = weighing_of(edition, level)
    missing = np.isnan(weighing.values[one]) | np.isnan(weighing.values[other])
    if missing.any():
        codes = listed(weighing.codes[position] for position in np.flatnonzero(missing))
        raise MethodError(
            Problem(
                Text(
                    zh=f"{above} 或 {below} 缺少 {codes.zh}，其权重由其余各项分担，没有精确解",
                    en=f"{above} or {below} lacks {codes.en}, whose weight the others share: "
                    "there is no exact solution",
                ),
                Where(file="index.yaml", field="method.impute"),
                Text(zh="请以 method.impute 插补缺失值", en="fill missing values by method.impute"),
            )
        )
    after, distance = _least(edition, weighing, one, other, norm)
    after = None if after is None else after * weighing.mass
    before = weighing.weights * weighing.mass
    return WeightSwap(edition, above, below, level, norm, weighing.codes, before, after, distance)


def weight_swaps(
    edition: Edition, level: Level = "pillars", norm: Norm = "relative", first: int | None = None
) -> pl.DataFrame:
    """Return how firm each place is: the least change of weights that lets the next unit catch up.

    Parameters
    ----------
    edition
        The nominal result.
    level, norm
        As for `weight_swap`.
    first
        Only the neighbours among so many units from the top, in less time; by default among all.

    Returns
    -------
    rank, above, above_name, below, below_name, possible, distance: a row for each two neighbours in the
    ranking, from the top. `distance` is 0 for a tie and null where no weights will do; `possible` is null
    where a child of one of the two is missing.

    Raises
    ------
    MethodError
        Where the score is not linear in the weights of the level, or `first` is out of its range.
    """
    _check(norm)
    if first is not None and first < 1:
        raise out_of_range("first", first, Text(zh="至少为 1", en="it is 1 or more"))
    weighing = weighing_of(edition, level)
    ranks = edition.ranks.select("rank", "unit", "name").head(first or len(edition.ranks)).rows()
    table = []
    for (rank, above, above_name), (_, below, below_name) in pairwise(ranks):
        one, other = edition.row(above), edition.row(below)
        possible, distance = None, None
        if not np.isnan(weighing.values[[one, other]]).any():
            after, distance = _least(edition, weighing, one, other, norm)
            possible = after is not None
        table.append((rank, above, above_name, below, below_name, possible, distance))
    text = dict.fromkeys(("above", "above_name", "below", "below_name"), pl.String)
    return pl.DataFrame(
        table,
        schema={"rank": pl.Int64, **text, "possible": pl.Boolean, "distance": pl.Float64},
        orient="row",
    )


def _check(norm: str) -> None:
    if norm not in CLOSEST:
        raise out_of_range("norm", norm, listed(CLOSEST))


def _least(
    edition: Edition, weighing: Weighing, above: int, below: int, norm: Norm
) -> tuple[Floats | None, float | None]:
    """Return the new weights (n_weights,) within their nodes, and their distance from the nominal ones."""
    if edition.rank[below] <= edition.rank[above]:
        return weighing.weights, 0.0
    after = CLOSEST[norm](weighing.gain(above, below), weighing.weights, weighing.node)
    if after is None:
        return None, None
    change = np.abs(after - weighing.weights)
    if norm == "total":
        return after, float(change.sum())
    return after, float((change / np.where(weighing.weights > 0, weighing.weights, 1.0)).max())
