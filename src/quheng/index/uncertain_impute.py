"""Imputation as an uncertain choice: a rule, or many completed data sets drawn by it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import numpy as np
from pydantic import Discriminator, Field, Tag

from quheng.declarations import Declared, optional_step
from quheng.index.arrays import Floats, Integers
from quheng.index.impute import EM, KNN, Centre, ImputeRule
from quheng.index.impute.centre import donors_by_group
from quheng.index.impute.em import NormalModel
from quheng.index.impute.knn import nearest

if TYPE_CHECKING:
    from quheng.index.context import Context

Completion: TypeAlias = Callable[[Floats], Floats]
"""From uniform numbers (n_units, n_columns) in [0, 1), a cell each, to completed values of that shape."""

SMALLEST_UNIFORM = 2.0**-54
"""In place of a uniform number that is zero, of which the normal quantile is infinite."""


class Drawn(Declared, ABC):
    """The base of imputations that are drawn: not the best guess, but one of the values that may be.

    Parameters
    ----------
    draws
        The number of completed data sets; each replicate takes one of them.
    """

    draws: int = Field(ge=2, le=10_000)

    @abstractmethod
    def completion(self, x: Floats, context: Context) -> Completion:
        """Return what completes `x` (n_units, n_columns), NaN where missing, by uniform numbers."""


class CentreDrawn(Drawn, Centre):
    """`{by: median, group: province, draws: 20}`: a missing cell takes the value of a unit drawn at random.

    The donor is drawn from the unit's group. It is the same for `median` and `mean`: a centre, and how far
    one of the units is from it, make the value of that unit.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 3.1 (hot deck imputation);
    Rubin (1987), Multiple Imputation for Nonresponse in Surveys.
    """

    def completion(self, x: Floats, context: Context) -> Completion:
        """Return what gives each missing cell the value of a donor."""
        cells = tuple(donors_by_group(np.isnan(x), self.groups(context)))

        def completed(uniform: Floats) -> Floats:
            filled = x.copy()
            for column, rows, donors, _ in cells:
                filled[rows, column] = x[donors[_picked(uniform[rows, column], donors.size)], column]
            return filled

        return completed


class KNNDrawn(Drawn, KNN):
    """`{by: knn, k: 5, shared: 3, draws: 20}`: a missing cell takes the value of one of the nearest units.

    References
    ----------
    Andridge and Little (2010), International Statistical Review 78(1), A review of hot deck imputation for
    survey non-response.
    """

    def completion(self, x: Floats, context: Context) -> Completion:
        """Return what gives each missing cell the value of one of its neighbours."""
        cells = tuple(nearest(x, self.k, self.shared))

        def completed(uniform: Floats) -> Floats:
            filled = x.copy()
            for row, column, donors in cells:
                filled[row, column] = x[donors[_picked(uniform[row, column], donors.size)], column]
            return filled

        return completed


class EMDrawn(Drawn, EM):
    """`{by: em, draws: 20}`: the expectation given the other indicators, and a residual drawn for each cell.

    The residuals of a unit are normal, with the covariance that the other indicators leave. The estimated
    distribution itself is taken as known, so that intervals are somewhat narrow where units are few.

    References
    ----------
    Little and Rubin (2002), Statistical Analysis with Missing Data, section 4.3; OECD/JRC (2008), Handbook on
    Constructing Composite Indicators, Part 2, section 3.5 (multiple imputation).
    """

    def completion(self, x: Floats, context: Context) -> Completion:
        """Return what adds residuals to expectations; as `EM`, it may be undefined, a MethodError."""
        from scipy.special import ndtri

        with self.errors_in_words(x.shape):
            model = NormalModel.of(x, self.ridge, self.tolerance, self.iterations)

        def completed(uniform: Floats) -> Floats:
            with self.errors_in_words(x.shape):
                return model.drawn(x, ndtri(np.maximum(uniform, SMALLEST_UNIFORM)))

        return completed


def _picked(uniform: Floats, number: int) -> Integers:
    """Return positions 0 to number - 1, equally likely, from uniform numbers in [0, 1)."""
    return np.asarray(uniform * number).astype(np.int64)


def _kind(value: Any) -> str:
    drawn = "draws" in value if isinstance(value, dict) else isinstance(value, Drawn)
    return "drawn" if drawn else "filled"


ImputeAlternative = Annotated[
    Annotated[
        Annotated[CentreDrawn | KNNDrawn | EMDrawn, Field(discriminator="by"), Tag("drawn")]
        | Annotated[ImputeRule, Tag("filled")],
        Discriminator(_kind),
    ]
    | None,
    optional_step,
]
"""A rule, `none`, or a rule with the number of its draws."""
