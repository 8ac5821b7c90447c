"""Which choice moves the ranks: Sobol' indices, first order and total, with their intervals."""

from __future__ import annotations

import json

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import ACCENT, BAND, INK, Figure, themed
from quheng.publish.charts.values import Values, chart_data

ROW_PIXELS = 44

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "choice": "不确定选择",
        "first": "单独作用（一阶）",
        "total": "连同交互作用（总）",
        "axis": "所解释的方差比例",
        "low": "区间下限",
        "high": "区间上限",
        "about": "敏感性指数：每个不确定选择单独及连同交互作用所解释的方差比例，细线为自助区间。",
    },
    "en": {
        "choice": "Choice",
        "first": "By itself (first order)",
        "total": "With interactions (total)",
        "axis": "Share of the variance explained",
        "low": "Low",
        "high": "High",
        "about": "Sobol' indices of each uncertain choice, first order and total, with their intervals.",
    },
}


def choice_bars(values: Values, language: Language = "zh") -> Figure:
    """Draw the indices.

    Parameters
    ----------
    values
        Two rows a choice: `choice` (its title), `measure` ("first" or "total"), `estimate`, `low`, `high`.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    named = f"datum.measure == 'first' ? {json.dumps(word['first'])} : {json.dumps(word['total'])}"
    base = (
        alt.Chart(chart_data(values))
        .transform_calculate(mark=named)
        .encode(
            y=alt.Y(
                "choice:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelPadding=6, labelLimit=230)
            ),
            yOffset=alt.YOffset("measure:N", sort=["first", "total"]),
            tooltip=[
                alt.Tooltip("choice:N", title=word["choice"]),
                alt.Tooltip("estimate:Q", title=word["axis"], format=".2f"),
                alt.Tooltip("low:Q", title=word["low"], format=".2f"),
                alt.Tooltip("high:Q", title=word["high"], format=".2f"),
            ],
        )
    )
    bars = base.mark_bar(height=13, cornerRadius=2).encode(
        x=alt.X("estimate:Q", title=word["axis"], axis=alt.Axis(format=".1f", tickCount=6)),
        color=alt.Color(
            "mark:N",
            scale=alt.Scale(domain=[word["first"], word["total"]], range=[BAND, ACCENT]),
            legend=alt.Legend(title=None, symbolType="square"),
        ),
    )
    intervals = base.mark_rule(color=INK, strokeWidth=1.4).encode(
        x=alt.X("low:Q", title=word["axis"]), x2="high:Q"
    )
    drawn = alt.layer(bars, intervals).properties(
        width="container",
        height=alt.Step(ROW_PIXELS, **{"for": "position"}),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=word["about"],
    )
    return themed(drawn, language)
