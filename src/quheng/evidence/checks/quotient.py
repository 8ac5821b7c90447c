"""A stated percentage beside the quotient of two stated numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quheng.evidence.checks.figures import Interval, interval, lenient, written
from quheng.evidence.checks.statement import Statement


@dataclass(frozen=True, slots=True)
class Quotient:
    """Two numbers whose quotient a percentage should be.

    Parameters
    ----------
    top, bottom, rate
        The statements of the two and of the percentage.
    agrees
        Whether some value of each fits; so it does where the quotient is not bounded.
    """

    top: Statement
    bottom: Statement
    rate: Statement
    agrees: bool

    @property
    def positions(self) -> tuple[int, int, int]:
        """The places of the three among the claims."""
        return self.top.position, self.bottom.position, self.rate.position

    @property
    def percent(self) -> float:
        """The quotient of the two points, in %."""
        return self.top.claim.quantity.point / (self.bottom.claim.quantity.point or 1) * 100

    @property
    def arithmetic(self) -> str:
        """The division, and the percentage that was stated where it differs."""
        stated = f" ≠ {self.rate.claim.quantity.point:.6g}%"
        worked = f"{written(self.top)} ÷ {written(self.bottom)} = {self.percent:.4g}%"
        return worked if self.agrees else worked + stated


def fitting(rate: Statement, terms: Sequence[tuple[Statement, Statement, Interval]]) -> Quotient:
    """Return the first quotient that agrees with a percentage, or the last.

    Parameters
    ----------
    rate
        The percentage.
    terms
        Of each quotient its numerator, its denominator and the values that the latter admits; at least one.
    """
    said = lenient(rate).times(0.01)
    quotients = [
        Quotient(top, bottom, rate, _agrees(interval(top).over(meant), said)) for top, bottom, meant in terms
    ]
    return next((one for one in quotients if one.agrees), quotients[-1])


def _agrees(quotient: Interval | None, said: Interval) -> bool:
    return quotient is None or not quotient.is_disjoint_from(said)
