"""What sort of number a claim states, relative to what, and whether it is a fall."""

from quheng.evidence.kinds.amount import BARE_COUNT
from quheng.evidence.kinds.change import sign
from quheng.evidence.kinds.classify import classify
from quheng.evidence.kinds.sense import Sense

__all__ = ["BARE_COUNT", "Sense", "classify", "sign"]
