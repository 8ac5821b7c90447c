"""How indicators, or pillars, go together: a square of correlation coefficients."""

from __future__ import annotations

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.theme import ACCENT, INK, MARK, RULE, Figure, themed
from quheng.publish.charts.values import Values, chart_data

MOST_WITH_FIGURES = 24
WIDE, NARROW = 34, 15
LABEL_PIXELS = 360

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "one": "一项",
        "other": "另一项",
        "r": "相关系数",
        "none": "无定义",
        "about": "相关系数矩阵：绿色为正相关，红色为负相关；列号与行号对应。",
    },
    "en": {
        "one": "One",
        "other": "Other",
        "r": "Correlation",
        "none": "not defined",
        "about": "Correlations: teal positive, red negative; columns bear the numbers of the rows.",
    },
}


def correlation_heatmap(values: Values, number: int, language: Language) -> Figure:
    """Draw the square.

    Parameters
    ----------
    values
        One row for each two columns, in both orders and with themselves: `a` and `b` (labels), `at` and `to`
        (their numbers, from 1), `r` (null where it is not defined).
    number
        How many columns there are.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    figures = number <= MOST_WITH_FIGURES
    base = alt.Chart(chart_data(values)).encode(
        x=alt.X(
            "to:O",
            title=None,
            axis=alt.Axis(orient="top", labelAngle=0, ticks=False, labelFontSize=12 if figures else 9),
        ),
        y=alt.Y("a:N", sort=None, title=None, axis=alt.Axis(ticks=False, labelLimit=LABEL_PIXELS)),
        tooltip=[
            alt.Tooltip("a:N", title=word["one"]),
            alt.Tooltip("b:N", title=word["other"]),
            alt.Tooltip("r:Q", title=word["r"], format=".2f"),
        ],
    )
    scale = alt.Scale(domain=[-1, 0, 1], range=[MARK, "#f7f5ef", ACCENT], interpolate="lab")
    cells = base.mark_rect(stroke="#ffffff", strokeWidth=1).encode(
        color=alt.when("isValid(datum.r)")
        .then(
            alt.Color(
                "r:Q",
                scale=scale,
                legend=alt.Legend(title=word["r"], orient="right", gradientLength=160, format=".1f"),
            )
        )
        .otherwise(alt.value(RULE))
    )
    layers = [cells]
    if figures:
        text = base.mark_text(fontSize=10).encode(
            text=alt.when("isValid(datum.r)").then(alt.Text("r:Q", format=".2f")).otherwise(alt.value("–")),
            color=alt.when("abs(datum.r) > 0.55").then(alt.value("#ffffff")).otherwise(alt.value(INK)),
        )
        layers.append(text)
    step = alt.Step(WIDE if figures else NARROW)
    drawn = alt.layer(*layers).properties(
        width=step, height=alt.Step(24 if figures else NARROW), description=word["about"]
    )
    return themed(drawn, language)
