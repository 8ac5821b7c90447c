"""Indices made in memory from a matrix."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from quheng.index import IndexDeclaration, Inputs
from quheng.observations import Period


def index_of(
    x: np.ndarray,
    *,
    normalise: object = "minmax",
    aggregate: object = "arithmetic",
    directions: Sequence[int] | None = None,
    goalposts: Sequence[tuple[float, float]] | None = None,
    weights: Sequence[float] | None = None,
    pillars: Sequence[int] | None = None,
    indicators: Sequence[dict] | None = None,
    robustness: dict | None = None,
    **method: object,
) -> Inputs:
    """Return the inputs of an index with the values `x` (n_units, n_indicators), NaN where missing.

    `pillars` gives the number of indicators of each pillar; by default one pillar holds all. `indicators` has
    further keys of each indicator.
    """
    units = [f"u{row}" for row in range(x.shape[0])]
    leaves = [
        {
            "code": f"i{column}",
            "title": f"indicator {column}",
            "measure": "points",
            "direction": (directions or [1] * x.shape[1])[column],
            **({} if goalposts is None else {"goalposts": goalposts[column]}),
            **({} if weights is None else {"weight": weights[column]}),
            **({} if indicators is None else indicators[column]),
        }
        for column in range(x.shape[1])
    ]
    framework, start = [], 0
    for number, size in enumerate(pillars or [x.shape[1]]):
        framework.append(
            {"pillar": f"p{number}", "title": f"pillar {number}", "indicators": leaves[start : start + size]}
        )
        start += size
    declaration = IndexDeclaration.model_validate(
        {
            "index": "made-up",
            "title": "Made up",
            "framework": framework,
            "method": {
                "normalise": normalise,
                "aggregate": aggregate,
                "weights": "equal" if weights is None else "relative",
                **method,
            },
            "robustness": robustness or {},
        }
    )
    rows = np.indices(x.shape).reshape(2, -1)
    observations = pl.DataFrame(
        {
            "row": np.arange(2, x.size + 2, dtype=np.uint32),
            "unit": [units[row] for row in rows[0]],
            "indicator": [f"i{column}" for column in rows[1]],
            "period": ["2024"] * x.size,
            "value": pl.Series(x.ravel(), nan_to_null=True),
            "measure": ["points"] * x.size,
            "status": np.where(np.isnan(x.ravel()), "M", "A").tolist(),
            "source": pl.Series([None] * x.size, dtype=pl.String),
            "period_start": [Period.parse("2024").start] * x.size,
            "period_end": [Period.parse("2024").end] * x.size,
        }
    )
    return Inputs(declaration, pl.DataFrame({"code": units, "name": units}), observations)
