"""How little the weights need to change for two neighbours to swap: a bar for each two of them."""

from __future__ import annotations

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import ACCENT, MARK, Figure, themed
from quheng.publish.charts.values import Values, chart_data

ROW_PIXELS = 17

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "pair": "后者追上前者",
        "axis": "任一权重最多需变动的比例",
        "slight": "变动不足 5 % 即可换位",
        "firm": "需变动 5 % 以上",
        "about": "权重换位图：使后一名追上前一名所需的最小权重变动；越短，两者次序越不牢靠。",
    },
    "en": {
        "pair": "The second catches up with the first",
        "axis": "Largest relative change of any weight",
        "slight": "Less than 5 % will do",
        "firm": "5 % or more is needed",
        "about": "Weight swaps: the least change of weights that lets the next unit catch up; "
        "the shorter the bar, the less firm the order.",
    },
}


def swap_bars(values: Values, language: Language = "zh") -> Figure:
    """Draw the least changes.

    Parameters
    ----------
    values
        One row for each two neighbours, from the top: `pair` (unique), `distance` (0.1 is 10 %).
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    bars = (
        alt.Chart(chart_data(values))
        .transform_calculate(mark=f"datum.distance < 0.05 ? '{word['slight']}' : '{word['firm']}'")
        .mark_bar(height=10, cornerRadius=2)
        .encode(
            y=alt.Y(
                "pair:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelPadding=6, labelLimit=230)
            ),
            x=alt.X("distance:Q", title=word["axis"], axis=alt.Axis(orient="top", format=".0%", tickCount=6)),
            color=alt.Color(
                "mark:N",
                scale=alt.Scale(domain=[word["slight"], word["firm"]], range=[MARK, ACCENT]),
                legend=alt.Legend(title=None, symbolType="square"),
            ),
            tooltip=[
                alt.Tooltip("pair:N", title=word["pair"]),
                alt.Tooltip("distance:Q", title=word["axis"], format=".1%"),
            ],
        )
    )
    drawn = alt.layer(bars).properties(
        width="container",
        height=alt.Step(ROW_PIXELS),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=word["about"],
    )
    return themed(drawn, language)
