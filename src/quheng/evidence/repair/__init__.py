"""Repair: what the layout broke is mended in a view, and the untouched text stays the truth."""

from quheng.evidence.repair.mend import repair
from quheng.evidence.repair.view import Offsets, View

__all__ = ["Offsets", "View", "repair"]
