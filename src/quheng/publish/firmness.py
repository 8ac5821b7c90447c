"""How firm the places are, as rows for charts: acceptability, tiers, indices of choices, swaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import MethodError, Problem, Where
from quheng.index import Edition
from quheng.robustness import Study
from quheng.robustness.influence import tiers, weight_swaps
from quheng.robustness.out_of_range import out_of_range
from quheng.robustness.sensitivity import Sensitivity, sobol

MOST_BANDS = 30
WIDTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
LEAST_SHARE = 0.005
"""A cell of the acceptability matrix below half a percent is left blank."""

TIERED = 100
"""The tiers of so many units are shown; those of all take a second for each 900."""

TIERING = 10 * 1024
TIERING_COSTLY = 1024
"""Replicates by which tiers are told apart; the standard error of a share of 0.95 is 0.002, and 0.007."""

DESIGN = 256
LEAST_DESIGN = 32
"""Rows of the design of Sobol' indices: fewer than the least leave intervals that say nothing."""

RESAMPLES = 200
NAMED = 3


@dataclass(frozen=True)
class Band:
    """A share of the replicates in which a unit had a rank from `low` to `high`."""

    unit: str
    low: int
    high: int
    share: float


@dataclass(frozen=True)
class Tier:
    """Units, from the first to the last by rank, that the study does not tell from the first of them."""

    number: int
    first_rank: int
    last_rank: int
    units: tuple[str, ...]

    @property
    def named(self) -> tuple[str, ...]:
        """The first few units, which stand for all."""
        return self.units[:NAMED]


@dataclass(frozen=True)
class Index:
    """A Sobol' index; `low` and `high` are None without a bootstrap."""

    estimate: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class ChoiceIndices:
    """Sobol' indices of one uncertain choice; None where nothing varies."""

    name: str
    title: Text
    first: Index | None
    total: Index | None


@dataclass(frozen=True)
class Swap:
    """The largest relative change of a weight that lets the next unit catch up.

    `possible` is None where one of the two lacks the score of a pillar, so that there is no exact solution;
    `distance` is None unless it is possible.
    """

    above: str
    below: str
    possible: bool | None
    distance: float | None


@dataclass(frozen=True)
class Firmness:
    """What the report says of how firm the places are.

    Parameters
    ----------
    bands, tiers, choices, swaps
        See each; empty where `refused` says why.
    tiering
        The number of replicates by which tiers are told apart.
    constructions
        How many times the index was built for the indices of the choices.
    refused
        By name of the part, the reason why this index has none.
    """

    bands: tuple[Band, ...]
    tiers: tuple[Tier, ...]
    choices: tuple[ChoiceIndices, ...]
    swaps: tuple[Swap, ...]
    tiering: int
    constructions: int
    refused: dict[str, Text]


def firmness(study: Study, units: int) -> Firmness:
    """Return how firm the first `units` places of a study are, and which choice moves ranks.

    It takes no longer than the study itself. Where each replicate has a matrix of its own (errors of
    measurement, moving goalposts) the indices are computed from a smaller design, and the tiers from fewer
    replicates.
    """
    refused: dict[str, Text] = {}
    found = _unless_refused(lambda: _sensitivity(study), "choices", refused)
    swaps = _unless_refused(lambda: _swaps(study.edition, units), "swaps", refused)
    tiering = min(study.replicates, TIERING_COSTLY if _is_costly(study) else TIERING)
    return Firmness(
        acceptability(study, units),
        study_tiers(study, TIERED, tiering),
        choice_indices(found) if found else (),
        swaps or (),
        tiering,
        found.replicates if found else 0,
        refused,
    )


def acceptability(study: Study, units: int) -> tuple[Band, ...]:
    """Return the rank-acceptability matrix of the first units in bands of ranks.

    A band is one rank wide where that makes few enough columns, else 2, 5, 10, ... ranks. Shares of a unit
    sum to one, but for those below half a percent and those beyond the last column.

    Raises
    ------
    MethodError
        Where `units` is not positive.

    References
    ----------
    Lahdelma and Salminen (2001), Operations Research 49(3), SMAA-2: rank acceptability.
    """
    _require_some(units)
    edition = study.edition
    shown = edition.ranks["unit"].to_list()[:units]
    rows = [edition.row(unit) for unit in shown]
    last = int(study.rank_quantile(0.99)[rows].max())
    width = next((width for width in WIDTHS if last <= width * MOST_BANDS), WIDTHS[-1])
    return tuple(
        Band(unit, low + 1, min(low + width, study.histogram.shape[1]), float(share))
        for unit, row in zip(shown, rows, strict=True)
        for low in range(0, last, width)
        if (share := study.histogram[row, low : low + width].sum() / study.replicates) >= LEAST_SHARE
    )


def study_tiers(study: Study, units: int, replicates: int | None = None) -> tuple[Tier, ...]:
    """Return the tiers of the first units of a study; see `quheng.robustness.influence.tiers`."""
    _require_some(units)
    grouped = (
        tiers(study, first=units, replicates=replicates)
        .group_by("tier", maintain_order=True)
        .agg(pl.col("rank").min().alias("first"), pl.col("rank").max().alias("last"), "unit")
    )
    return tuple(
        Tier(row["tier"], row["first"], row["last"], tuple(row["unit"]))
        for row in grouped.iter_rows(named=True)
    )


def choice_indices(found: Sensitivity) -> tuple[ChoiceIndices, ...]:
    """Return the indices of each uncertain choice.

    Raises
    ------
    MethodError
        Where these are no Sobol' indices.
    """
    if found.method != "sobol":
        raise MethodError(
            Problem(
                Text(
                    zh=f"{found.method} 的结果没有一阶指数和总指数",
                    en=f"{found.method} has no first-order and total indices",
                ),
                Where(field="found"),
                Text(zh='请使用 by="sobol"', en='use by="sobol"'),
            )
        )
    return tuple(
        ChoiceIndices(
            row["code"],
            Text(zh=row["title_zh"], en=row["title_en"]),
            *(
                None if row[name] is None else Index(row[name], row[f"{name}_low"], row[f"{name}_high"])
                for name in ("first", "total")
            ),
        )
        for row in found.table.iter_rows(named=True)
    )


def neighbour_swaps(edition: Edition, units: int) -> tuple[Swap, ...]:
    """Return for each of the first places the least change of weights that lets the next unit catch up."""
    _require_some(units)
    pairs = weight_swaps(edition, first=units).select("above", "below", "possible", "distance")
    return tuple(Swap(*row) for row in pairs.iter_rows())


def _sensitivity(study: Study) -> Sensitivity:
    """Return the Sobol' indices of the mean shift in ranks, from a design that the study pays for.

    Raises
    ------
    MethodError
        Where the design would be too small, or the mean shift does not vary.
    """
    rows = _design_rows(study)
    if rows < LEAST_DESIGN:
        raise MethodError(
            Problem(
                Text(
                    zh=f"每次重复都要重做前面各步，{study.replicates:,} 次重复的分析不足以另行分解方差；"
                    "请运行 quheng sensitivity",
                    en="each replicate repeats the early steps, and a study of "
                    f"{study.replicates:,} is too small to decompose its variance beside it; "
                    "run: quheng sensitivity",
                ),
                Where(file="index.yaml", field="robustness.replicates"),
            )
        )
    found = sobol(study.edition, study.vary, n=rows, seed=study.seed, bootstrap=RESAMPLES)
    if found.table["first"].null_count() == found.table.height:
        names = listed(factor.title.zh for factor in found.factors)
        english = listed(factor.title.en for factor in found.factors)
        raise MethodError(
            Problem(
                Text(
                    zh=f"无论怎样选择（{names.zh}），名次的平均变动都相同，无方差可分解",
                    en=f"whatever is chosen ({english.en}), ranks shift by the same on average: "
                    "there is no variance to explain",
                ),
                Where(file="index.yaml", field="robustness.vary"),
            )
        )
    return found


def _design_rows(study: Study) -> int:
    """Return a power of two; costly constructions are at most half as many as the replicates."""
    if not _is_costly(study):
        return DESIGN
    factors = len(study.redrawn.plan.factors)
    rows = study.replicates // (2 * (factors + 2))
    return min(DESIGN, 1 << (rows.bit_length() - 1)) if rows else 0


def _is_costly(study: Study) -> bool:
    """Return whether each replicate is filled, treated and normalised anew."""
    return study.redrawn.plan.upstream is not None


def _swaps(edition: Edition, units: int) -> tuple[Swap, ...]:
    """Return the swaps of the first places.

    Raises
    ------
    MethodError
        Where there are no two neighbours, or there is no least change for any two of them.
    """
    found = neighbour_swaps(edition, units)
    if not any(swap.possible for swap in found):
        dominated = any(swap.possible is not None for swap in found)
        what = (
            Text(zh="任何权重都不能使其中一名追上前一名", en="no weights let any of them catch up")
            if dominated
            else Text(zh="没有可比的相邻两者", en="there are no two neighbours to compare")
        )
        raise MethodError(Problem(what, Where(file="index.yaml", field="framework")))
    return found


_Part = TypeVar("_Part")


def _unless_refused(part: Callable[[], _Part], name: str, refused: dict[str, Text]) -> _Part | None:
    """Return a part of the report; where it is not defined, note the reason."""
    try:
        return part()
    except MethodError as error:
        refused[name] = error.problems[0].what
        return None


def _require_some(units: int) -> None:
    if units < 1:
        raise out_of_range("units", units, Text(zh="至少为 1", en="it is 1 or more"))
