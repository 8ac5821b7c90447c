"""Which uncertain choice moves the ranks: Sobol' indices, Shapley effects, PAWN, and one choice at a time."""

from quheng.robustness.sensitivity.method import sensitivity_method
from quheng.robustness.sensitivity.one_at_a_time import OneAtATime, one_at_a_time
from quheng.robustness.sensitivity.pawn import pawn, pawn_indices
from quheng.robustness.sensitivity.result import Sensitivity
from quheng.robustness.sensitivity.shapley import shapley, shapley_effects
from quheng.robustness.sensitivity.sobol import sobol, sobol_indices

__all__ = [
    "OneAtATime",
    "Sensitivity",
    "one_at_a_time",
    "pawn",
    "pawn_indices",
    "sensitivity_method",
    "shapley",
    "shapley_effects",
    "sobol",
    "sobol_indices",
]
