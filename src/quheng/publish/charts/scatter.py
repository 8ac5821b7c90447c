"""One thing against another: a dot for each unit."""

from __future__ import annotations

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import ACCENT, INK, Figure, themed
from quheng.publish.charts.values import Values, chart_data

WIDTH, HEIGHT = 620, 420

WORDS: dict[Language, dict[str, str]] = {
    "zh": {"unit": "评价对象", "rank": "名次", "about": "散点图：每点一个评价对象。"},
    "en": {"unit": "Unit", "rank": "Rank", "about": "Scatter plot: a dot for each unit."},
}


def scatter_chart(values: Values, x: str, y: str, language: Language) -> Figure:
    """Draw the dots.

    Parameters
    ----------
    values
        One row a unit: `label`, `x`, `y`, `rank`, `shown` (the label to print beside the dot, or "").
    x, y
        The titles of the axes.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    free = alt.Scale(zero=False, nice=True, padding=8)
    base = alt.Chart(chart_data(values)).encode(
        x=alt.X("x:Q", title=x, scale=free, axis=alt.Axis(tickCount=8)),
        y=alt.Y("y:Q", title=y, scale=free, axis=alt.Axis(tickCount=7)),
        tooltip=[
            alt.Tooltip("label:N", title=word["unit"]),
            alt.Tooltip("rank:Q", title=word["rank"]),
            alt.Tooltip("x:Q", title=x, format=".4~g"),
            alt.Tooltip("y:Q", title=y, format=".4~g"),
        ],
    )
    dots = base.mark_circle(size=42, color=ACCENT, opacity=0.5)
    names = base.transform_filter("datum.shown != ''").mark_text(
        align="left", dx=7, fontSize=11, color=INK, limit=150
    )
    layers = alt.layer(dots, names.encode(text="shown:N")).properties(
        width=WIDTH, height=HEIGHT, description=word["about"]
    )
    return themed(layers, language)
