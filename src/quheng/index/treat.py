"""Treat: keep a few extreme values from deciding the scale of an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import Declared, optional_step
from quheng.index.arrays import Booleans, Floats, Integers
from quheng.index.shape import excess_kurtosis, skewness
from quheng.index.step import Change

LOG_OFFSET = 0.01


class TreatWhen(Declared):
    """The test: an indicator is treated where both limits are passed."""

    skewness: float = Field(default=2.0, gt=0)
    kurtosis: float = 3.5


class Treat(Declared):
    """Test, winsorise, test again, transform.

    Parameters
    ----------
    when
        The limits of absolute skewness and of excess kurtosis.
    winsorise
        The most points of an indicator that may be winsorised.
    otherwise
        What to do with an indicator that winsorising does not bring within the limits; it starts again from
        the untreated values.
    """

    when: TreatWhen = TreatWhen()
    winsorise: int = Field(default=5, ge=0)
    otherwise: Annotated[Literal["log"] | None, optional_step] = "log"


@dataclass(frozen=True)
class Treatment:
    """What happened to one indicator that failed the test.

    Parameters
    ----------
    indicator
        Its code.
    action
        winsorised, log, or none where nothing was allowed.
    points
        How many cells were changed.
    skewness_before, kurtosis_before, skewness_after, kurtosis_after
        Its shape; NaN after a treatment that leaves no variation.
    passed
        Whether it is within the limits now.
    """

    indicator: str
    action: Literal["winsorised", "log", "none"]
    points: int
    skewness_before: float
    kurtosis_before: float
    skewness_after: float
    kurtosis_after: float
    passed: bool


def treat(
    x: Floats, columns: tuple[str, ...], rule: Treat
) -> tuple[Floats, tuple[Change, ...], tuple[Treatment, ...]]:
    """Treat each column that is both skewed and heavy-tailed.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.
    columns
        (n_columns,) codes, for the log.
    rule
        The limits and treatments.

    Returns
    -------
    treated
        (n_units, n_columns); missing stays missing.
    changes
        The cells that were changed, by column.
    treatments
        One entry for each column that failed the test.

    References
    ----------
    OECD/JRC (2008), Handbook, Part I, section 5; the limits 2 and 3.5 are the JRC's practice.
    """
    treated = x.copy()
    changes: list[Change] = []
    treatments: list[Treatment] = []
    for column in np.flatnonzero(_fails(x, rule.when)):
        before = x[:, column]
        after, action = _treated(before, rule)
        treated[:, column] = after
        rows = np.flatnonzero(~np.isnan(before) & (after != before))
        if action != "none":
            changes.append(Change(columns[column], rows, before[rows], after[rows], *_WORDING[action]))
        shape_before, shape_after = _shape(before), _shape(after)
        treatments.append(
            Treatment(
                columns[column],
                action,
                int(rows.size),
                *shape_before,
                *shape_after,
                passed=not _fails(after[:, None], rule.when)[0],
            )
        )
    return treated, tuple(changes), tuple(treatments)


def winsorise(column: Floats, rows: int, when: TreatWhen) -> Floats:
    """Pull in the extreme values on the side of the tail, one after the other, until the test is passed.

    Each time, the most extreme points take the value of the next one.

    Parameters
    ----------
    column
        (n_units,), NaN where missing.
    rows
        The most points that may be changed; equal values are pulled in together or not at all.
    when
        The test.

    Returns
    -------
    (n_units,); it may still fail the test where `rows` did not suffice.
    """
    values = column.copy()
    while _fails(values[:, None], when)[0]:
        tail = 1.0 if skewness(values[:, None])[0] > 0 else -1.0
        extreme = values * tail == np.nanmax(values * tail)
        inner = values[~extreme & ~np.isnan(values)] * tail
        pulled = np.where(extreme, tail * inner.max(initial=-np.inf), values)
        if inner.size == 0 or np.count_nonzero(~np.isnan(column) & (pulled != column)) > rows:
            break
        values = pulled
    return values


def log_towards_tail(column: Floats) -> Floats:
    """Return ``ln(x - min + c)``, or ``-ln(max - x + c)`` with the tail on the left; c = 1 % of the range.

    Order is kept in both cases, and values of any sign are allowed.

    Parameters
    ----------
    column
        (n_units,), NaN where missing, with some variation.
    """
    low, high = np.nanmin(column), np.nanmax(column)
    offset = LOG_OFFSET * (high - low)
    if skewness(column[:, None])[0] >= 0:
        return np.log(column - low + offset)
    return -np.log(high - column + offset)


_WORDING: dict[str, tuple[Literal["winsorised", "transformed"], Text]] = {
    "winsorised": ("winsorised", Text(zh="极端值收缩到相邻值", en="pulled in to the next value")),
    "log": (
        "transformed",
        Text(zh="对数变换(收缩后仍超限)", en="logarithm, since winsorising did not suffice"),
    ),
}


def _treated(before: Floats, rule: Treat) -> tuple[Floats, Literal["winsorised", "log", "none"]]:
    after = winsorise(before, rule.winsorise, rule.when)
    if not _fails(after[:, None], rule.when)[0]:
        return after, "winsorised"
    if rule.otherwise == "log":
        return log_towards_tail(before), "log"
    changed: Integers = np.flatnonzero(~np.isnan(before) & (after != before))
    return after, "winsorised" if changed.size else "none"


def _fails(x: Floats, when: TreatWhen) -> Booleans:
    """Return for each column whether it passes both limits; one without variation does not."""
    return (np.abs(skewness(x)) > when.skewness) & (excess_kurtosis(x) > when.kurtosis)


def _shape(column: Floats) -> tuple[float, float]:
    return float(skewness(column[:, None])[0]), float(excess_kurtosis(column[:, None])[0])
