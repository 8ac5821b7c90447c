"""Box-Cox: the power that brings the values closest to a normal distribution."""

from __future__ import annotations

from typing import Annotated, Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.treat.limits import TreatWhen
from quheng.index.treat.variation import without_variation

OFFSET = 0.01
MOST = 5.0
"""The greatest absolute power: beyond it the transformation says nothing that it does not say at it."""

GRID, ZOOM, ZOOMS = 41, 10.0, 8
"""The power is sought on 41 points, then on 41 points of a tenth of the width around the best, 8 times."""


def boxcox(positive: Floats, power: float) -> Floats:
    """Return ``(y^p - 1) / p``, or ``ln(y)`` with p = 0.

    Parameters
    ----------
    positive
        y (n_units,), above zero, NaN where missing.
    power
        p, mostly written lambda.

    Returns
    -------
    (n_units,), in the same order; missing stays missing.

    References
    ----------
    Box and Cox (1964), An analysis of transformations, JRSS B 26(2).
    """
    logs = np.log(positive)
    transformed: Floats = np.expm1(power * logs) / power if power else logs
    return transformed


def likeliest_power(positive: Floats) -> float:
    """Return the power of maximum likelihood, from -5 to 5, for values taken as normal after `boxcox`.

    With g the geometric mean, the log-likelihood is ``-n/2 ln(variance of boxcox(y / g, p))`` and a constant.

    Parameters
    ----------
    positive
        (n_units,), above zero, NaN where missing, with some variation.

    References
    ----------
    Box and Cox (1964), equations 8 to 10.
    """
    logs = np.log(positive[~np.isnan(positive)])
    centred = logs - logs.mean()
    best, reach = 0.0, MOST
    for _ in range(ZOOMS):
        powers = np.clip(np.linspace(best - reach, best + reach, GRID), -MOST, MOST)
        best = float(powers[np.argmin(_variances(centred, powers))])
        reach /= ZOOM
    return best


def _variances(logs: Floats, powers: Floats) -> Floats:
    """Return the variance (n_powers,) of ``boxcox(exp(logs), p)`` for each power; infinite beyond floats."""
    with np.errstate(over="ignore", invalid="ignore"):
        products = np.outer(powers, logs)
        transformed = np.where(
            powers[:, None] == 0, logs, np.expm1(products) / np.where(powers == 0, 1.0, powers)[:, None]
        )
        variances: Floats = np.nan_to_num(transformed.var(axis=1), nan=np.inf, posinf=np.inf)
    return variances


def above_zero(column: Floats) -> Floats:
    """Return ``x`` (n_units,) where all are above zero, else ``x - min + c``, c = 1 % of the range."""
    low, high = np.fmin.reduce(column), np.fmax.reduce(column)
    return column if low > 0 else column - low + OFFSET * (high - low)


class BoxCox(Declared):
    """`{by: boxcox}`, or `{by: boxcox, power: 0.5}`.

    Values that are not all above zero are shifted first: x - min + c, where c is 1 % of the range.

    Parameters
    ----------
    power
        The power, mostly written lambda; by default that of maximum likelihood.
    """

    by: Literal["boxcox"] = "boxcox"
    power: Annotated[float, Field(ge=-MOST, le=MOST)] | None = None

    def undefined(self, column: Floats) -> Text | None:
        """Say that there is no variation, where there is none."""
        return without_variation(column)

    def apply(self, column: Floats, when: TreatWhen | None) -> tuple[Floats, Text]:
        """Return the transformed values (n_units,) and, in words, what was done."""
        positive = above_zero(column)
        power = likeliest_power(positive) if self.power is None else self.power
        shifted = positive is not column
        return boxcox(positive, power), Text(
            zh=f"Box-Cox 变换（幂 {power:.4g}{'，先移至正值' if shifted else ''}）",
            en=f"Box-Cox with the power {power:.4g}{' of the shifted values' if shifted else ''}",
        )
