"""How firm the places are, as rows for charts: acceptability, tiers, indices of choices, swaps."""

from __future__ import annotations

from dataclasses import dataclass

from quheng.bilingual import Text
from quheng.errors import MethodError
from quheng.index import Edition
from quheng.robustness import Study
from quheng.robustness.influence import tiers, weight_swaps
from quheng.robustness.sensitivity import Sensitivity, sobol

MOST_BANDS = 30
WIDTHS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
LEAST_SHARE = 0.005
"""A cell of the acceptability matrix below half a percent is left blank."""

TIERED = 100
"""The tiers of so many units are shown; those of all take a second for each 900."""

DESIGN = 128
RESAMPLES = 200


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


@dataclass(frozen=True)
class ChoiceIndices:
    """Sobol' indices of one uncertain choice with their 90 % intervals; None where nothing varies."""

    name: str
    title: Text
    first: tuple[float, float, float] | None
    total: tuple[float, float, float] | None


@dataclass(frozen=True)
class Swap:
    """The largest relative change of a weight that lets the next unit catch up, None where none will."""

    rank: int
    above: str
    below: str
    distance: float | None


@dataclass(frozen=True)
class Firmness:
    """What the report says of how firm the places are.

    Parameters
    ----------
    bands, tiers, choices, swaps
        See each; empty where `refused` says why.
    refused
        By name of the part, the reason why this index has none.
    """

    bands: tuple[Band, ...]
    tiers: tuple[Tier, ...]
    choices: tuple[ChoiceIndices, ...]
    swaps: tuple[Swap, ...]
    refused: dict[str, Text]


def firmness(study: Study, units: int) -> Firmness:
    """Return how firm the first `units` places of a study are, and which choice moves ranks."""
    refused: dict[str, Text] = {}
    choices: tuple[ChoiceIndices, ...] = ()
    swaps: tuple[Swap, ...] = ()
    try:
        choices = choice_indices(
            sobol(study.edition, study.vary, n=DESIGN, seed=study.seed, bootstrap=RESAMPLES)
        )
    except MethodError as error:
        refused["choices"] = error.problems[0].what
    try:
        swaps = neighbour_swaps(study.edition, units)
    except MethodError as error:
        refused["swaps"] = error.problems[0].what
    return Firmness(acceptability(study, units), study_tiers(study, TIERED), choices, swaps, refused)


def acceptability(study: Study, units: int) -> tuple[Band, ...]:
    """Return the rank-acceptability matrix of the first units in bands of ranks.

    A band is one rank wide where that makes few enough columns, else 2, 5, 10, ... ranks. Shares of a unit
    sum to one, but for those below half a percent and those beyond the last column.

    References
    ----------
    Lahdelma and Salminen (2001), Operations Research 49(3), SMAA-2: rank acceptability.
    """
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


def study_tiers(study: Study, first: int) -> tuple[Tier, ...]:
    """Return the tiers of the first units of a study; see `quheng.robustness.influence.tiers`."""
    return tuple(
        Tier(int(number), int(group["rank"].min()), int(group["rank"].max()), tuple(group["unit"]))  # type: ignore[arg-type]
        for (number,), group in tiers(study, first=first).group_by("tier", maintain_order=True)
    )


def choice_indices(found: Sensitivity) -> tuple[ChoiceIndices, ...]:
    """Return the indices of each uncertain choice."""
    return tuple(
        ChoiceIndices(
            row["code"],
            Text(zh=row["title_zh"], en=row["title_en"]),
            *(
                None if row[name] is None else (row[name], row[f"{name}_low"], row[f"{name}_high"])
                for name in ("first", "total")
            ),
        )
        for row in found.table.iter_rows(named=True)
    )


def neighbour_swaps(edition: Edition, units: int) -> tuple[Swap, ...]:
    """Return for each of the first places the least change of weights that lets the next unit catch up."""
    return tuple(
        Swap(row["rank"], row["above"], row["below"], row["distance"])
        for row in weight_swaps(edition).head(units - 1).iter_rows(named=True)
        if row["possible"] is not None
    )
