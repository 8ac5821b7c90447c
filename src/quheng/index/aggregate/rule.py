"""What every rule of aggregation shares: which children count, and how many of them a unit must have."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from typing import Self

import numpy as np
from pydantic import Field

from quheng.declarations import Declared, Share
from quheng.index.aggregate.present import well_covered
from quheng.index.arrays import Floats


class Aggregation(Declared, ABC):
    """The base of the rules.

    Parameters
    ----------
    coverage
        The least share of the children's weight that a unit must have present to get a score; by default any.
    minimum
        The least number of children that it must have present, all of them where there are fewer; by default
        one.
    """

    coverage: Share | None = Field(default=None, ge=0, le=1)
    minimum: int | None = Field(default=None, ge=1)

    def demanding(self, coverage: Fraction | None, minimum: int | None) -> Self:
        """Return the rule with these demands where it makes none of its own."""
        asked = {"coverage": coverage, "minimum": minimum}
        return self.model_copy(
            update={name: value for name, value in asked.items() if getattr(self, name) is None}
        )

    @property
    def is_demanding(self) -> bool:
        """Whether a unit with some children present may go without a score."""
        return bool(self.coverage) or (self.minimum or 1) > 1

    def apply(self, children: Floats, weights: Floats) -> Floats:
        """Aggregate one node.

        Children without a weight take no part. Units that miss too much take no part either: they have no
        score, and nobody is compared with them.

        Parameters
        ----------
        children
            (n_units, n_children), more is better, NaN where missing.
        weights
            (n_children,), non-negative; only their proportions count.

        Returns
        -------
        (n_units,), NaN where too little is present.

        Raises
        ------
        MethodError
            Where the method is not defined on the values.
        """
        counted = weights > 0
        if not counted.all():
            children, weights = children[:, counted], weights[counted]
        minimum = min(self.minimum or 1, max(weights.size, 1))
        enough = well_covered(children, weights, float(self.coverage or 0), minimum)
        if enough.all():
            return self.score(children, weights)
        score = np.full(len(children), np.nan)
        if enough.any():
            score[enough] = self.score(children[enough], weights)
        return score

    @abstractmethod
    def score(self, children: Floats, weights: Floats) -> Floats:
        """Return the scores (n_units,) of units with a child each, all weights being positive."""
