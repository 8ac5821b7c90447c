"""The framework as plain values: nodes and indicators with nominal and effective weights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quheng.publish.report.measure_words import written_measure
from quheng.publish.report.wording import both

if TYPE_CHECKING:
    from quheng.index import Edition


def framework(edition: Edition) -> dict[str, Any]:
    """Return `{"rows": …, "indicators": …}`: the tree from the root downwards, and the indicators by column.

    A row has `depth`, `code`, `title`, `nominal` (weight among its siblings) and `effective` (weight in the
    index); the row of an indicator has its number as `indicator` too.
    """
    numbers = {indicator.code: number for number, indicator in enumerate(edition.tree.indicators)}
    return {
        "rows": list(_rows(edition, numbers)),
        "indicators": [
            {
                "code": indicator.code,
                "title": both(indicator.title),
                "measure": written_measure(indicator.shown_measure),
                "direction": int(indicator.direction),
                "reason": both(indicator.reason),
                "weakness": both(indicator.weakness),
            }
            for indicator in edition.tree.indicators
        ],
    }


def _rows(edition: Edition, numbers: dict[str, int]) -> Iterator[dict[str, Any]]:
    tree, weights = edition.tree, edition.effective_weights
    columns = tree.columns
    nodes = {node.code: node for node in tree.nodes}

    def walk(code: str, parent: str, depth: int) -> Iterator[dict[str, Any]]:
        node = nodes.get(code)
        owner = tree.indicators[numbers[code]] if node is None else node
        yield {
            "depth": depth,
            "code": code,
            "title": both(owner.title),
            "nominal": weights[code] / weights[parent] if weights[parent] else 0.0,
            "effective": weights[code],
            "indicator": numbers[code] if node is None else None,
        }
        for child in node.children if node is not None else ():
            yield from walk(columns[child], code, depth + 1)

    for child in tree.root.children:
        yield from walk(columns[child], tree.root.code, 0)
