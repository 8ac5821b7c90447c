"""Amounts brought to weights."""

from __future__ import annotations

from quheng.index.arrays import Floats


def unit_sum(amount: Floats) -> Floats:
    """Return amounts of zero or more, not all zero, as their shares in the sum."""
    shares: Floats = amount / amount.sum()
    return shares
