"""The matrix opened: every observation with its source, and what the method made of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from quheng.index.rank import ranks_of_present
from quheng.publish.report.measure_words import written_measure
from quheng.publish.report.wording import both

if TYPE_CHECKING:
    from quheng.index import Edition


def cells(edition: Edition, order: Sequence[int]) -> dict[str, Any]:
    """Return one entry an indicator and one a denominator, their columns in the order of the ranks.

    Both have what was observed: `raw`, and `period`, `status`, `source` and `row` of the file (numbers into
    the lists beside; −1 for none). An indicator has `value` (after denominating and imputing), `imputed` (the
    positions that were), `treated`, `score` (normalised) and `rank` (1 is best) too, and by `over` the code
    of its denominator.
    """
    numbered = _Numbered(edition, order)
    scores = edition.indicator_scores
    indicators = [
        {
            **numbered.observed(indicator.code),
            "value": rounded(edition.steps["impute"].values[order, column], 6),
            "treated": rounded(edition.steps["treat"].values[order, column], 6),
            "score": rounded(scores[order, column], 5),
            "rank": _ranks(scores[order, column]),
            "imputed": np.flatnonzero(edition.imputed[order, column]).tolist(),
            "measure": written_measure(indicator.measure),
            "over": indicator.denominate.by if indicator.denominate else None,
        }
        for column, indicator in enumerate(edition.tree.indicators)
    ]
    used = {one["over"] for one in indicators}
    denominators = {
        variable.code: {
            **numbered.observed(variable.code),
            "title": both(variable.title),
            "measure": written_measure(variable.measure),
        }
        for variable in edition.inputs.declaration.variables
        if variable.code in used
    }
    return {
        "indicators": indicators,
        "denominators": denominators,
        "periods": list(numbered.periods),
        "statuses": list(numbered.statuses),
    }


def rounded(values: NDArray[np.float64], digits: int) -> list[float | None]:
    """Return numbers of `digits` significant digits, None for NaN: short in JSON and exact enough to show."""
    return [_significant(value, digits) for value in np.asarray(values, dtype=float).tolist()]


class _Numbered:
    """The observations of an edition by cell, with repeated texts numbered once."""

    def __init__(self, edition: Edition, order: Sequence[int]) -> None:
        frame = edition.inputs.observations
        self.data = edition.data
        self.order = order
        self.columns = {
            name: frame[name].to_list() for name in ("value", "period", "status", "source", "row")
        }
        self.sources = {source.id: number for number, source in enumerate(edition.inputs.sources)}
        self.periods: dict[str, int] = {}
        self.statuses: dict[str, int] = {}

    def observed(self, code: str) -> dict[str, list[Any]]:
        """Return what was observed of a variable, in the order of the ranks."""
        at = self.data.source[self.order, self.data.variables.index(code)].tolist()
        values, periods, statuses, sources, rows = (
            [self.columns[name][position] if position >= 0 else None for position in at]
            for name in ("value", "period", "status", "source", "row")
        )
        return {
            "raw": [_significant(value, 10) for value in values],
            "period": [_number(self.periods, text) for text in periods],
            "status": [_number(self.statuses, text) for text in statuses],
            "source": [-1 if text is None else self.sources.get(text, -1) for text in sources],
            "row": [-1 if row is None else row for row in rows],
        }


def _ranks(scores: NDArray[np.float64]) -> list[int | None]:
    """Return competition ranks 1, 2, 2, 4, the highest score first; None for NaN."""
    return [rank if rank > 0 else None for rank in ranks_of_present(scores).tolist()]


def _number(seen: dict[str, int], text: str | None) -> int:
    return -1 if text is None else seen.setdefault(text, len(seen))


def _significant(value: float | None, digits: int) -> float | int | None:
    if value is None or not math.isfinite(value):
        return None
    short = float(f"{value:.{digits}g}")
    return int(short) if short.is_integer() and abs(short) < 1e15 else short
