"""Influence: who and what holds a rank in place, and how firmly."""

from quheng.robustness.influence.convergence import Convergence, convergence
from quheng.robustness.influence.least_change import least_change
from quheng.robustness.influence.leave_one_out import LeaveOneOut, leave_one_unit_out
from quheng.robustness.influence.pairwise import order_holds, pairwise
from quheng.robustness.influence.tiers import tiers
from quheng.robustness.influence.weight_swap import WeightSwap, weight_swap, weight_swaps

__all__ = [
    "Convergence",
    "LeaveOneOut",
    "WeightSwap",
    "convergence",
    "least_change",
    "leave_one_unit_out",
    "order_holds",
    "pairwise",
    "tiers",
    "weight_swap",
    "weight_swaps",
]
