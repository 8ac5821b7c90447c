"""Goalposts: fixed ends of the scale, so that scores compare over years, whoever takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from quheng.bilingual import Text, counted
from quheng.declarations import ContradictionError, Declared
from quheng.index.arrays import Booleans, Floats
from quheng.index.normalise.scale import Interval, onto, refuse, refuse_cells

if TYPE_CHECKING:
    from quheng.index.context import Context


class Posts(Declared):
    """The goalposts of an indicator: `[low, high]`, or `{low: 100, high: 75000, scale: log}`.

    Parameters
    ----------
    low, high
        The ends, in the measure of the indicator, low < high.
    scale
        `linear`, or `log`, where equal ratios count alike; its ends are above zero.
    """

    low: float
    high: float
    scale: Literal["linear", "log"] = "linear"

    @model_validator(mode="before")
    @classmethod
    def _pair_in_full(cls, value: Any) -> Any:
        return dict(zip(("low", "high"), value, strict=True)) if _is_pair(value) else value

    @model_validator(mode="after")
    def _rise(self) -> Posts:
        low, high = self.low, self.high
        if not (np.isfinite(low) and np.isfinite(high) and low < high):
            raise ContradictionError(
                Text(
                    zh=f"上下限 [{low:g}, {high:g}] 应由小到大",
                    en=f"the goalposts [{low:g}, {high:g}] must rise",
                ),
                Text(
                    zh="例如 [0, 100]；越小越好请写 direction: -1",
                    en="for example [0, 100]; where less is better, write direction: -1",
                ),
            )
        if self.scale == "log" and low <= 0:
            raise ContradictionError(
                Text(
                    zh=f"对数刻度的下限为 {low:g}，应大于 0",
                    en=f"the low goalpost of a log scale is {low:g}, and must be above zero",
                ),
                Text(
                    zh="例如 {low: 100, high: 75000, scale: log}",
                    en="for example {low: 100, high: 75000, scale: log}",
                ),
            )
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        pair = {"type": "array", "items": {"type": "number"}, "minItems": 2, "maxItems": 2}
        return {"anyOf": [pair, handler.resolve_ref_schema(handler(core))]}


def goalposts(
    x: Floats,
    low: Floats,
    high: Floats,
    direction: Floats,
    to: tuple[float, float] = (0.0, 100.0),
    *,
    log: Booleans | None = None,
    clip: bool = True,
) -> Floats:
    """Return ``to[0] + (to[1] - to[0]) * (x - low) / (high - low)``, turned round where less is better.

    On a log scale ``(ln x - ln low) / (ln high - ln low)``.

    Parameters
    ----------
    x
        (n_units, n_indicators), NaN where missing; above zero where on a log scale.
    low, high
        (n_indicators,), the goalposts in the measure of the indicator, low < high.
    direction
        (n_indicators,), 1 where more is better, -1 where less is (then `high` gets the low end).
    to
        The scale.
    log
        (n_indicators,) which indicators are on a log scale; None for none.
    clip
        Whether values beyond a goalpost get its score.

    Returns
    -------
    (n_units, n_indicators), in `to` where clipped; missing stays missing.

    References
    ----------
    UNDP, Human Development Report, Technical note 1; OECD/JRC (2008), Handbook on Constructing Composite
    Indicators, Part 2, section 5.3.
    """
    if log is not None and log.any():
        x, low, high = (np.log(values, out=values.copy(), where=log) for values in (x, low, high))
    share = (x - low) / (high - low)
    if clip:
        share = np.clip(share, 0.0, 1.0)
    return onto(np.where(direction > 0, share, 1.0 - share), to)


class Goalposts(Declared):
    """`{by: goalposts, to: [0, 100], clip: true}`; each indicator declares `goalposts: [low, high]`.

    An indicator with `goalposts: {low: 100, high: 75000, scale: log}` is on a log scale.
    """

    by: Literal["goalposts"] = "goalposts"
    to: Interval = (0.0, 100.0)
    clip: bool = True

    def apply(self, x: Floats, context: Context) -> Floats:
        """Normalise `x`; no goalposts, or values not above zero on a log scale, are a MethodError."""
        posts = [indicator.goalposts for indicator in context.indicators if indicator.goalposts]
        refuse(
            np.array([indicator.goalposts is None for indicator in context.indicators]),
            context.codes,
            Text(zh="未给出 goalposts（固定上下限）", en="there are no goalposts for this indicator"),
            Text(zh="例如 goalposts: [0, 85]", en="for example, goalposts: [0, 85]"),
        )
        log = np.array([post.scale == "log" for post in posts])
        refuse_cells(
            (x <= 0) & log,
            context.codes,
            lambda count: Text(
                zh=f"有 {count} 个值不大于 0，不能用对数刻度",
                en=f"{counted(count, 'value is', 'values are')} not above zero, which a log scale needs",
            ),
            Text(zh="请改用 scale: linear，或改正数据", en="use scale: linear, or correct the data"),
        )
        low = np.array([post.low for post in posts])
        high = np.array([post.high for post in posts])
        return goalposts(x, low, high, context.directions, self.to, log=log, clip=self.clip)


def _is_pair(value: Any) -> bool:
    return isinstance(value, (list, tuple)) and len(value) == 2
