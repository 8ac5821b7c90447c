"""Rows of the charts of how firm the places are, worded in one language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from quheng.bilingual import Language
from quheng.publish.firmness import Band, ChoiceIndices, Swap, Tier

HALF = 0.5
"""From a rank to the edges of its column."""


def acceptability_rows(bands: Iterable[Band], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return a row for each cell of the heat map; `labels` by unit."""
    return [
        {
            "label": labels[band.unit],
            "low": band.low,
            "high": band.high,
            "left": band.low - HALF,
            "right": band.high + HALF,
            "share": band.share,
        }
        for band in bands
    ]


def tier_rows(found: Iterable[Tier], names: Mapping[str, str], language: Language) -> list[dict[str, Any]]:
    """Return a row for each tier, with the names of its first few units; `names` by unit."""
    comma = "、" if language == "zh" else ", "
    return [
        {
            "tier": tier.number,
            "left": tier.first_rank - HALF,
            "right": tier.last_rank + HALF,
            "count": len(tier.units),
            "members": comma.join(names[unit] for unit in tier.named)
            + (f" … ({len(tier.units)})" if len(tier.units) > len(tier.named) else ""),
        }
        for tier in found
    ]


def choice_rows(choices: Iterable[ChoiceIndices], language: Language) -> list[dict[str, Any]]:
    """Return a row for each index of each choice; none where nothing varies."""
    return [
        {
            "choice": choice.title.speak(language),
            "measure": name,
            "estimate": own.estimate,
            "low": own.low,
            "high": own.high,
        }
        for choice in choices
        for name, own in (("first", choice.first), ("total", choice.total))
        if own is not None
    ]


def swap_rows(
    swaps: Iterable[Swap], labels: Mapping[str, str], names: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return a row for each two neighbours that weights can swap; `labels` are names behind ranks."""
    return [
        {"pair": f"{labels[swap.above]} ← {names[swap.below]}", "distance": swap.distance}
        for swap in swaps
        if swap.distance is not None
    ]
