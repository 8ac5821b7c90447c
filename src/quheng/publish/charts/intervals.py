"""How sure the ranks are: a bar from the 5 % to the 95 % rank, a tick at the median, a dot at the rank."""

from __future__ import annotations

import json

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import BAND, INK, MARK, Figure, themed
from quheng.publish.charts.values import Values, chart_data

ROW_PIXELS = 17

WHOLE_RANKS = "min(ceil(width / 40), domain('x')[1])"
"""A tick each 40 pixels, but never more than there are ranks: a minimal step would still halve one of 2."""

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "interval": "5–95 % 区间",
        "median": "中位名次",
        "rank": "本指数名次",
        "axis": "名次",
        "low": "5 % 名次",
        "high": "95 % 名次",
        "name": "评价对象",
        "about": "名次区间图：每行一个评价对象，横条为重复计算中 5 % 至 95 % 的名次。",
    },
    "en": {
        "interval": "5–95 % interval",
        "median": "Median rank",
        "rank": "Rank in this index",
        "axis": "Rank",
        "low": "Rank at 5 %",
        "high": "Rank at 95 %",
        "name": "Unit",
        "about": "Rank intervals: one row a unit, its bar from the 5 % to the 95 % rank over the replicates.",
    },
}


def rank_intervals(values: Values, language: Language = "zh") -> Figure:
    """Draw rank intervals.

    Parameters
    ----------
    values
        One row a unit in the order of the ranks: `label` (unique), `rank`, `low`, `median`, `high`.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    colours = alt.Scale(domain=[word["interval"], word["median"], word["rank"]], range=[BAND, INK, MARK])
    colour = alt.Color(
        "mark:N", scale=colours, legend=alt.Legend(title=None, symbolType="square", symbolStrokeWidth=0)
    )
    rows = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelPadding=6))
    rank = alt.Scale(nice=True, zero=False, domainMin=0)
    base = alt.Chart(chart_data(values)).encode(
        y=rows,
        tooltip=[
            alt.Tooltip("label:N", title=word["name"]),
            alt.Tooltip("rank:Q", title=word["rank"]),
            alt.Tooltip("low:Q", title=word["low"]),
            alt.Tooltip("median:Q", title=word["median"]),
            alt.Tooltip("high:Q", title=word["high"]),
        ],
    )
    axis = alt.Axis(orient="top", tickCount=alt.ExprRef(WHOLE_RANKS), format=",d")

    def marked(name: str) -> alt.Chart:
        return base.transform_calculate(mark=json.dumps(word[name]))

    bars = (
        marked("interval")
        .mark_bar(height=9, cornerRadius=2, minBandSize=2)
        .encode(
            x=alt.X("low:Q", title=word["axis"], scale=rank, axis=axis),
            x2="high:Q",
            color=colour,
        )
    )
    ticks = (
        marked("median")
        .mark_tick(thickness=2, height=12)
        .encode(x=alt.X("median:Q", title=word["axis"], axis=axis), color=colour)
    )
    dots = (
        marked("rank")
        .mark_circle(size=46, opacity=1)
        .encode(x=alt.X("rank:Q", title=word["axis"], axis=axis), color=colour)
    )
    layers = alt.layer(bars, ticks, dots).properties(
        width="container",
        height=alt.Step(ROW_PIXELS),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=word["about"],
    )
    return themed(layers, language)
