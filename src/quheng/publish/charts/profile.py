"""One unit against the field: its pillars beside those of a peer, the median and the middle half of all."""

from __future__ import annotations

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import BAND, INK, MARK, Figure, themed
from quheng.publish.charts.values import Values, chart_data

ROW_PIXELS = 40

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "half": "全体中间一半",
        "median": "全体中位数",
        "axis": "得分",
        "pillar": "一级指标",
        "from": "下四分位",
        "to": "上四分位",
        "series": "评价对象",
        "about": "一级指标得分：所选对象与对照对象，衬以全体的中位数和中间一半。",
    },
    "en": {
        "half": "Middle half of all",
        "median": "Median of all",
        "axis": "Score",
        "pillar": "Pillar",
        "from": "Lower quartile",
        "to": "Upper quartile",
        "series": "Unit",
        "about": "Pillar scores of the chosen unit and its peer, over the median and the middle half of all.",
    },
}


def pillar_profile(field: Values, units: Values, language: Language = "zh") -> Figure:
    """Draw pillar scores.

    Parameters
    ----------
    field
        One row a pillar: `pillar`, `low`, `median`, `high` (quartiles over all units).
    units
        One row a pillar and unit: `pillar`, `unit` (its label), `value`, `role` ("chosen" or "peer").
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    pillar = alt.Y(
        "pillar:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelPadding=8, labelLimit=150)
    )
    score = alt.Scale(zero=False, nice=True)
    axis = alt.Axis(grid=True, tickCount=6)
    tip = [
        alt.Tooltip("pillar:N", title=word["pillar"]),
        alt.Tooltip("low:Q", title=word["from"], format=".1f"),
        alt.Tooltip("median:Q", title=word["median"], format=".1f"),
        alt.Tooltip("high:Q", title=word["to"], format=".1f"),
    ]
    all_units = alt.Chart(chart_data(field)).encode(y=pillar, tooltip=tip)
    half = all_units.mark_bar(height=16, cornerRadius=3, color=BAND, opacity=0.55).encode(
        x=alt.X("low:Q", title=word["axis"], scale=score, axis=axis), x2="high:Q"
    )
    middle = all_units.mark_tick(thickness=2, height=22, color=INK).encode(
        x=alt.X("median:Q", title=word["axis"], axis=axis)
    )
    chosen = (
        alt.Chart(chart_data(units))
        .mark_point(size=130, strokeWidth=2.5, opacity=1)
        .encode(
            y=pillar,
            x=alt.X("value:Q", title=word["axis"], axis=axis),
            stroke=alt.value(MARK),
            fill=alt.when(alt.datum.role == "chosen").then(alt.value(MARK)).otherwise(alt.value("#ffffff")),
            tooltip=[
                alt.Tooltip("pillar:N", title=word["pillar"]),
                alt.Tooltip("unit:N", title=word["series"]),
                alt.Tooltip("value:Q", title=word["axis"], format=".1f"),
            ],
        )
    )
    layers = alt.layer(half, middle, chosen).properties(
        width="container",
        height=alt.Step(ROW_PIXELS),
        autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        description=word["about"],
    )
    return themed(layers, language)
