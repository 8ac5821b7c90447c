"""The framework as an indented table with weights, directions, reasons and weaknesses."""

from __future__ import annotations

from typing import Any

from quheng.publish.report.markup import Html, spoken, table, word


def framework_table(values: dict[str, Any]) -> Html:
    """Return the tree as a table: a row a node, indented by its depth."""
    names = ("indicator", "measure", "direction", "nominal", "effective", "reason", "weakness")
    kinds = {
        "indicator": "name",
        "measure": "measure",
        "direction": "whole",
        "nominal": "number whole",
        "effective": "number whole",
        "reason": "wide",
        "weakness": "wide",
    }
    heads = [(kinds.get(name, ""), word(f"framework.{name}")) for name in names]
    rows = [_row(row, values) for row in values["framework"]["rows"]]
    return table(heads, rows, "framework.box", "framework")


def _row(row: dict[str, Any], values: dict[str, Any]) -> list[Html]:
    depth = min(row["depth"], 5)
    weights = [_percent(row["nominal"]), _percent(row["effective"])]
    if row["indicator"] is None:
        name = Html(f'<strong class="node depth-{depth}">{spoken(row["title"])}</strong>')
        return [name, Html(""), Html(""), *weights, Html(""), Html("")]
    indicator = values["framework"]["indicators"][row["indicator"]]
    measure = indicator["measure"] or "–"
    in_english = values["measures"].get(measure, (measure,))[-1]
    arrow, towards = ("↑", "up") if indicator["direction"] > 0 else ("↓", "down")
    return [
        Html(f'<span class="leaf depth-{depth}">{spoken(row["title"])}</span>'),
        spoken({"zh": measure, "en": in_english}),
        Html(f'<span aria-hidden="true">{arrow}</span> {word(f"framework.{towards}")}'),
        *weights,
        spoken(indicator["reason"]),
        spoken(indicator["weakness"]),
    ]


def _percent(share: float | None) -> Html:
    return Html("–" if share is None else f"{100 * share:.4g} %")
