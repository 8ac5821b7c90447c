"""One thing against another: a dot for each unit."""

from __future__ import annotations

from typing import Any, TypeAlias

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import ACCENT, INK, Figure, themed
from quheng.publish.charts.values import chart_data

WIDTH, HEIGHT = 620, 420

DOT_PIXELS, LINE_PIXELS = 7, 13
LETTER_PIXELS = {True: 6.5, False: 12.0}
"""The width of a letter: of ASCII, and of any other."""

Row: TypeAlias = dict[str, Any]

WORDS: dict[Language, dict[str, str]] = {
    "zh": {"unit": "评价对象", "rank": "名次", "about": "散点图：每点一个评价对象。"},
    "en": {"unit": "Unit", "rank": "Rank", "about": "Scatter plot: a dot for each unit."},
}


def scatter_chart(rows: list[Row], x: str, y: str, *, named: int, language: Language) -> Figure:
    """Draw the dots.

    Parameters
    ----------
    rows
        One row a unit, in the order of the ranks: `label`, `x`, `y`, `rank`.
    x, y
        The titles of the axes.
    named
        How many of the first to name, where no name before stands in the way.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    free = alt.Scale(zero=False, nice=True, padding=8)
    base = alt.Chart(chart_data([*rows])).encode(
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
    names = (
        base.properties(data=chart_data(_readable(rows, named)))
        .mark_text(align="left", baseline="middle", dx=DOT_PIXELS, fontSize=11, color=INK)
        .encode(text="label:N")
    )
    layers = alt.layer(dots, names).properties(width=WIDTH, height=HEIGHT, description=word["about"])
    return themed(layers, language)


def _readable(rows: list[Row], most: int) -> list[Row]:
    """Return those of the first rows whose names do not run over one that is already there."""
    if not rows:
        return []
    x_low, x_high = min(row["x"] for row in rows), max(row["x"] for row in rows)
    y_low, y_high = min(row["y"] for row in rows), max(row["y"] for row in rows)
    x_pixels, y_pixels = WIDTH / (x_high - x_low or 1.0), HEIGHT / (y_high - y_low or 1.0)
    boxes: list[tuple[float, float, float]] = []
    chosen = []
    for row in rows[:most]:
        left, middle = (row["x"] - x_low) * x_pixels, (row["y"] - y_low) * y_pixels
        right = left + DOT_PIXELS + sum(LETTER_PIXELS[letter.isascii()] for letter in row["label"])
        if all(
            right < other_left or other_right < left or abs(middle - other) > LINE_PIXELS
            for other_left, other_right, other in boxes
        ):
            boxes.append((left, right, middle))
            chosen.append(row)
    return chosen
