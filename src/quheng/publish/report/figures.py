"""The Vega-Lite specifications of the page, in both languages; their data come with the page by name."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any


def specifications(has_map: bool, has_study: bool) -> dict[str, dict[str, Any]] | None:
    """Return `{language: {figure: specification}}`, or None where the chart packages are missing."""
    if find_spec("altair") is None or find_spec("vl_convert") is None:
        return None
    from quheng.publish.charts.acceptability import acceptability_heatmap
    from quheng.publish.charts.choice_bars import choice_bars
    from quheng.publish.charts.intervals import rank_intervals
    from quheng.publish.charts.map import score_map
    from quheng.publish.charts.profile import pillar_profile
    from quheng.publish.charts.swap_bars import swap_bars
    from quheng.publish.charts.tier_bars import tier_bars

    result: dict[str, dict[str, Any]] = {}
    for language in ("zh", "en"):
        drawn = {"profile": pillar_profile("field", "chosen", language)}
        if has_map:
            drawn["map"] = score_map("areas", "outline", language)
        if has_study:
            drawn["intervals"] = rank_intervals("intervals", language)
            drawn["acceptability"] = acceptability_heatmap("bands", language)
            drawn["tiers"] = tier_bars("tiers", language)
            drawn["choices"] = choice_bars("choices", language)
            drawn["swaps"] = swap_bars("swaps", language)
        result[language] = {name: chart.to_dict(validate=False) for name, chart in drawn.items()}
    return result
