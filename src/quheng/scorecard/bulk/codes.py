"""Number the distinct combinations that occur among rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int64]

SMALL = 1 << 20
"""Up to here distinct numbers are found by a table, beyond by sorting."""

LARGEST = 1 << 62


@dataclass(frozen=True)
class Groups:
    """Rows in groups of the same combination.

    Parameters
    ----------
    of : int64 (rows,)
        The group of each row.
    first : int64 (groups,)
        One row of each group.
    """

    of: Ids
    first: Ids


def grouped(columns: Sequence[Ids], rows: int) -> Groups:
    """Group rows by their combination of numbers, all of them 0 or more."""
    key = np.zeros(rows, dtype=np.int64)
    radix = 1
    for column in columns:
        size = int(column.max(initial=0)) + 1
        if radix * size >= LARGEST:
            key = _dense(key, radix).of
            radix = int(key.max(initial=0)) + 1
        key = key * size + column
        radix *= size
    return _dense(key, radix)


def _dense(key: Ids, radix: int) -> Groups:
    if radix > SMALL:
        _, first, of = np.unique(key, return_index=True, return_inverse=True)
        return Groups(of.astype(np.int64), first.astype(np.int64))
    rows = len(key)
    first = np.full(radix, -1, dtype=np.int64)
    first[key[::-1]] = np.arange(rows - 1, -1, -1)
    present = np.flatnonzero(first >= 0)
    number = np.zeros(radix, dtype=np.int64)
    number[present] = np.arange(len(present))
    return Groups(number[key], first[present])


@dataclass(frozen=True)
class Outcomes:
    """One outcome for each row, each different one kept once.

    Parameters
    ----------
    table
        The outcomes that occur.
    of : int64 (rows,)
        Which each row has.
    """

    table: list[Any]
    of: Ids

    @classmethod
    def of_groups(cls, groups: Groups, found: Iterable[Any]) -> Outcomes:
        """Return the outcomes of groups, one for each, equal ones joined."""
        table: dict[tuple[type, Any], int] = {}
        number = [table.setdefault((type(one), one), len(table)) for one in found]
        return cls([one for _, one in table], np.array(number, dtype=np.int64)[groups.of])

    def __getitem__(self, row: int) -> Any:
        return self.table[self.of[row]]
