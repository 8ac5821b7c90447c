"""What a sensitivity analysis explains: an outcome of the ranks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from numbers import Integral
from typing import Literal, TypeAlias

import numpy as np

from quheng.bilingual import Text
from quheng.errors import NotFoundError, Problem, Where
from quheng.index import Edition
from quheng.robustness.histogram import Ranks
from quheng.robustness.sensitivity.arguments import refusal
from quheng.robustness.sensitivity.design import Outputs

Target: TypeAlias = str | tuple[Literal["top"], int]
"""`mean_shift`, `units`, the code of a unit, or ``("top", k)``."""


@dataclass(frozen=True)
class Outcome:
    """What is explained.

    Parameters
    ----------
    title
        In words.
    of
        From ranks (n_replicates, n_units) to outputs (n_replicates, n_outputs).
    by_unit
        Whether there is an output for each unit.
    """

    title: Text
    of: Callable[[Ranks], Outputs]
    by_unit: bool


def outcome(edition: Edition, target: Target) -> Outcome:
    """Return what a target means for an edition.

    Raises
    ------
    NotFoundError
        Where a unit is not ranked.
    MethodError
        Where no unit or every unit would be among the first `k`.
    """
    if isinstance(target, tuple):
        return _top(edition, target)
    if target == "mean_shift":
        title = Text(zh="相对基准名次的平均变动", en="Mean absolute shift from the nominal ranking")
        return Outcome(title, partial(mean_shift, nominal=edition.rank), by_unit=False)
    if target == "units":
        return Outcome(Text(zh="每个评价对象的名次", en="Rank of each unit"), _as_they_are, by_unit=True)
    if target not in edition.ranked_units:
        raise NotFoundError(
            Problem(
                Text(zh=f"没有参与排名的评价对象 {target}", en=f"no unit {target} is ranked"),
                Where(field="target"),
                Text(
                    zh='可用：评价对象代码、"mean_shift"、"units"、("top", k)',
                    en='allowed: the code of a ranked unit, "mean_shift", "units" and ("top", k)',
                ),
            )
        )
    title = Text(zh=f"{target} 的名次", en=f"Rank of {target}")
    return Outcome(title, partial(_one, row=edition.row(target)), by_unit=False)


def mean_shift(ranks: Ranks, nominal: Ranks) -> Outputs:
    """Return ``mean over units of |rank - nominal rank|`` (n_replicates, 1).

    References
    ----------
    Saisana, Saltelli and Tarantola (2005), Journal of the Royal Statistical Society A 168, equation 9.
    """
    shift = ranks - nominal.astype(ranks.dtype)
    distance: Outputs = np.abs(shift, out=shift).mean(axis=1, keepdims=True)
    return distance


def _top(edition: Edition, target: tuple[Literal["top"], int]) -> Outcome:
    units = len(edition.ranked_units)
    if not _is_top(target, units):
        raise refusal(
            "target",
            target,
            Text(zh=f'("top", k) 的 k 应为 1 至 {units - 1}', en=f'("top", k) has k from 1 to {units - 1}'),
        )
    _, k = target
    title = Text(zh=f"是否进入前 {k} 名", en=f"Whether among the first {k}")
    return Outcome(title, partial(_among, k=k), by_unit=True)


def _is_top(target: tuple[object, ...], units: int) -> bool:
    match target:
        case ("top", Integral() as k):
            return 1 <= int(k) < units
    return False


def _as_they_are(ranks: Ranks) -> Outputs:
    return ranks


def _one(ranks: Ranks, row: int) -> Outputs:
    return ranks[:, [row]]


def _among(ranks: Ranks, k: int) -> Outputs:
    among: Outputs = (ranks <= k).astype(np.int8)
    return among
