"""No normalisation: the indicators are on one scale already, more being better."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.index.arrays import Floats
from quheng.index.normalise.scale import refuse

if TYPE_CHECKING:
    from quheng.index.context import Context


class AsIs(Declared):
    """`none`: the values are the scores, as with points or sources that share a scale."""

    by: Literal["none"] = "none"

    def apply(self, x: Floats, context: Context) -> Floats:
        """Return `x`; an indicator of which less is better is a MethodError: it has no end to turn at."""
        refuse(
            np.asarray(context.directions < 0),
            context.codes,
            Text(
                zh="越小越好的指标不能不作标准化", en="less is better here, so it cannot go without a scale"
            ),
            Text(
                zh="请给该指标写 normalise，如 {by: goalposts} 并给出 goalposts",
                en="give the indicator a rule of its own, such as goalposts",
            ),
        )
        return x
