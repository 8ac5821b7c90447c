"""The framework as an icicle: each node as tall as its weight in the index, its children beside it."""

from __future__ import annotations

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.palette import pillar_colours
from quheng.publish.charts.theme import INK, Figure, themed
from quheng.publish.charts.values import Values, chart_data

COLUMN_PIXELS = {"first": 130, "inner": 190, "last": 330}
LEAF_PIXELS = 22
SMALLEST_LABELLED = 11
PIXELS_A_LETTER = {"zh": 13, "en": 7}

WORDS: dict[Language, dict[str, str]] = {
    "zh": {
        "name": "名称",
        "weight": "在指数中的权重",
        "about": "指标体系：各项的高度为其在指数中的权重，右侧为其下级。",
    },
    "en": {
        "name": "Name",
        "weight": "Weight in the index",
        "about": "The framework: every node as tall as its weight in the index, its children to the right.",
    },
}


def framework_icicle(
    values: Values, pillars: list[str], leaves: int, depth: int, language: Language
) -> Figure:
    """Draw the framework.

    Parameters
    ----------
    values
        One row a node or indicator: `label`, `depth` (0 for the index), `leaf` (whether it is an indicator),
        `top` and `bottom` (shares of the height, from 0 at the top to 1), `weight`, `pillar` (the label of
        the pillar that it belongs to, null for the index).
    pillars
        The labels of the pillars.
    leaves
        The number of indicators.
    depth
        The depth of the deepest indicators.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    height = max(240, LEAF_PIXELS * leaves)
    edges = [0, COLUMN_PIXELS["first"]]
    for level in range(1, depth + 1):
        edges.append(edges[-1] + COLUMN_PIXELS["last" if level == depth else "inner"])
    width = edges[-1]
    # An indicator that stands higher than the deepest ones reaches to the right edge.
    left, right = _by_depth(edges[:-1]), f"datum.leaf ? {width} : {_by_depth(edges[1:])}"
    colour = alt.Color(
        "pillar:N", legend=None, scale=alt.Scale(domain=pillars, range=pillar_colours(len(pillars)))
    )
    base = (
        alt.Chart(chart_data(values))
        .transform_calculate(left=left, right=right, middle="(datum.top + datum.bottom) / 2")
        .encode(
            x=alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False)),
            tooltip=[
                alt.Tooltip("label:N", title=word["name"]),
                alt.Tooltip("weight:Q", title=word["weight"], format=".2%"),
            ],
        )
    )
    share = alt.Scale(domain=[1, 0], nice=False)
    boxes = base.mark_rect(stroke="#ffffff", strokeWidth=1.5).encode(
        x2="right:Q",
        y=alt.Y("top:Q", axis=None, scale=share),
        y2="bottom:Q",
        color=colour,
        opacity=alt.when("datum.leaf")
        .then(alt.value(0.28))
        .when("datum.depth == 1")
        .then(alt.value(0.62))
        .otherwise(alt.value(0.42)),
    )
    labels = (
        base.transform_filter(f"(datum.bottom - datum.top) * {height} >= {SMALLEST_LABELLED}")
        .transform_calculate(
            shown="datum.label + (datum.depth == 0 ? '' : '  ' + format(datum.weight, '.1%'))",
        )
        .mark_text(align="left", baseline="middle", dx=8, color=INK, fontSize=12)
        .encode(y=alt.Y("middle:Q", axis=None, scale=share), text="shown:N")
    )
    layers = alt.layer(boxes, labels).properties(width=width, height=height, description=word["about"])
    return themed(layers, language)


def _by_depth(edges: list[int]) -> str:
    """Return a Vega expression for the edge of a node's column."""
    return f"{edges}[datum.depth]"
