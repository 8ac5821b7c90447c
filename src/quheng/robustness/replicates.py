"""The replicates of a study, drawn as often as they are asked for: they follow from their numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quheng.index.arrays import Floats
from quheng.robustness.draws import Draws
from quheng.robustness.evaluate import slabs
from quheng.robustness.plan import Plan
from quheng.robustness.streams import uniforms

BLOCK = 1024
"""Replicates a block; blocks begin at its multiples, so that a block is the same in every run."""


@dataclass(frozen=True)
class Replicates:
    """The replicates of a study.

    Parameters
    ----------
    plan
        What they share.
    given
        What each of them chose, where that came from outside; None where it follows from the seed.
    """

    plan: Plan
    given: Draws | None = None

    def draws(self, block: range) -> Draws:
        """Return what the replicates of a block chose."""
        if self.given is not None:
            return self.given.some(block)
        return Draws.of(self.plan, uniforms(self.plan.seed, block, self.plan.dimensions))

    def scores(self, block: range) -> Floats:
        """Return the scores (n_replicates, n_units) of the replicates of a block, in their order."""
        scores = np.empty((len(block), self.plan.units))
        for rows, some in slabs(self.plan, self.draws(block)):
            scores[rows] = some
        return scores


def blocks(replicates: int) -> Iterator[range]:
    """Yield the blocks of a study."""
    return (block_of(first, replicates) for first in range(0, replicates, BLOCK))


def block_of(replicate: int, replicates: int) -> range:
    """Return the block of a study that a replicate belongs to."""
    first = replicate - replicate % BLOCK
    return range(first, min(first + BLOCK, replicates))
