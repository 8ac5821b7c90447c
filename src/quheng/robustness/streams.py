"""Counter-based random numbers: a replicate has the same draws whoever computes it, in whichever order."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats

NUMBERS_A_COUNT = 4
"""Philox gives four 64-bit numbers for each value of its counter."""


def uniforms(seed: int, replicates: range, dimensions: int) -> Floats:
    """Return the uniform numbers of some replicates.

    Parameters
    ----------
    seed
        The key of the generator, 0 to 2^64 - 1.
    replicates
        A range of replicate numbers with step one.
    dimensions
        How many numbers each replicate has.

    Returns
    -------
    (len(replicates), dimensions) in [0, 1).

    References
    ----------
    Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3 (Philox 4x64-10).
    """
    counts = -(-dimensions // NUMBERS_A_COUNT)
    bits = np.random.Philox(key=seed).advance(replicates.start * counts)
    drawn = np.random.Generator(bits).random((len(replicates), counts * NUMBERS_A_COUNT))
    return drawn[:, :dimensions]
