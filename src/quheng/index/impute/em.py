"""Expectation-maximisation: what a multivariate normal distribution expects of the missing cells."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Self

import numpy as np
from pydantic import Field

from quheng.bilingual import Text
from quheng.declarations import Declared
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Booleans, Floats, Integers
from quheng.index.impute.log import imputed_cells
from quheng.index.impute.standard import standardised
from quheng.index.step import Change

if TYPE_CHECKING:
    from quheng.index.context import Context


SINGULAR = 1e-12
"""A standardised indicator of which the others leave a smaller part of its variance is one of them."""


class NotSettledError(ArithmeticError):
    """The estimates still move after the iterations allowed."""


def fill_by_em(x: Floats, ridge: float, tolerance: float, iterations: int) -> Floats:
    """Fill missing cells by their expectation given the present ones, under a normal distribution.

    With the mean m and covariance S estimated by maximum likelihood, the missing part of a unit is
    ``m_mis + S_mis,obs S_obs,obs^-1 (z_obs - m_obs)``. Indicators are standardised first; in each
    maximisation `ridge` is added to the variances, which keeps S regular where indicators are many or alike.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.
    ridge
        In standard deviations squared: 0.01 takes the variance of an indicator from 1 to 1.01.
    tolerance
        The estimates have settled where no mean and no covariance moves by more.
    iterations
        The most that are allowed.

    Returns
    -------
    (n_units, n_columns); present values as they were; a column without any value stays missing.

    Raises
    ------
    NotSettledError
        Where the estimates do not settle.
    numpy.linalg.LinAlgError
        Where a covariance is singular, which takes a ridge of zero.

    References
    ----------
    Dempster, Laird and Rubin (1977), JRSS B 39(1); Little and Rubin (2002), Statistical Analysis with Missing
    Data, section 11.2; OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 3.4.
    """
    model = NormalModel.of(x, ridge, tolerance, iterations)
    return model.filled(x, model.expected)


@dataclass(frozen=True)
class NormalModel:
    """A normal distribution estimated from incomplete data.

    Parameters
    ----------
    known
        (n_known,) positions of the columns with any value.
    z
        (n_units, n_known), standardised, NaN where missing.
    mean, spread
        (n_known,), by which they were standardised.
    centre, covariance
        (n_known,) and (n_known, n_known), of the standardised columns.
    """

    known: Integers
    z: Floats
    mean: Floats
    spread: Floats
    centre: Floats
    covariance: Floats

    @classmethod
    def of(cls, x: Floats, ridge: float, tolerance: float, iterations: int) -> Self:
        """Estimate it by expectation-maximisation, with the parameters and errors of `fill_by_em`."""
        known = np.flatnonzero(~np.isnan(x).all(axis=0))
        z, mean, spread = standardised(x[:, known])
        patterns = _patterns(~np.isnan(z))
        centre, covariance = np.zeros(known.size), np.eye(known.size)
        for _ in range(iterations):
            expected, doubt = _expectation(z, patterns, centre, covariance)
            new_centre = expected.mean(axis=0)
            deviation = expected - new_centre
            new_covariance = (deviation.T @ deviation + doubt) / z.shape[0] + ridge * np.eye(known.size)
            moved = max(
                float(np.abs(new_centre - centre).max(initial=0.0)),
                float(np.abs(new_covariance - covariance).max(initial=0.0)),
            )
            centre, covariance = new_centre, new_covariance
            if moved <= tolerance:
                return cls(known, z, mean, spread, centre, covariance)
        raise NotSettledError

    @property
    def expected(self) -> Floats:
        """The expected standardised values (n_units, n_known) given the present ones."""
        expected, _ = _expectation(self.z, _patterns(~np.isnan(self.z)), self.centre, self.covariance)
        return expected

    def drawn(self, x: Floats, normal: Floats) -> Floats:
        """Fill missing cells by draws given the present ones: the expectation and a residual.

        Parameters
        ----------
        x
            (n_units, n_columns), NaN where missing.
        normal
            (n_units, n_columns) standard normal numbers; those of missing cells are used.

        Returns
        -------
        (n_units, n_columns); the residuals of a unit have the covariance
        ``S_mis,mis - S_mis,obs S_obs,obs^-1 S_obs,mis``.

        References
        ----------
        Little and Rubin (2002), Statistical Analysis with Missing Data, section 4.3 (stochastic regression
        imputation).
        """
        values, residual = self.expected, normal[:, self.known]
        for observed, rows in _patterns(~np.isnan(self.z)):
            if not observed.all():
                cells = np.ix_(rows, ~observed)
                spread = np.linalg.cholesky(_left_over(self.covariance, observed))
                values[cells] += residual[cells] @ spread.T
        return self.filled(x, values)

    def filled(self, x: Floats, standard: Floats) -> Floats:
        """Put standardised values (n_units, n_known) in place of the missing cells of x, in its measures."""
        filled = x.copy()
        own = x[:, self.known]
        filled[:, self.known] = np.where(np.isnan(own), self.mean + self.spread * standard, own)
        return filled


def _left_over(covariance: Floats, observed: Booleans) -> Floats:
    """Return the covariance of the missing columns given the observed ones."""
    missing = ~observed
    across = covariance[np.ix_(observed, missing)]
    slopes = _solved(covariance[np.ix_(observed, observed)], across)
    left: Floats = covariance[np.ix_(missing, missing)] - across.T @ slopes
    return left


def _patterns(present: Booleans) -> list[tuple[Booleans, Booleans]]:
    """Return each pattern of present columns (n_columns,) with the rows (n_units,) that show it."""
    patterns, of_row = np.unique(present, axis=0, return_inverse=True)
    return [(pattern, of_row.reshape(-1) == number) for number, pattern in enumerate(patterns)]


def _expectation(
    z: Floats, patterns: list[tuple[Booleans, Booleans]], centre: Floats, covariance: Floats
) -> tuple[Floats, Floats]:
    """Return the expected values (n_units, n_columns), and the summed covariance of what is missing."""
    expected = z.copy()
    doubt = np.zeros_like(covariance)
    for observed, rows in patterns:
        missing = ~observed
        if not missing.any():
            continue
        within = covariance[np.ix_(missing, missing)]
        across = covariance[np.ix_(observed, missing)]
        slopes = _solved(covariance[np.ix_(observed, observed)], across)
        deviation = z[np.ix_(rows, observed)] - centre[observed]
        expected[np.ix_(rows, missing)] = centre[missing] + deviation @ slopes
        doubt[np.ix_(missing, missing)] += np.count_nonzero(rows) * (within - across.T @ slopes)
    return expected, doubt


def _solved(matrix: Floats, right: Floats) -> Floats:
    """Solve a symmetric positive definite system of standardised covariances."""
    factor = np.linalg.cholesky(matrix)
    if (np.diag(factor) ** 2).min(initial=1.0) < SINGULAR:
        raise np.linalg.LinAlgError
    solution: Floats = np.linalg.solve(factor.T, np.linalg.solve(factor, right))
    return solution


class EM(Declared):
    """`{by: em, ridge: 0.01, tolerance: 0.000001, iterations: 5000}`.

    Parameters
    ----------
    ridge
        What is added to the variance of each standardised indicator.
    tolerance
        The move of the estimates at which they have settled.
    iterations
        The most that are allowed; an error says where they do not suffice.
    """

    by: Literal["em"] = "em"
    ridge: float = Field(default=0.01, ge=0)
    tolerance: float = Field(default=1e-6, gt=0)
    iterations: int = Field(default=5000, ge=1)

    def apply(self, x: Floats, context: Context) -> tuple[Floats, tuple[Change, ...]]:
        """Fill `x`; estimates that do not settle, or a singular covariance, are a MethodError."""
        if not np.isnan(x).any():
            return x, ()
        with self.errors_in_words(x.shape):
            filled = fill_by_em(x, self.ridge, self.tolerance, self.iterations)
        detail = Text(
            zh=f"多元正态分布下的条件期望（EM，ridge {self.ridge:g}）",
            en=f"expected from the present indicators under a normal distribution (EM, ridge {self.ridge:g})",
        )
        return filled, imputed_cells(x, filled, context.codes, detail)

    @contextmanager
    def errors_in_words(self, shape: tuple[int, ...]) -> Iterator[None]:
        """Turn what an estimation from (n_units, n_indicators) values may raise into a MethodError."""
        units, indicators = shape
        if self.ridge == 0 and units <= indicators:
            raise self._singular(units, indicators)
        try:
            yield
        except np.linalg.LinAlgError:
            raise self._singular(units, indicators) from None
        except NotSettledError:
            raise self._not_settled() from None

    def _singular(self, units: int, indicators: int) -> MethodError:
        return _error(
            Text(
                zh=f"EM 插补的协方差矩阵奇异（{units} 个评价对象，{indicators} 项指标，"
                f"ridge {self.ridge:g}）",
                en=f"the covariance of the EM imputation is singular ({units} units, "
                f"{indicators} indicators, ridge {self.ridge:g})",
            ),
            Text(
                zh="请增大 ridge，如 0.01，或改用 {by: median}",
                en="raise ridge, to 0.01, or use {by: median}",
            ),
        )

    def _not_settled(self) -> MethodError:
        return _error(
            Text(
                zh=f"EM 插补在 {self.iterations} 次迭代内未收敛（tolerance {self.tolerance:g}）",
                en=f"the EM imputation did not settle in {self.iterations} iterations "
                f"(tolerance {self.tolerance:g})",
            ),
            Text(
                zh="请增大 iterations 或 ridge，或改用 {by: median}",
                en="raise iterations or ridge, or use {by: median}",
            ),
        )


def _error(what: Text, remedy: Text) -> MethodError:
    return MethodError(Problem(what, Where(file="index.yaml", field="method.impute"), remedy))
