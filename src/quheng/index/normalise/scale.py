"""What the methods that map onto an interval share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import numpy as np
from pydantic import AfterValidator

from quheng.bilingual import Text
from quheng.declarations import ContradictionError
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Booleans, Floats


def _rises(interval: tuple[float, float]) -> tuple[float, float]:
    low, high = interval
    if not (np.isfinite(low) and np.isfinite(high) and low < high):
        raise ContradictionError(
            Text(zh=f"区间 [{low}, {high}] 应由小到大", en=f"the interval [{low}, {high}] must rise"),
            Text(zh="例如 [0, 100]", en="for example [0, 100]"),
        )
    return interval


Interval = Annotated[tuple[float, float], AfterValidator(_rises)]
"""Two finite numbers, the lower first."""


def onto(share: Floats, to: tuple[float, float]) -> Floats:
    """Map shares of an interval, 0 to 1, onto the interval `to`."""
    low, high = to
    return low + (high - low) * share


def refuse(columns: Booleans, codes: tuple[str, ...], what: Text, remedy: Text) -> None:
    """Raise a MethodError that names the indicators of the marked columns, if there are any."""
    if columns.any():
        raise MethodError(
            Problem(what, Where(file="index.yaml", field=code), remedy)
            for code, marked in zip(codes, columns, strict=True)
            if marked
        )


def refuse_cells(cells: Booleans, codes: tuple[str, ...], what: Callable[[int], Text], remedy: Text) -> None:
    """Raise a MethodError that names the indicators of the marked cells and counts them, if there are any."""
    counts = np.count_nonzero(cells, axis=0)
    if counts.any():
        raise MethodError(
            Problem(what(count), Where(file="index.yaml", field=code), remedy)
            for code, count in zip(codes, counts.tolist(), strict=True)
            if count
        )


def refuse_constant(values: Floats, codes: tuple[str, ...]) -> None:
    """Raise a MethodError for indicators that have one value, or none, for all units.

    Parameters
    ----------
    values
        (n_units, n_indicators)
    codes
        (n_indicators,)
    """
    missing = np.isnan(values)
    low = np.where(missing, np.inf, values).min(axis=0, initial=np.inf)
    high = np.where(missing, -np.inf, values).max(axis=0, initial=-np.inf)
    refuse(
        ~(high > low),
        codes,
        Text(
            zh="该指标对所有评价对象取值相同或全部缺失，无法区分优劣",
            en="this indicator is the same for every unit, or missing for all: it tells no unit from another",
        ),
        Text(
            zh="请删除该指标，或改用 goalposts（固定上下限）",
            en="remove the indicator, or normalise it by goalposts",
        ),
    )
