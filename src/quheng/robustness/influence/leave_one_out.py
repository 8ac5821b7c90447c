"""Leave one unit out at a time, and see whether its presence decides how the others compare."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.errors import MethodError
from quheng.index import Edition
from quheng.index.arrays import Integers
from quheng.robustness.influence.rebuild import Rebuild
from quheng.robustness.influence.reversed_pairs import reversed_pairs

SUMMARY = {
    "unit": pl.String,
    "name": pl.String,
    "rank": pl.Int64,
    "compared": pl.Int64,
    "reversals": pl.Int64,
    "share": pl.Float64,
    "neighbours": pl.Int64,
    "largest_shift": pl.Int64,
    "shifted": pl.String,
    "problem_zh": pl.String,
    "problem_en": pl.String,
}

NEIGHBOURS = {"left_out": pl.String, "rank": pl.Int64, "above": pl.String, "below": pl.String}


@dataclass(frozen=True)
class LeaveOneOut:
    """The rankings without each of some units: the rank reversal report.

    Parameters
    ----------
    edition
        The nominal result.
    units
        (n_left_out,) codes.
    ranks
        (n_left_out, n_units) ranks without each unit; 0 for the unit itself, and for one without a score.
    problems
        (n_left_out,) why the index is not defined without the unit, None where it is.
    """

    edition: Edition
    units: tuple[str, ...]
    ranks: Integers
    problems: tuple[Text | None, ...]

    @cached_property
    def summary(self) -> pl.DataFrame:
        """The left-out units, those whose presence matters most first.

        unit, name, rank (nominal), compared (how many others are ranked both with and without it), reversals
        (pairs of them whose order reverses; ties reverse nothing), share (of all their pairs), neighbours
        (reversed pairs that follow each other in the nominal ranking), largest_shift (of another unit, once
        the place of the left-out one is taken out; positive where it climbed without it), shifted (that unit,
        null where nobody moved), problem_zh, problem_en (why the index is not defined without it, else null).
        """
        name_of = dict(self.edition.ranks.select("unit", "name").iter_rows())
        rows = []
        for number, (unit, problem) in enumerate(zip(self.units, self.problems, strict=True)):
            told = {
                "unit": unit,
                "name": name_of[unit],
                "rank": int(self.edition.rank[self.edition.row(unit)]),
            }
            if problem is None:
                told |= self._reversal(number)
            else:
                told |= {"problem_zh": problem.zh, "problem_en": problem.en}
            rows.append(told)
        return pl.DataFrame(rows, schema=SUMMARY).sort(
            pl.col("reversals"),
            pl.col("largest_shift").abs(),
            descending=True,
            nulls_last=True,
            maintain_order=True,
        )

    @cached_property
    def reversed_neighbours(self) -> pl.DataFrame:
        """The nominal neighbours that change places: left_out, rank (of `above`), above, below."""
        units = self.edition.ranked_units
        rows = [
            (self.units[number], int(self.edition.rank[one]), units[one], units[other])
            for number in range(len(self.units))
            for one, other in self._neighbours(number)
        ]
        return pl.DataFrame(rows, schema=NEIGHBOURS, orient="row")

    @cached_property
    def moves(self) -> pl.DataFrame:
        """How much each unit depends on who else takes part.

        unit, name, rank (nominal), moved_by (how many left-out units move it), best, worst (the least and the
        greatest of its nominal rank and its ranks without one other); sorted by rank.
        """
        shifts = np.zeros(self.ranks.shape, dtype=np.int64)
        for number in range(len(self.units)):
            rows, before, after = self._compared(number)
            shifts[number, rows] = before - after
        own = pl.DataFrame(
            {
                "unit": self.edition.ranked_units,
                "moved_by": np.count_nonzero(shifts, axis=0),
                "best": self.edition.rank - shifts.max(axis=0, initial=0),
                "worst": self.edition.rank - shifts.min(axis=0, initial=0),
            }
        )
        return self.edition.ranks.select("unit", "name", "rank").join(
            own, on="unit", how="left", maintain_order="left"
        )

    def _compared(self, number: int) -> tuple[Integers, Integers, Integers]:
        """Return the units ranked with and without one, and their ranks among themselves in both."""
        rows = np.flatnonzero(self.ranks[number])
        return rows, _among_themselves(self.edition.rank[rows]), _among_themselves(self.ranks[number, rows])

    def _reversal(self, number: int) -> dict[str, object]:
        rows, before, after = self._compared(number)
        reversals, pairs = reversed_pairs(before, after), rows.size * (rows.size - 1) // 2
        shifts = before - after
        most = int(np.argmax(np.abs(shifts))) if rows.size else -1
        moved = rows.size > 0 and shifts[most] != 0
        return {
            "compared": rows.size,
            "reversals": reversals,
            "share": reversals / pairs if pairs else 0.0,
            "neighbours": len(self._neighbours(number)),
            "largest_shift": int(shifts[most]) if moved else 0,
            "shifted": self.edition.ranked_units[rows[most]] if moved else None,
        }

    def _neighbours(self, number: int) -> list[tuple[int, int]]:
        """Return the pairs of rows, nominally the one right above the other, that change places."""
        rows, before, after = self._compared(number)
        order = np.argsort(before, kind="stable")
        one, other = order[:-1], order[1:]
        swapped = (before[one] < before[other]) & (after[one] > after[other])
        return list(zip(rows[one[swapped]].tolist(), rows[other[swapped]].tolist(), strict=True))


def leave_one_unit_out(edition: Edition, units: Iterable[str] | None = None) -> LeaveOneOut:
    """Build the index without each unit in turn.

    Every step after the screen is run again: without a unit, medians, outliers, ends of scales and weights
    that the data decide may all move, and with them the order of others.

    Parameters
    ----------
    edition
        The nominal result.
    units
        The code of a unit to leave out, or several; by default every ranked unit.

    Raises
    ------
    NotFoundError
        Where one of `units` is not ranked.
    MethodError
        Where the edition is one of a panel on one scale. An index that is not defined without a unit is no
        error: the report says so.

    References
    ----------
    Garcia-Cascales and Lamata (2012), Mathematical and Computer Modelling 56(5-6), On rank reversal and
    TOPSIS method.
    """
    chosen = edition.ranks["unit"] if units is None else [units] if isinstance(units, str) else units
    left_out = tuple(chosen)
    for unit in left_out:
        edition.row(unit)
    rebuild = Rebuild.of(edition)
    row_of = {unit: row for row, unit in enumerate(edition.ranked_units)}
    ranks = np.zeros((len(left_out), len(row_of)), dtype=np.int64)
    problems: list[Text | None] = []
    for number, unit in enumerate(left_out):
        try:
            without = rebuild.without(unit)
        except MethodError as error:
            problems.append(error.problems[0].what)
            continue
        problems.append(None)
        there = np.array([row_of.get(other, -1) for other in without.ranked_units], dtype=np.int64)
        ranks[number, there[there >= 0]] = without.rank[there >= 0]
    return LeaveOneOut(edition, left_out, ranks, tuple(problems))


def _among_themselves(ranks: Integers) -> Integers:
    """Return the competition ranks that ranks (n_some,) have when nobody else is counted."""
    places: Integers = np.searchsorted(np.sort(ranks), ranks) + 1
    return places
