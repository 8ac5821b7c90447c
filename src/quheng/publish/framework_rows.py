"""Rows of the chart of a framework: a box for each node and indicator, as tall as its weight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quheng.bilingual import Language
from quheng.index import Edition


def framework_rows(edition: Edition, language: Language) -> list[dict[str, Any]]:
    """Return a row for each box, a node before its children and these from the top down."""
    return list(_boxes(edition, language, edition.tree.root.code, 0, 0.0, None))


def _boxes(
    edition: Edition, language: Language, code: str, depth: int, top: float, pillar: str | None
) -> Iterator[dict[str, Any]]:
    weight = edition.effective_weights[code]
    node = edition.tree.node(code)
    label = edition.tree.titles[code].speak(language)
    pillar = label if depth == 1 else pillar
    yield {
        "label": label,
        "depth": depth,
        "leaf": node is None,
        "top": top,
        "bottom": top + weight,
        "weight": weight,
        "pillar": pillar,
    }
    for child in node.child_codes if node else ():
        yield from _boxes(edition, language, child, depth + 1, top, pillar)
        top += edition.effective_weights[child]
