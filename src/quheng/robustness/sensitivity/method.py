"""The methods of sensitivity analysis by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quheng.bilingual import listed
from quheng.robustness.sensitivity.arguments import refusal
from quheng.robustness.sensitivity.pawn import pawn
from quheng.robustness.sensitivity.result import Sensitivity
from quheng.robustness.sensitivity.shapley import shapley
from quheng.robustness.sensitivity.sobol import sobol

METHODS: Mapping[str, Callable[..., Sensitivity]] = {"sobol": sobol, "shapley": shapley, "pawn": pawn}


def sensitivity_method(name: str) -> Callable[..., Sensitivity]:
    """Return a method by its name.

    Raises
    ------
    MethodError
        Where there is no such method.
    """
    if name not in METHODS:
        raise refusal("by", name, listed(METHODS))
    return METHODS[name]
