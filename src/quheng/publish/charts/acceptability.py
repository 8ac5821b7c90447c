"""Which ranks a unit takes, and how often: a heat map of rank acceptability."""

from __future__ import annotations

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import SEQUENCE, Figure, themed
from quheng.publish.charts.values import Values, chart_data

ROW_PIXELS = 17

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "unit": "评价对象",
        "axis": "名次",
        "ranks": "名次",
        "share": "重复计算中的比例",
        "about": "名次接受度：每行一个评价对象，颜色越深，重复计算中得到该名次的比例越高。",
    },
    "en": {
        "unit": "Unit",
        "axis": "Rank",
        "ranks": "Ranks",
        "share": "Share of the replicates",
        "about": "Rank acceptability: one row a unit; the darker, the more replicates gave it that rank.",
    },
}


def acceptability_heatmap(values: Values, language: Language = "zh") -> Figure:
    """Draw the rank-acceptability matrix.

    Parameters
    ----------
    values
        One row a cell, units in the order of their ranks: `label` (unique), `low` and `high` (the ranks of
        the cell), `left` and `right` (its edges: half a rank before the first and after the last), `share`.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    axis = alt.Axis(orient="top", format=",d", tickMinStep=1)
    cells = (
        alt.Chart(chart_data(values))
        .mark_rect(stroke="#ffffff", strokeWidth=0.5)
        .encode(
            y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelPadding=6)),
            x=alt.X("left:Q", title=word["axis"], scale=alt.Scale(zero=False, nice=False), axis=axis),
            x2="right:Q",
            color=alt.Color(
                "share:Q",
                scale=alt.Scale(type="sqrt", range=list(SEQUENCE), domain=[0, 1]),
                legend=alt.Legend(
                    title=word["share"], format=".0%", gradientLength=180, values=[0, 0.1, 0.5, 1]
                ),
            ),
            tooltip=[
                alt.Tooltip("label:N", title=word["unit"]),
                alt.Tooltip("ranks:N", title=word["ranks"]),
                alt.Tooltip("share:Q", title=word["share"], format=".1%"),
            ],
        )
        .transform_calculate(ranks="datum.low == datum.high ? '' + datum.low : datum.low + '–' + datum.high")
    )
    drawn = alt.layer(cells).properties(
        width="container",
        height=alt.Step(ROW_PIXELS),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=word["about"],
    )
    return themed(drawn, language)
