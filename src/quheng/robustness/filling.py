"""How the missing cells of many replicates are filled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quheng.index.arrays import Floats
from quheng.index.context import Context
from quheng.index.impute import Centre, Constant, ImputeRule, RowMean
from quheng.index.impute.centre import donors_by_group
from quheng.index.uncertain_impute import CentreDrawn, Drawn
from quheng.robustness.factor import choose
from quheng.robustness.streams import uniforms


@dataclass(frozen=True)
class Filling:
    """One way to fill the missing cells.

    Parameters
    ----------
    rule
        None leaves them missing.
    stream, draw
        For a rule that is drawn, the stream of its random numbers, and which of its draws this is.
    known
        (n_units, n_indicators) what the missing cells become, where that is settled: a rule along time has
        looked at other periods.
    """

    rule: ImputeRule | Drawn | None
    stream: int = 0
    draw: int = 0
    known: Floats | None = None

    @property
    def in_words(self) -> str:
        """The name of the rule, and which of its draws."""
        name = "none" if self.rule is None else str(getattr(self.rule, "by", ""))
        return f"{name} ({self.draw + 1})" if isinstance(self.rule, Drawn) else name

    def numbers(self, seed: int, shape: tuple[int, ...]) -> Floats:
        """Return the uniform numbers of this draw, one for each cell of a matrix of some shape."""
        draw = range(self.draw, self.draw + 1)
        return uniforms(seed, draw, int(np.prod(shape)), self.stream).reshape(shape)

    def filled(self, matrices: Floats, context: Context, seed: int) -> Floats:
        """Fill the missing cells of many matrices, each by itself.

        Parameters
        ----------
        matrices
            (n_units, n_replicates, n_indicators), NaN where missing: in the same cells for all replicates.
        context
            The units and indicators of one matrix.
        seed
            Of draws.
        """
        if self.known is not None:
            return np.where(np.isnan(matrices), self.known[:, None, :], matrices)
        rule = self.rule
        if rule is None or isinstance(rule, RowMean):
            return matrices
        if isinstance(rule, Constant):
            return np.where(np.isnan(matrices), rule.value, matrices)
        if isinstance(rule, Centre):
            return self._from_the_group(matrices, rule, context, seed)
        filled = np.empty_like(matrices)
        for replicate in range(matrices.shape[1]):
            x = matrices[:, replicate, :]
            if isinstance(rule, Drawn):
                filled[:, replicate, :] = rule.completion(x, context)(self.numbers(seed, x.shape))
            else:
                filled[:, replicate, :] = rule.apply(x, context)[0]
        return filled

    def _from_the_group(self, matrices: Floats, rule: Centre, context: Context, seed: int) -> Floats:
        """Fill by a centre of the group, or the value of one unit of it, all replicates at once."""
        filled = matrices.copy()
        missing = np.isnan(matrices[:, 0, :])
        numbers = self.numbers(seed, missing.shape) if isinstance(rule, CentreDrawn) else None
        centre = np.median if rule.by == "median" else np.mean
        for column, rows, donors, _ in donors_by_group(missing, rule.groups(context)):
            if numbers is None:
                filled[rows, :, column] = centre(matrices[donors, :, column], axis=0)
            else:
                chosen = donors[choose(numbers[rows, column], donors.size)]
                filled[rows, :, column] = matrices[chosen, :, column]
        return filled


def fillings_of(alternatives: tuple[ImputeRule | Drawn | None, ...]) -> tuple[tuple[Filling, ...], ...]:
    """Return for each alternative its fillings: one for each draw, or a single one."""
    return tuple(
        tuple(Filling(rule, number + 1, draw) for draw in range(rule.draws))
        if isinstance(rule, Drawn)
        else (Filling(rule),)
        for number, rule in enumerate(alternatives)
    )
