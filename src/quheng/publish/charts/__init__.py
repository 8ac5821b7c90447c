"""Altair charts of an edition: one chart a file, each a function from values to `alt.Chart`.

Altair is imported in these files and nowhere else, and only when a chart is asked for: it takes 0.6 s. Hence
this package imports none of them.
"""

from quheng.publish.charts.bundle import start_bundle

__all__ = ["start_bundle"]
