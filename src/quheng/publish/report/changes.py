"""What the method changed: imputed, winsorised and logged cells from the logs of the steps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from quheng.publish.report.cells import rounded

if TYPE_CHECKING:
    from quheng.index import Edition


def changes(edition: Edition, order: Sequence[int]) -> dict[str, Any]:
    """Return the changed cells as columns, and a summary for each indicator.

    `imputed` and `winsorised` hold numbers of units (by rank) and of indicators with the value before and
    after; `detail` numbers into `details`. `indicators` holds counts, whether logged, and for an
    indicator that failed the test of the treat step its skewness and kurtosis before and after.
    """
    place = {edition.ranked_units[row]: position for position, row in enumerate(order)}
    column = {indicator.code: number for number, indicator in enumerate(edition.tree.indicators)}
    details: dict[tuple[str, str], int] = {}
    lists: dict[str, list[list[Any]]] = {"imputed": [], "winsorised": []}
    logged: dict[int, int] = {}
    for step in ("impute", "treat", "normalise"):
        for row in edition.steps[step].log.iter_rows(named=True):
            at, action = column.get(row["indicator"]), row["action"]
            if at is None:
                continue
            detail = details.setdefault((row["detail_zh"] or "", row["detail_en"] or ""), len(details))
            if action == "transformed":
                logged.setdefault(at, detail)
            elif action in lists and row["unit"] in place:
                before, after = rounded(np.array([row["before"], row["after"]], dtype=float), 6)
                lists[action].append([place[row["unit"]], at, before, after, detail])
    for rows in lists.values():
        rows.sort(key=lambda row: (row[1], row[0]))
    return {
        **lists,
        "details": [{"zh": zh, "en": en} for zh, en in details],
        "indicators": _summary(edition, lists, logged),
    }


def _summary(
    edition: Edition, lists: dict[str, list[list[Any]]], logged: dict[int, int]
) -> list[dict[str, Any]]:
    treated = {treatment.indicator: treatment for treatment in edition.treatments}
    result = []
    for column, indicator in enumerate(edition.tree.indicators):
        shape = treated.get(indicator.code)
        result.append(
            {
                "imputed": sum(row[1] == column for row in lists["imputed"]),
                "winsorised": sum(row[1] == column for row in lists["winsorised"]),
                "logged": logged.get(column),
                "tested": shape is not None,
                "passed": shape is None or shape.passed,
                "skewness": None
                if shape is None
                else rounded(np.array([shape.skewness_before, shape.skewness_after]), 4),
                "kurtosis": None
                if shape is None
                else rounded(np.array([shape.kurtosis_before, shape.kurtosis_after]), 4),
            }
        )
    return result
