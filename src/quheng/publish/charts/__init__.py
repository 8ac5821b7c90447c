"""Altair charts of an edition: one chart a file, each a function from values to `alt.Chart`.

Altair is imported here and nowhere else, and only when a chart is asked for: it takes 0.6 s.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quheng.publish.charts.bundle import start_bundle, vega_bundle

if TYPE_CHECKING:
    from quheng.publish.charts.intervals import rank_intervals
    from quheng.publish.charts.map import score_map
    from quheng.publish.charts.profile import pillar_profile

__all__ = ["pillar_profile", "rank_intervals", "score_map", "start_bundle", "vega_bundle"]

_FILES = {"pillar_profile": "profile", "rank_intervals": "intervals", "score_map": "map"}


def __getattr__(name: str) -> Any:
    """Import the file of a chart when the chart is first named."""
    if name not in _FILES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_FILES[name]}"), name)
