"""The linear programmes of the benefit of the doubt: one HiGHS model, kept warm from unit to unit."""

from __future__ import annotations

from typing import Any

import numpy as np

from quheng.index.arrays import Floats, Integers

TOLERANCE = 1e-9
"""Scores this close to one are one: the best units tie, and others are not held to less."""

ADDED = 20
"""Constraints that enter at a time: few rounds, and a small model."""


class Programme:
    """``max sum(w x_u)`` subject to ``sum(w x_k) <= 1`` for every unit k, ``w >= 0``.

    It is solved in its dual form, ``min sum(l)`` subject to ``sum_k l_k x_k >= x_u``, ``l >= 0``, which has
    only a row for each child; the weights are the prices of the rows. Few units bind: the model begins with
    those that are best in a child, and another enters once the weights give it more than one. From unit to
    unit only the right-hand side changes, so that the next optimum is a few steps from the last.

    Parameters
    ----------
    children
        (n_units, n_children), between 0 and 1, zero where missing.
    """

    def __init__(self, children: Floats) -> None:
        import highspy

        self._children = children
        self._rows = np.arange(children.shape[1], dtype=np.int32)
        self._infinity = highspy.kHighsInf
        # Callbacks, which the class turns on at once, print a banner before printing can be turned off.
        quiet = type("Quiet", (highspy.Highs,), {"enableCallbacks": lambda self: None})
        self._model: Any = quiet()
        self._model.silent()
        for option, value in (("presolve", "off"), ("threads", 1)):
            self._model.setOptionValue(option, value)
        number, none = children.shape[1], np.empty(0, dtype=np.int32)
        unbounded = np.full(number, self._infinity)
        self._model.addRows(number, -unbounded, unbounded, 0, np.zeros(number, dtype=np.int32), none, none)
        self._limits, self._at = np.empty((0, number)), 0
        self._inside = np.zeros(len(children), dtype=np.bool_)
        self._enter(np.unique(children.argmax(axis=0)))

    def best(self, unit: int, limits: Floats) -> float:
        """Return the greatest score of a unit.

        Parameters
        ----------
        unit
            Its row.
        limits
            (n_limits, n_children), further constraints of this unit: ``limits @ w <= 0``.
        """
        own = self._children[unit]
        self._model.changeRowsBounds(own.size, self._rows, own, np.full(own.size, self._infinity))
        if limits is not self._limits:
            self._replace(limits)
        while True:
            self._model.run()
            weights = np.maximum(self._model.getSolution().row_dual, 0.0)
            reached = self._children @ weights
            beyond = np.where(self._inside, 0.0, reached)
            if beyond.max() <= 1.0 + TOLERANCE:
                score = float(own @ weights) / max(float(reached.max()), 1.0)
                return score if score < 1.0 - TOLERANCE else 1.0
            broken = np.argsort(beyond)[-ADDED:]
            self._enter(broken[beyond[broken] > 1.0 + TOLERANCE])

    def _enter(self, units: Integers) -> None:
        """Hold the score of some units to one."""
        self._add(np.ones(units.size), self._children[units])
        self._inside[units] = True

    def _replace(self, limits: Floats) -> None:
        """Put the limits of a unit in place of those of the last."""
        stale = np.arange(self._at, self._at + len(self._limits), dtype=np.int32)
        self._model.deleteCols(stale.size, stale)
        self._at, self._limits = self._model.getNumCol(), limits
        self._add(np.zeros(len(limits)), limits)

    def _add(self, limit: Floats, coefficients: Floats) -> None:
        """Add constraints ``coefficients @ w <= limit``: columns of the dual form."""
        number, width = coefficients.shape
        starts = np.arange(0, number * width, width, dtype=np.int32)
        self._model.addCols(
            number,
            limit,
            np.zeros(number),
            np.full(number, self._infinity),
            coefficients.size,
            starts,
            np.tile(self._rows, number),
            coefficients.ravel(),
        )
