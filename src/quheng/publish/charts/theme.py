"""How every chart looks: colours, fonts, grid.

Colours are told apart by lightness too, for print and for all eyes.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import altair as alt

from quheng.bilingual import Language

Figure: TypeAlias = alt.LayerChart | alt.FacetChart
"""What layering charts gives."""

INK: Final = "#1b2733"
MUTED: Final = "#55606c"
RULE: Final = "#d9dee3"
BAND: Final = "#9cc5c1"
ACCENT: Final = "#0e5a60"
MARK: Final = "#b23a24"
SEQUENCE: Final = ("#ecdfa4", "#bcd59b", "#7fc2a0", "#419f9c", "#1a7078", "#06404f")
_CHINESE: Final = '"PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC"'
FONTS: Final[dict[Language, str]] = {
    "zh": f"{_CHINESE},sans-serif",
    "en": f'system-ui,"Segoe UI","Helvetica Neue",Arial,{_CHINESE},sans-serif',
}


def themed(chart: Figure, language: Language) -> Figure:
    """Return the chart in the look of the house, with its text set in fonts of the language."""
    dressed: Figure = (
        chart.configure(font=FONTS[language], background="#ffffff", padding=2)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=INK,
            labelFontSize=12,
            labelLimit=190,
            titleColor=MUTED,
            titleFontSize=12,
            titleFontWeight="normal",
            gridColor=RULE,
            domain=False,
            tickColor=RULE,
        )
        .configure_legend(
            labelColor=INK,
            labelFontSize=12,
            labelLimit=260,
            titleColor=MUTED,
            titleFontSize=12,
            titleFontWeight="normal",
            titleLimit=400,
            orient="top",
        )
    )
    return dressed
