"""Bring your own: a Python function as a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Floats
from quheng.index.context import Context

StepName = Literal["denominate", "impute", "treat", "normalise"]


@dataclass(frozen=True)
class CustomStep:
    """A step of the caller's own.

    Parameters
    ----------
    name
        Its name among the steps of the edition.
    after
        The step that it follows: denominate, impute, treat or normalise.
    function
        From values (n_units, n_indicators), NaN where missing, and the context, to values of the same shape.
    """

    name: str
    after: StepName
    function: Callable[[Floats, Context], Floats]

    def apply(self, values: Floats, context: Context) -> Floats:
        """Run the step on a copy; what it returns must be a matrix of the same shape, without infinities.

        Raises
        ------
        MethodError
            Where it is not.
        """
        result = np.asarray(self.function(values.copy(), context), dtype=np.float64)
        if result.shape != values.shape or np.isinf(result).any():
            raise MethodError(
                Problem(
                    Text(
                        zh=f"自定义步骤 {self.name} 返回 {result.shape}，应为 {values.shape} 且不含无穷大",
                        en=f"the custom step {self.name} returned {result.shape}; {values.shape} without "
                        "infinities is wanted",
                    ),
                    Where(field=self.name),
                    Text(zh="请检查该函数", en="check the function"),
                )
            )
        return result
