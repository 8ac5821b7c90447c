"""Measurement error as declared: how far an observation may be from what it measures."""

from __future__ import annotations

from typing import Literal

from quheng.bilingual import Text
from quheng.declarations import Declared, Percent

Within = Literal["triangular", "uniform"]


class Measurement(Declared):
    """`{E: 5%, P: 2%, F: 10%}`: the relative standard error of observations by their status.

    An observation x with the relative standard error e is replaced by ``x exp(s z - s^2 / 2)`` with
    ``s^2 = ln(1 + e^2)`` and z standard normal: the mean is x, the standard deviation e x, the sign stays. An
    observation with the columns `low` and `high` is drawn within them instead, whatever its status.

    Parameters
    ----------
    A, E, F, P
        Of actual, estimated, forecast and provisional observations.
    within
        How a value is drawn from a stated interval: `triangular`, most often near the observed value, or
        `uniform`, anywhere in it alike.
    """

    A: Percent = 0.0
    E: Percent = 0.0
    F: Percent = 0.0
    P: Percent = 0.0
    within: Within = "triangular"

    def relative(self, status: str) -> float:
        """Return the relative standard error of observations of a status; zero for one that has none."""
        return float({"A": self.A, "E": self.E, "F": self.F, "P": self.P}.get(status, 0.0))

    @property
    def in_words(self) -> Text:
        """What is drawn."""
        errors = ", ".join(
            f"{status} {100 * self.relative(status):g} %" for status in "AEFP" if self.relative(status)
        )
        zh, en = f"相对标准误 {errors}", f"relative standard errors {errors}"
        return Text(
            zh=f"{zh}；给出区间的观测值在区间内抽取" if errors else "给出区间的观测值在区间内抽取",
            en=f"{en}; within its interval where one is stated" if errors else "within the stated intervals",
        )
