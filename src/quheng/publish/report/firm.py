"""How firm the places are, as plain values for the page; a unit is its place in the order of the ranks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from quheng.publish.firmness import TIERED, firmness
from quheng.publish.report.wording import both

if TYPE_CHECKING:
    from quheng.robustness import Study

UNITS_SHOWN = 40
MEMBERS_NAMED = 3


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
                "named": [at[code] for code in tier.units[:MEMBERS_NAMED]],
            }
            for tier in found.tiers
        ],
        "choices": [
            {
                "title": both(choice.title),
                **{
                    name: None if own is None else [round(value, 4) for value in own]
                    for name, own in (("first", choice.first), ("total", choice.total))
                },
            }
            for choice in found.choices
        ],
        "swaps": [
            [at[swap.above], at[swap.below], None if swap.distance is None else round(swap.distance, 5)]
            for swap in found.swaps
        ],
        "refused": {name: both(reason) for name, reason in found.refused.items()},
    }
