"""How the units are spread over each indicator: a small histogram for each."""

from __future__ import annotations

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import ACCENT, INK, Figure, themed
from quheng.publish.charts.values import Values, chart_data

COLUMNS = 4
WIDTH, HEIGHT = 190, 80
TITLE_PIXELS = 195

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "indicator": "指标",
        "low": "自",
        "high": "至",
        "count": "评价对象数",
        "about": "各指标的直方图：柱高为落入该区间的评价对象数。",
    },
    "en": {
        "indicator": "Indicator",
        "low": "From",
        "high": "To",
        "count": "Units",
        "about": "A histogram of each indicator: a bar is as tall as the number of units in its interval.",
    },
}


def distributions_chart(values: Values, labels: list[str], language: Language) -> Figure:
    """Draw the histograms.

    Parameters
    ----------
    values
        One row an indicator and bin: `indicator` (its label), `low`, `high`, `count`.
    labels
        The labels of the indicators in their order.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    bars = (
        alt.Chart(chart_data(values))
        .mark_bar(color=ACCENT, opacity=0.8, stroke="#ffffff", strokeWidth=0.5)
        .encode(
            x=alt.X(
                "low:Q",
                title=None,
                scale=alt.Scale(zero=False, nice=False),
                axis=alt.Axis(tickCount=3, grid=False, labelFontSize=10, labelOverlap=True, format="~s"),
            ),
            x2="high:Q",
            y=alt.Y("count:Q", title=None, axis=alt.Axis(tickCount=2, labelFontSize=10)),
            y2=alt.datum(0),
            tooltip=[
                alt.Tooltip("indicator:N", title=word["indicator"]),
                alt.Tooltip("low:Q", title=word["low"], format=".4~g"),
                alt.Tooltip("high:Q", title=word["high"], format=".4~g"),
                alt.Tooltip("count:Q", title=word["count"]),
            ],
        )
        .properties(width=WIDTH, height=HEIGHT)
    )
    header = alt.Header(
        title=None,
        labelColor=INK,
        labelFontSize=11,
        labelLimit=TITLE_PIXELS,
        labelAnchor="start",
        labelPadding=3,
    )
    small = (
        bars.facet(facet=alt.Facet("indicator:N", sort=labels, header=header), columns=COLUMNS, spacing=18)
        .resolve_scale(x="independent", y="independent")
        .properties(description=word["about"])
    )
    return themed(small, language)
