"""Deadlines are rows: what comes near its end, or is over, is told of once, and goes up level by level."""

from quheng.ledger.sweeping.sweeper import Swept, sweep

__all__ = ["Swept", "sweep"]
