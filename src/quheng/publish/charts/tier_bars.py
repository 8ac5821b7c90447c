"""Which units cannot be told apart: a bar for each tier over the ranks of its units."""

from __future__ import annotations

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import ACCENT, BAND, INK, Figure, themed
from quheng.publish.charts.values import Values, chart_data

ROW_PIXELS = 22

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "tier": "档次",
        "axis": "名次",
        "members": "评价对象",
        "count": "个数",
        "about": "分档图：同一档内，各评价对象与该档之首在统计上不能区分。",
    },
    "en": {
        "tier": "Tier",
        "axis": "Rank",
        "members": "Units",
        "count": "Count",
        "about": "Tiers: within a bar, no unit can be told from the first of it.",
    },
}


def tier_bars(values: Values, language: Language = "zh") -> Figure:
    """Draw the tiers.

    Parameters
    ----------
    values
        One row a tier: `tier`, `left` and `right` (half a rank before its first and after its last rank),
        `count`, `members` (the first few by name).
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    rows = alt.Y("tier:O", title=word["tier"], axis=alt.Axis(ticks=False, labelPadding=6))
    base = alt.Chart(chart_data(values)).encode(
        y=rows,
        tooltip=[
            alt.Tooltip("tier:O", title=word["tier"]),
            alt.Tooltip("count:Q", title=word["count"], format=",d"),
            alt.Tooltip("members:N", title=word["members"]),
        ],
    )
    bars = base.mark_bar(height=13, cornerRadius=2, minBandSize=2).encode(
        x=alt.X(
            "left:Q",
            title=word["axis"],
            scale=alt.Scale(zero=False, nice=False, domainMin=0),
            axis=alt.Axis(orient="top", format=",d", tickMinStep=1),
        ),
        x2="right:Q",
        color=alt.condition("datum.tier % 2 == 1", alt.value(ACCENT), alt.value(BAND)),
    )
    names = base.mark_text(align="left", dx=6, fontSize=11, color=INK, limit=260).encode(
        x=alt.X("right:Q"), text="members:N"
    )
    drawn = alt.layer(bars, names).properties(
        width="container",
        height=alt.Step(ROW_PIXELS),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=word["about"],
    )
    return themed(drawn, language)
