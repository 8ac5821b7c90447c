"""How firm the places are, as plain values for the page; a unit is its place in the order of the ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quheng.publish.firmness import TIERED, Index, firmness
from quheng.publish.report.wording import both

if TYPE_CHECKING:
    from quheng.robustness import Study

UNITS_SHOWN = 40


def firm(study: Study, codes: Sequence[str]) -> dict[str, Any]:
    """Return the bands, tiers, choices and swaps of a study.

    Parameters
    ----------
    study
        The uncertainty study.
    codes
        The units in the order of the page.
    """
    at = {code: place for place, code in enumerate(codes)}
    found = firmness(study, UNITS_SHOWN)
    return {
        "shown": min(UNITS_SHOWN, len(codes)),
        "tiered": min(TIERED, len(codes)),
        "bands": [[at[one.unit], one.low, one.high, round(one.share, 4)] for one in found.bands],
        "tiers": [
            {
                "tier": tier.number,
                "first": tier.first_rank,
                "last": tier.last_rank,
                "count": len(tier.units),
                "named": [at[code] for code in tier.named],
            }
            for tier in found.tiers
        ],
        "choices": [
            {
                "title": both(choice.title),
                "first": _with_interval(choice.first),
                "total": _with_interval(choice.total),
            }
            for choice in found.choices
        ],
        "swaps": [
            [at[swap.above], at[swap.below], round(swap.distance, 5)]
            for swap in found.swaps
            if swap.distance is not None
        ],
        "unsolved": sum(swap.possible is None for swap in found.swaps),
        "tiering": found.tiering,
        "constructions": found.constructions,
        "refused": {name: both(reason) for name, reason in found.refused.items()},
    }


def _with_interval(index: Index | None) -> list[float | None] | None:
    """Return the estimate and the ends of its interval."""
    if index is None:
        return None
    return [None if end is None else round(end, 4) for end in (index.estimate, index.low, index.high)]
