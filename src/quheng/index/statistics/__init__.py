"""Statistics: what the scores of an index say about its framework."""

from quheng.index.statistics.against import against_their_pillar
from quheng.index.statistics.collinear import collinear_pairs
from quheng.index.statistics.components import component_loadings, components
from quheng.index.statistics.correlation import correlations
from quheng.index.statistics.descriptive import descriptive
from quheng.index.statistics.importance import importance
from quheng.index.statistics.reliability import reliability
from quheng.index.statistics.sampling_adequacy import sampling_adequacy

__all__ = [
    "against_their_pillar",
    "collinear_pairs",
    "component_loadings",
    "components",
    "correlations",
    "descriptive",
    "importance",
    "reliability",
    "sampling_adequacy",
]
