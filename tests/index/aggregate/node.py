"""One node aggregated as index.yaml would declare it."""

from __future__ import annotations

import numpy as np
from pydantic import TypeAdapter

from quheng.index.aggregate import AggregateRule, Aggregation

NAN = float("nan")


def rule_of(declared: object) -> Aggregation:
    """Return a rule from what stands in index.yaml."""
    return TypeAdapter(AggregateRule).validate_python(declared)


def aggregate(declared: object, children: object, weights: object = None) -> np.ndarray:
    """Return the scores of units (rows) by their children (columns), equal weights unless given."""
    x = np.asarray(children, dtype=float)
    w = np.full(x.shape[1], 1 / x.shape[1]) if weights is None else np.asarray(weights, dtype=float)
    return rule_of(declared).apply(x, w)
