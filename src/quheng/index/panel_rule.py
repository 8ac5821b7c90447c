"""How an index is built over many periods, as declared."""

from __future__ import annotations

from typing import Literal

from quheng.declarations import Declared, PeriodText

PanelScale = Literal["pooled", "each"]


class PanelRule(Declared):
    """Which periods, and on which scale.

    Parameters
    ----------
    periods
        By default all that are observed.
    scale
        `pooled`: extremes are treated, indicators normalised and weights derived over all periods together,
        so that scores compare over time; `each`: every period by itself.
    """

    periods: tuple[PeriodText, ...] = ()
    scale: PanelScale = "pooled"
