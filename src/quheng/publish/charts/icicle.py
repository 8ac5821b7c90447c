"""The framework as an icicle: each node as tall as its weight in the index, its children beside it."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from quheng.bilingual import Language
from quheng.publish.charts.palette import pillar_colours
from quheng.publish.charts.theme import INK, MUTED, Figure, themed
from quheng.publish.charts.values import Values, chart_data

FIRST, INNER, LAST = 185, 245, 420
"""The widths of the columns: of the index, of inner nodes, of the deepest indicators."""

SMALLEST_PIXELS = 16
"""The height of the lightest indicator, by which that of the whole is chosen."""

MOST_PIXELS_A_LEAF = 40
LABELLED_PIXELS = 12


@dataclass(frozen=True)
class Sizes:
    """How large a framework is.

    Parameters
    ----------
    leaves
        The number of indicators.
    depth
        The depth of the deepest of them.
    lightest
        The least weight in the index that an indicator has, above zero.
    """

    leaves: int
    depth: int
    lightest: float

    @property
    def height(self) -> int:
        """The height in pixels at which the lightest indicator can bear its name, within reason."""
        return round(max(240.0, min(SMALLEST_PIXELS / self.lightest, MOST_PIXELS_A_LEAF * self.leaves)))


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


def framework_icicle(values: Values, pillars: list[str], sizes: Sizes, language: Language) -> Figure:
    """Draw the framework.

    Parameters
    ----------
    values
        One row a node or indicator: `label`, `depth` (0 for the index), `leaf` (whether it is an indicator),
        `top` and `bottom` (shares of the height, from 0 at the top to 1), `weight`, `pillar` (the label of
        the pillar that it belongs to, null for the index).
    pillars
        The labels of the pillars.
    sizes
        By which height and width are chosen.
    language
        Of the words on the chart.
    """
    word = WORDS[language]
    height = sizes.height
    widths = [FIRST, *[INNER] * (sizes.depth - 1), LAST]
    edges = [sum(widths[:level]) for level in range(len(widths) + 1)]
    share = alt.Scale(domain=[1, 0], nice=False)
    base = (
        alt.Chart(chart_data(values))
        .transform_calculate(
            left=f"{edges[:-1]}[datum.depth]",
            # An indicator that stands higher than the deepest ones reaches to the right edge.
            right=f"datum.leaf ? {edges[-1]} : {edges[1:]}[datum.depth]",
            middle="(datum.top + datum.bottom) / 2",
            shown="datum.label + (datum.depth == 0 ? '' : ' · ' + format(datum.weight, '.1%'))",
        )
        .encode(
            x=alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, edges[-1]], nice=False)),
            tooltip=[
                alt.Tooltip("label:N", title=word["name"]),
                alt.Tooltip("weight:Q", title=word["weight"], format=".2%"),
            ],
        )
    )
    colours = alt.Scale(domain=pillars, range=pillar_colours(len(pillars)))
    boxes = base.mark_rect(stroke="#ffffff", strokeWidth=1.5).encode(
        x2="right:Q",
        y=alt.Y("top:Q", axis=None, scale=share),
        y2="bottom:Q",
        color=alt.when("isValid(datum.pillar)")
        .then(alt.Color("pillar:N", legend=None, scale=colours))
        .otherwise(alt.value(MUTED)),
        opacity=alt.when("datum.leaf")
        .then(alt.value(0.26))
        .when("datum.depth == 1")
        .then(alt.value(0.62))
        .otherwise(alt.value(0.4)),
    )

    def labels(which: str, width: int) -> alt.Chart:
        high = f"(datum.bottom - datum.top) * {height} >= {LABELLED_PIXELS}"
        text = base.transform_filter(f"({which}) && {high}").mark_text(
            align="left", baseline="middle", dx=8, color=INK, fontSize=12, limit=width - 14
        )
        drawn: alt.Chart = text.encode(y=alt.Y("middle:Q", axis=None, scale=share), text="shown:N")
        return drawn

    layers = alt.layer(
        boxes,
        labels("datum.depth == 0", FIRST),
        labels("datum.depth > 0 && !datum.leaf", INNER),
        labels("datum.leaf", LAST),
    ).properties(width=edges[-1], height=height, description=word["about"])
    return themed(layers, language)
