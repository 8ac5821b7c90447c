"""Where the scores are high: areas (or dots) coloured by six classes of equal size."""

from __future__ import annotations

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import SEQUENCE, Figure, themed
from quheng.publish.charts.values import Values, chart_data

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "name": "评价对象",
        "rank": "名次",
        "score": "得分",
        "legend": "得分（六档，每档数量相同）",
        "about": "得分地图：颜色越深，得分越高。",
    },
    "en": {
        "name": "Unit",
        "rank": "Rank",
        "score": "Score",
        "legend": "Score (six classes of equal size)",
        "about": "Map of scores: the darker, the higher.",
    },
}


def score_map(areas: Values, outline: Values, language: Language = "zh") -> Figure:
    """Draw the map.

    Parameters
    ----------
    areas
        One GeoJSON feature a unit in a plane with y to the north; `label`, `rank`, `score` at its top level.
    outline
        GeoJSON features drawn faintly behind, perhaps none.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    behind = alt.Chart(chart_data(outline)).mark_geoshape(
        filled=False, stroke="#aab3bb", strokeWidth=0.6, tooltip=None
    )
    classes = alt.Scale(type="quantile", range=list(SEQUENCE))
    legend = alt.Legend(
        title=word["legend"], orient="bottom-left", type="symbol", symbolType="square", format=".1f"
    )
    units = (
        alt.Chart(chart_data(areas))
        .mark_geoshape(strokeWidth=0.6)
        .encode(
            fill=alt.Fill("score:Q", scale=classes, legend=legend),
            stroke=alt.Stroke("score:Q", scale=classes, legend=legend),
            tooltip=[
                alt.Tooltip("label:N", title=word["name"]),
                alt.Tooltip("rank:Q", title=word["rank"]),
                alt.Tooltip("score:Q", title=word["score"], format=".2f"),
            ],
        )
    )
    layers = (
        alt.layer(behind, units)
        .properties(width="container", height=640, description=word["about"])
        .project(type="identity", reflectY=True, pointRadius=3)
    )
    return themed(layers, language)
