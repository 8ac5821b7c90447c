"""What a score is made of: a bar for each unit, stacked from its pillars."""

from __future__ import annotations

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.palette import pillar_colours
from quheng.publish.charts.theme import INK, Figure, themed
from quheng.publish.charts.values import Values, chart_data

ROW_PIXELS = 20
WIDTH = 620

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "unit": "评价对象",
        "pillar": "一级指标",
        "part": "贡献",
        "weighted": "一级指标得分 × 权重（合成不是算术平均，各段之和不等于得分）",
        "parts": "得分的构成：一级指标得分 × 权重",
        "score": "得分",
        "about": "堆积条形图：每行一个评价对象，各段为一级指标的加权得分。",
    },
    "en": {
        "unit": "Unit",
        "pillar": "Pillar",
        "part": "Contribution",
        "weighted": "Pillar score × weight (the index is no arithmetic mean: parts do not sum to the score)",
        "parts": "What the score is made of: pillar score × weight",
        "score": "Score",
        "about": "Stacked bars: one row a unit, a part for the weighted score of each pillar.",
    },
}


def stacked_bars(
    parts: Values, totals: Values, pillars: list[str], *, sums: bool, language: Language
) -> Figure:
    """Draw the bars.

    Parameters
    ----------
    parts
        One row a unit and pillar, units in the order of their ranks: `label`, `pillar`, `order` (of the
        pillar), `part`.
    totals
        One row a unit: `label`, `end` (of its bar), `score`.
    pillars
        The labels of the pillars.
    sums
        Whether the parts of a unit sum to its score.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    row = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelPadding=6))
    colours = alt.Scale(domain=pillars, range=pillar_colours(len(pillars)))
    bars = (
        alt.Chart(chart_data(parts))
        .mark_bar(height=alt.RelativeBandSize(0.78))
        .encode(
            y=row,
            x=alt.X("part:Q", title=word["parts" if sums else "weighted"], axis=alt.Axis(tickCount=6)),
            color=alt.Color(
                "pillar:N",
                scale=colours,
                legend=alt.Legend(title=None, symbolType="square", columns=min(len(pillars), 4)),
            ),
            order=alt.Order("order:Q"),
            tooltip=[
                alt.Tooltip("label:N", title=word["unit"]),
                alt.Tooltip("pillar:N", title=word["pillar"]),
                alt.Tooltip("part:Q", title=word["part"], format=".2f"),
            ],
        )
    )
    scores = (
        alt.Chart(chart_data(totals))
        .mark_text(align="left", dx=6, color=INK, fontSize=11)
        .encode(
            y=row,
            x=alt.X("end:Q"),
            text=alt.Text("score:Q", format=".1f"),
            tooltip=[
                alt.Tooltip("label:N", title=word["unit"]),
                alt.Tooltip("score:Q", title=word["score"], format=".2f"),
            ],
        )
    )
    layers = alt.layer(bars, scores).properties(
        width=WIDTH, height=alt.Step(ROW_PIXELS), description=word["about"]
    )
    return themed(layers, language)
