"""Compare editions: ranks and scores side by side, shifts, and how far they agree."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Floats
from quheng.index.edition import Edition
from quheng.index.statistics.pearson import pearson
from quheng.index.statistics.spearman import spearman


@dataclass(frozen=True)
class Comparison:
    """Editions beside each other.

    Parameters
    ----------
    editions
        By name; the first is what the others are compared with.
    """

    editions: Mapping[str, Edition]

    @cached_property
    def ranks(self) -> pl.DataFrame:
        """unit, name, a column of ranks for each edition, and its shift from the first.

        The shift is positive where the unit climbed, and null where it is not ranked in both. The table is
        sorted by the first.
        """
        table = self._side_by_side("rank")
        first, *others = self.editions
        return table.with_columns((pl.col(first) - pl.col(name)).alias(f"{name}_shift") for name in others)

    @cached_property
    def scores(self) -> pl.DataFrame:
        """unit, name, and a column of scores for each edition, null where a unit is not ranked."""
        return self._side_by_side("score")

    @cached_property
    def agreement(self) -> pl.DataFrame:
        """For each pair of editions, over the units ranked in both.

        one, other, units, spearman (of ranks), pearson (of scores), mean_shift and largest_shift (of ranks,
        absolute).

        References
        ----------
        OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 7.1: mean_shift is its
        average shift in ranks.
        """
        rows = []
        for one, other in combinations(self.editions, 2):
            ranks = self._side_by_side("rank").select(one, other).drop_nulls().to_numpy().astype(np.float64)
            scores = self.scores.select(one, other).drop_nulls().to_numpy()
            shifts = np.abs(ranks[:, 0] - ranks[:, 1])
            rows.append(
                {
                    "one": one,
                    "other": other,
                    "units": len(ranks),
                    "spearman": _of_the_pair(spearman(ranks)),
                    "pearson": _of_the_pair(pearson(scores)),
                    "mean_shift": float(shifts.mean()) if shifts.size else None,
                    "largest_shift": int(shifts.max()) if shifts.size else None,
                }
            )
        return pl.DataFrame(rows)

    def _side_by_side(self, column: str) -> pl.DataFrame:
        units = pl.concat([edition.ranks.select("unit", "name") for edition in self.editions.values()])
        table = units.unique("unit", keep="first", maintain_order=True)
        for name, edition in self.editions.items():
            own = edition.ranks.select("unit", pl.col(column).alias(name))
            table = table.join(own, on="unit", how="left", maintain_order="left")
        return (
            table.sort(next(iter(self.editions)), nulls_last=True, maintain_order=True)
            if column == "rank"
            else table
        )


def compare(editions: Mapping[str, Edition]) -> Comparison:
    """Set editions beside each other.

    Parameters
    ----------
    editions
        Two or more, by the name that their columns get; the first is what the others are compared with.

    Raises
    ------
    MethodError
        Where there are fewer than two.
    """
    if not isinstance(editions, Mapping) or len(editions) < 2:
        raise MethodError(
            Problem(
                Text(zh="比较需要两个以上的版次", en="a comparison needs two editions or more, by name"),
                Where(field="compare"),
                Text(
                    zh='例如 compare({"甲": 版次一, "乙": 版次二})',
                    en='such as compare({"one": a, "two": b})',
                ),
            )
        )
    return Comparison(dict(editions))


def _of_the_pair(correlation: Floats) -> float | None:
    """Return the correlation of two columns, None where it is not defined."""
    r = float(correlation[0, 1])
    return None if np.isnan(r) else r
