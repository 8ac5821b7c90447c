"""Word what an imputation filled, by column."""

from __future__ import annotations

import numpy as np

from quheng.bilingual import Text
from quheng.index.arrays import Floats
from quheng.index.step import Change


def imputed_cells(before: Floats, after: Floats, codes: tuple[str, ...], detail: Text) -> tuple[Change, ...]:
    """Return a change for each column in which missing cells were filled.

    Parameters
    ----------
    before, after
        (n_units, n_columns), NaN where missing.
    codes
        (n_columns,)
    detail
        By what the cells were filled.
    """
    cells = np.isnan(before) & ~np.isnan(after)
    changes = []
    for column in np.flatnonzero(cells.any(axis=0)):
        rows = np.flatnonzero(cells[:, column])
        changes.append(
            Change(codes[column], rows, before[rows, column], after[rows, column], "imputed", detail)
        )
    return tuple(changes)
