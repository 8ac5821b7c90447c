"""Indices made in memory from a matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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
    denominators: Mapping[str, Sequence[float]] | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
    status: np.ndarray | None = None,
    low: np.ndarray | None = None,
    high: np.ndarray | None = None,
    **method: object,
) -> Inputs:
    """Return the inputs of an index with the values `x` (n_units, n_indicators), NaN where missing.

    `pillars` gives the number of indicators of each pillar; by default one pillar holds all. `indicators` has
    further keys of each indicator; `denominators` and `groups` have a value for each unit; `status`, `low`
    and `high` (n_units, n_indicators) go with the values.
    """
    sizes = denominators or {}
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
            "denominators": [{"code": code, "title": code, "measure": "people"} for code in sizes],
            "method": {
                "normalise": normalise,
                "aggregate": aggregate,
                "weights": "equal" if weights is None else "relative",
                **method,
            },
            "robustness": robustness or {},
        }
    )
    codes = [*(f"i{column}" for column in range(x.shape[1])), *sizes]
    values = np.column_stack([x, *sizes.values()])
    present = ~np.isnan(values)
    rows = np.indices(values.shape).reshape(2, -1)

    def beside(own: np.ndarray | None, otherwise: object) -> np.ndarray:
        """Lay a matrix that goes with `x` out as the values are."""
        filled = np.full(values.shape, otherwise, dtype=object)
        if own is not None:
            filled[:, : x.shape[1]] = own
        return filled

    observations = pl.DataFrame(
        {
            "row": np.arange(2, values.size + 2, dtype=np.uint32),
            "unit": [units[row] for row in rows[0]],
            "indicator": [codes[column] for column in rows[1]],
            "period": ["2024"] * values.size,
            "value": pl.Series(values.ravel(), nan_to_null=True),
            "measure": ["people" if codes[column] in sizes else "points" for column in rows[1]],
            "status": np.where(present, beside(status, "A"), "M").ravel().tolist(),
            "source": pl.Series([None] * values.size, dtype=pl.String),
            "low": pl.Series(beside(low, np.nan).ravel().astype(float), nan_to_null=True),
            "high": pl.Series(beside(high, np.nan).ravel().astype(float), nan_to_null=True),
            "period_start": [Period.parse("2024").start] * values.size,
            "period_end": [Period.parse("2024").end] * values.size,
        }
    )
    return Inputs(declaration, pl.DataFrame({"code": units, "name": units, **(groups or {})}), observations)
