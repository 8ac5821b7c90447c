"""The test: which distributions are too skewed and too heavy-tailed to be left as they are."""

from __future__ import annotations

from pydantic import Field

from quheng.declarations import Declared


class TreatWhen(Declared):
    """The test: an indicator is treated where both limits are passed.

    Parameters
    ----------
    skewness
        The limit of the absolute skewness G1.
    kurtosis
        The limit of the excess kurtosis G2, zero for a normal distribution.
    """

    skewness: float = Field(default=2.0, gt=0)
    kurtosis: float = 3.5

    def beyond(self, skewness: float, kurtosis: float) -> bool:
        """Whether both limits are passed; NaN, of values without variation, passes none."""
        return abs(skewness) > self.skewness and kurtosis > self.kurtosis
