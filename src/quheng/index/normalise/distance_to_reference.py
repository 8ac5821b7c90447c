"""Distance to a reference unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Floats
from quheng.index.normalise.distance import distance, worst_values
from quheng.index.normalise.scale import Interval, refuse, refuse_constant

if TYPE_CHECKING:
    from quheng.index.context import Context


class DistanceToReference(Declared):
    """`{by: distance_to_reference, unit: "440304"}`: 1 - (reference - x) / (reference - worst).

    Parameters
    ----------
    unit
        The code of the reference unit, which must be among the ranked ones.
    to
        The scores of the worst unit and of the reference.
    clip
        Whether units better than the reference get its score.
    """

    by: Literal["distance_to_reference"] = "distance_to_reference"
    unit: str = Field(coerce_numbers_to_str=True)
    to: Interval = (0.0, 100.0)
    clip: bool = False

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; a reference that is not ranked, has no value or is the worst is a MethodError."""
        if self.unit not in context.units:
            raise MethodError(
                Problem(
                    Text(
                        zh=f"参照对象 {self.unit} 不在参与排名的评价对象中",
                        en=f"the reference unit {self.unit} is not among the units that are ranked",
                    ),
                    Where(file="index.yaml", field="normalise.unit"),
                    Text(
                        zh="请检查代码（并加引号）、排除规则和覆盖率要求",
                        en="check its code (in quotes), the exclusions and the coverage asked for",
                    ),
                )
            )
        refuse_constant(x, context.codes)
        reference = x[context.units.index(self.unit)]
        refuse(
            np.isnan(reference),
            context.codes,
            Text(
                zh=f"参照对象 {self.unit} 没有该指标的值", en=f"the reference unit {self.unit} has no value"
            ),
            Text(zh="请改用有值的参照对象，或插补", en="choose a unit that has one, or impute"),
        )
        refuse(
            reference == worst_values(x, context.directions),
            context.codes,
            Text(
                zh=f"参照对象 {self.unit} 在该指标上最差，距离没有定义",
                en=f"the reference unit {self.unit} is itself the worst: there is no distance to it",
            ),
            Text(zh="请改用其他参照对象或标准化方法", en="choose another reference or another method"),
        )
        return distance(x, reference, context.directions, self.to, clip=self.clip)
