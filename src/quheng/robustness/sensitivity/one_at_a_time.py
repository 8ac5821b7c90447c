"""One choice at a time: the index built with one alternative, all else as it is, and who moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.index import Edition
from quheng.index.arrays import Integers
from quheng.index.statistics.spearman import spearman
from quheng.index.uncertain import Vary
from quheng.robustness.choices import alternatives
from quheng.robustness.draws import Draws
from quheng.robustness.evaluate import replicate_ranks
from quheng.robustness.factor import Factor
from quheng.robustness.plan import plan_study
from quheng.robustness.sensitivity.experiment import Experiment


@dataclass(frozen=True)
class OneAtATime:
    """The ranks under every alternative of every choice, one at a time.

    Parameters
    ----------
    edition
        The nominal result.
    choices
        A factor and the position of its alternative for each row of `ranks`.
    alternatives
        The name of each of them.
    ranks
        (n_alternatives, n_units), units as `edition.ranked_units`.
    """

    edition: Edition
    choices: tuple[Factor, ...]
    alternatives: tuple[str, ...]
    ranks: Integers

    @property
    def shifts(self) -> Integers:
        """(n_alternatives, n_units): nominal rank minus rank, positive where the unit climbs."""
        return self.edition.rank - self.ranks

    @cached_property
    def table(self) -> pl.DataFrame:
        """A row for each alternative: the ranking with it alone beside the nominal one.

        code, title_zh, title_en, alternative, mean_shift and largest_shift (absolute), spearman (null where
        all units tie), and who moves most: unit, name, shift (positive: it climbs; the better unit where two
        move as far), null where nobody moves.
        """
        names = dict(self.edition.ranks.select("unit", "name").iter_rows())
        by_rank = np.argsort(self.edition.rank, kind="stable")
        rows = []
        for factor, alternative, ranks, shift in zip(
            self.choices, self.alternatives, self.ranks, self.shifts, strict=True
        ):
            distance = np.abs(shift)
            most = int(by_rank[np.argmax(distance[by_rank])])
            unit = self.edition.ranked_units[most] if distance[most] else None
            rows.append(
                {
                    "code": factor.name,
                    "title_zh": factor.title.zh,
                    "title_en": factor.title.en,
                    "alternative": alternative,
                    "mean_shift": float(distance.mean()),
                    "largest_shift": int(distance[most]),
                    "spearman": _correlation(ranks, self.edition.rank),
                    "unit": unit,
                    "name": names[unit] if unit else None,
                    "shift": int(shift[most]) if unit else None,
                }
            )
        return pl.DataFrame(rows, infer_schema_length=None)

    @cached_property
    def by_unit(self) -> pl.DataFrame:
        """Which choice moves whom: for each unit the alternative with its largest shift.

        unit, name, rank, code, title_zh, title_en, alternative, rank_then, shift (positive: it climbs); the
        first of those that move it as far, null where none moves it; sorted by rank.
        """
        strongest = np.argmax(np.abs(self.shifts), axis=0)
        rows = []
        for unit, (code, number) in enumerate(zip(self.edition.ranked_units, strongest, strict=True)):
            factor, shift = self.choices[number], int(self.shifts[number, unit])
            rows.append(
                {
                    "unit": code,
                    "code": factor.name if shift else None,
                    "title_zh": factor.title.zh if shift else None,
                    "title_en": factor.title.en if shift else None,
                    "alternative": self.alternatives[number] if shift else None,
                    "rank_then": int(self.ranks[number, unit]),
                    "shift": shift,
                }
            )
        named = self.edition.ranks.select("unit", "name", "rank")
        own = pl.DataFrame(rows, infer_schema_length=None)
        return named.join(own, on="unit", how="left", maintain_order="left")


def one_at_a_time(edition: Edition, vary: Vary | None = None) -> OneAtATime:
    """Build the index with every alternative of every uncertain choice, one at a time.

    Weights that are drawn from a continuum have no alternatives and are left out.

    Parameters
    ----------
    edition
        The nominal result.
    vary
        The uncertain choices; by default what the index declares.

    Raises
    ------
    MethodError
        Where no choice has alternatives, or as `uncertainty`.
    """
    wanted = edition.inputs.declaration.robustness.vary if vary is None else vary
    with Experiment.one_thread():
        runs = [run for name in type(wanted).model_fields for run in _alone(edition, wanted, name)]
    if not runs:
        raise MethodError(
            Problem(
                Text(zh="没有可逐一更换的选择", en="no choice has alternatives to take one at a time"),
                Where(file="index.yaml", field="robustness.vary"),
                Text(zh="请至少列出一项备选方法", en="list alternatives of at least one step"),
            )
        )
    factors, names, ranks = zip(*runs, strict=True)
    return OneAtATime(edition, factors, names, np.concatenate(ranks))


def _alone(edition: Edition, vary: Vary, name: str) -> Iterator[tuple[Factor, str, Integers]]:
    """Yield each alternative of one choice with its ranks (1, n_units), all other choices nominal."""
    if not getattr(vary, name):
        return
    plan = plan_study(edition, Vary.model_validate({name: getattr(vary, name)}), 0)
    for factor in plan.factors:
        names = alternatives(plan, factor)
        uniforms = np.full((len(names), plan.dimensions), 0.5)
        uniforms[:, factor.columns] = (np.arange(len(names))[:, None] + 0.5) / max(1, len(names))
        ranks = replicate_ranks(plan, Draws.of(plan, uniforms)).astype(np.int64)
        yield from zip([factor] * len(names), names, ranks[:, None], strict=True)


def _correlation(one: Integers, other: Integers) -> float | None:
    found = float(spearman(np.stack([one, other], axis=1).astype(np.float64))[0, 1])
    return None if np.isnan(found) else found
