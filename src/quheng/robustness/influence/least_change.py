"""The least change of one indicator that moves a unit past another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import NotFoundError, Problem, Where
from quheng.index import Edition
from quheng.index.framework import Indicator
from quheng.robustness.influence.frozen_scale import FrozenScale
from quheng.robustness.influence.needed_score import needed_score, require_invertible
from quheng.robustness.influence.rebuild import Rebuild
from quheng.robustness.out_of_range import out_of_range

ScaleMode = Literal["fixed", "moving"]
SCALES: tuple[ScaleMode, ...] = get_args(ScaleMode)

HALVINGS = 40
"""Bisections: the least change is known to within the range of the indicator divided by 2^40."""

ROUNDING = 1e-9
"""A value this close, relative to the range of its indicator, is at the end of the range."""

NATURAL = {"%": (0.0, 100.0)}
"""The measures whose values have ends of their own."""

SCHEMA = {
    "indicator": pl.String,
    "title_zh": pl.String,
    "title_en": pl.String,
    "measure": pl.String,
    "value": pl.Float64,
    "imputed": pl.Boolean,
    "needed": pl.Float64,
    "change": pl.Float64,
    "share_of_range": pl.Float64,
    "feasible": pl.Boolean,
    "reason_zh": pl.String,
    "reason_en": pl.String,
}

Solution = tuple[float, Text | None]
"""The value needed, NaN where there is none, and why it will not do, None where it will."""

FIRST = Text(
    zh="该评价对象已列第一，没有名次在其之前的评价对象",
    en="the unit is first: choose one that has another above it",
)
NO_WEIGHT = Text(zh="该指标没有权重", en="the indicator has no weight")
NO_VALUE = Text(zh="该评价对象缺少这一指标", en="the unit has no value of the indicator")
NO_LIFT = Text(
    zh="仅改变该指标无法达到：得分已被截断，或几何平均中另有一项为 0",
    en="this indicator alone cannot do it: its score is cut off there, or another child of a geometric mean "
    "is zero",
)
NO_INVERSE = Text(
    zh="该指标的处理或标准化方法不能在固定标尺下求反，请改用 scale='moving'",
    en="its treatment or normalisation cannot be turned round on a fixed scale; use scale='moving'",
)


@dataclass(frozen=True)
class _Goal:
    """A rank to reach, by a unit to draw level with or by number.

    Parameters
    ----------
    unit, rank
        One of the two.
    """

    unit: str | None
    rank: int

    def is_reached(self, edition: Edition, unit: str) -> bool:
        """Whether a unit ranks no lower than the goal."""
        if unit not in edition.ranked_units:
            return False
        own = edition.rank[edition.row(unit)]
        if self.unit is None:
            return bool(own <= self.rank)
        return self.unit not in edition.ranked_units or bool(own <= edition.rank[edition.row(self.unit)])

    def score(self, edition: Edition, row: int) -> float:
        """Return the score with which a unit reaches the goal, while the others keep theirs."""
        if self.unit is not None:
            return float(edition.score[edition.row(self.unit)])
        others = np.sort(np.delete(edition.score, row))[::-1]
        return float(others[self.rank - 1])


def least_change(
    edition: Edition,
    unit: str,
    target: str | int | None = None,
    indicator: str | None = None,
    scale: ScaleMode = "fixed",
) -> pl.DataFrame:
    """Return for each indicator by itself the least change that moves a unit past another.

    A change is in the measure of the indicator, after denomination. With it the unit draws level with the
    target; the least step further moves it past.

    Parameters
    ----------
    edition
        The nominal result.
    unit
        The code of a ranked unit.
    target
        The code of a unit above it, or a rank; by default the nearest unit above.
    indicator
        The code of one indicator; by default all.
    scale
        `fixed`: what is imputed, the ends of treatment and normalisation, and the weights stay as they are in
        the edition; the chain of the method is turned round in closed form, where each node is an arithmetic
        or geometric mean. `moving`: the whole index is built again with the changed value, which is found by
        bisection between the unit's own and the best observed one; any declared method will do. Where the
        order of others hangs on the value, as through a test of outliers, there may be several values at
        which the unit gets past, and one of them is found.

    Returns
    -------
    indicator, title_zh, title_en, measure, value (now; the imputed one where `imputed`), imputed, needed,
    change, share_of_range (the change as a share of the observed range), feasible, reason_zh, reason_en (why
    not, else null). A change that leads beyond the best observed value, or the natural ends of the measure
    (0 to 100 %), is not feasible. `needed` is null where no value will do. Feasible changes come first, the
    smallest shares of the range before the others.

    Raises
    ------
    NotFoundError
        Where the unit, the target or the indicator is unknown.
    MethodError
        Where the target is not above the unit, or there is no such scale. On a fixed scale, where a node is
        neither an arithmetic nor a geometric mean, or there are steps of the caller's own; on a moving one,
        where the edition is one of a panel on one scale.
    """
    if scale not in SCALES:
        raise out_of_range("scale", scale, listed(SCALES))
    row = edition.row(unit)
    goal = _goal(edition, row, target)
    indicators = _indicators(edition, indicator)
    solve = _on_fixed_scale(edition, row, goal) if scale == "fixed" else _on_moving_scale(edition, row, goal)
    table = [_line(edition, row, leaf, *solve(leaf)) for leaf in indicators]
    return pl.DataFrame(table, schema=SCHEMA, orient="row").sort(
        pl.col("feasible").not_(), "share_of_range", nulls_last=True, maintain_order=True
    )


def _goal(edition: Edition, row: int, target: str | int | None) -> _Goal:
    own = int(edition.rank[row])
    if target is None:
        higher = np.flatnonzero(edition.rank < own)
        if not higher.size:
            raise out_of_range("unit", edition.ranked_units[row], FIRST)
        nearest = higher[np.argmax(edition.rank[higher])]
        return _Goal(edition.ranked_units[nearest], int(edition.rank[nearest]))
    if isinstance(target, str):
        rank = int(edition.rank[edition.row(target)])
        unit: str | None = target
    else:
        unit, rank = None, target
    if not 1 <= rank < own:
        raise out_of_range(
            "target",
            target,
            Text(
                zh=f"目标应排在该评价对象之前（其名次为 {own}）",
                en=f"a target is above the unit, which ranks {own}",
            ),
        )
    return _Goal(unit, rank)


def _indicators(edition: Edition, code: str | None) -> tuple[Indicator, ...]:
    leaves = edition.tree.indicators
    chosen = tuple(leaf for leaf in leaves if code in (None, leaf.code))
    if not chosen:
        raise NotFoundError(
            Problem(
                Text(zh=f"没有指标 {code}", en=f"there is no indicator {code}"),
                Where(field=code),
                Text(
                    zh=f"可用：{listed(leaf.code for leaf in leaves).zh}",
                    en=f"allowed: {listed(leaf.code for leaf in leaves).en}",
                ),
            )
        )
    return chosen


def _on_fixed_scale(edition: Edition, row: int, goal: _Goal) -> Callable[[Indicator], Solution]:
    require_invertible(edition)
    score = goal.score(edition, row)
    columns = {leaf.code: column for column, leaf in enumerate(edition.tree.indicators)}

    def solve(leaf: Indicator) -> Solution:
        column = columns[leaf.code]
        nothing = _nothing_to_change(edition, row, leaf, column)
        if nothing is not None:
            return np.nan, nothing
        frozen = FrozenScale.of(edition, column)
        if frozen is None:
            return np.nan, NO_INVERSE
        needed = frozen.value(needed_score(edition, row, leaf.code, score))
        return needed, NO_LIFT if np.isnan(needed) else _beyond(edition, leaf, column, needed)

    return solve


def _on_moving_scale(edition: Edition, row: int, goal: _Goal) -> Callable[[Indicator], Solution]:
    rebuild = Rebuild.of(edition)
    unit = edition.ranked_units[row]
    columns = {leaf.code: column for column, leaf in enumerate(edition.tree.indicators)}

    def solve(leaf: Indicator) -> Solution:
        column = columns[leaf.code]
        nothing = _nothing_to_change(edition, row, leaf, column)
        if nothing is not None:
            return np.nan, nothing

        def gets_there(value: float) -> bool:
            return goal.is_reached(rebuild.with_value(unit, column, value), unit)

        short = _value(edition, row, column)
        enough = _observed_ends(edition, leaf, column)[1]
        if (enough - short) * leaf.direction <= 0 or not gets_there(enough):
            return np.nan, _not_enough(enough, leaf)
        for _ in range(HALVINGS):
            middle = (short + enough) / 2
            if gets_there(middle):
                enough = middle
            else:
                short = middle
        return enough, _beyond(edition, leaf, column, enough)

    return solve


def _nothing_to_change(edition: Edition, row: int, leaf: Indicator, column: int) -> Text | None:
    if not edition.effective_weights[leaf.code] > 0:
        return NO_WEIGHT
    return NO_VALUE if np.isnan(_value(edition, row, column)) else None


def _value(edition: Edition, row: int, column: int) -> float:
    """Return the value of an indicator now, the imputed one where none is observed."""
    observed = float(edition.steps["denominate"].values[row, column])
    return float(edition.steps["impute"].values[row, column]) if np.isnan(observed) else observed


def _observed_ends(edition: Edition, leaf: Indicator, column: int) -> tuple[float, float]:
    """Return the worst and the best observed value of an indicator."""
    signed = edition.steps["denominate"].values[:, column] * leaf.direction
    return (
        float(np.fmin.reduce(signed)) * leaf.direction,
        float(np.fmax.reduce(signed)) * leaf.direction,
    )


def _beyond(edition: Edition, leaf: Indicator, column: int, needed: float) -> Text | None:
    """Say why a value cannot be expected, None where it can."""
    low, high = NATURAL.get(leaf.shown_measure, (-np.inf, np.inf))
    worst, best = _observed_ends(edition, leaf, column)
    slack = ROUNDING * abs(best - worst)
    if not low - slack <= needed <= high + slack:
        return Text(
            zh=f"超出 {leaf.shown_measure} 的取值范围 {low:g} 至 {high:g}",
            en=f"beyond the natural range of {leaf.shown_measure}, {low:g} to {high:g}",
        )
    if (needed - best) * leaf.direction > slack:
        return Text(
            zh=f"超出现有最好水平 {best:.6g} {leaf.shown_measure}",
            en=f"beyond the best observed value, {best:.6g} {leaf.shown_measure}",
        )
    return None


def _not_enough(best: float, leaf: Indicator) -> Text:
    return Text(
        zh=f"即使达到现有最好水平 {best:.6g} {leaf.shown_measure} 也不够",
        en=f"even the best observed value, {best:.6g} {leaf.shown_measure}, is not enough",
    )


def _line(
    edition: Edition, row: int, leaf: Indicator, needed: float, reason: Text | None
) -> tuple[object, ...]:
    column = edition.tree.indicators.index(leaf)
    value = _value(edition, row, column)
    worst, best = _observed_ends(edition, leaf, column)
    known, solved = not np.isnan(value), not np.isnan(needed)
    change = needed - value if solved else None
    share = abs(change) / abs(best - worst) if change is not None and best != worst else None
    return (
        leaf.code,
        leaf.title.zh,
        leaf.title.en,
        leaf.shown_measure,
        value if known else None,
        bool(edition.imputed[row, column]),
        needed if solved else None,
        change,
        share,
        reason is None,
        reason.zh if reason else None,
        reason.en if reason else None,
    )
