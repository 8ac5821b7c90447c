"""Tell the numbers that claim nothing: dates, names, idioms, enumerations, thresholds."""

from quheng.evidence.rejection.context import Verdict
from quheng.evidence.rejection.rules import reject

__all__ = ["Verdict", "reject"]
