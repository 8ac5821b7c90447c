"""Counter-based random numbers: a replicate has the same draws whoever computes it, in whichever order."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Floats

NUMBERS_A_COUNT = 4
"""Philox gives four 64-bit numbers for each value of its counter."""

BITS = 53
"""Of a uniform number in double precision."""


def uniforms(seed: int, replicates: range, dimensions: int, stream: int = 0) -> Floats:
    """Return the uniform numbers of some replicates.

    Parameters
    ----------
    seed
        The key of the generator, 0 to 2^64 - 1.
    replicates
        A range of replicate numbers with step one.
    dimensions
        How many numbers each replicate has.
    stream
        0 to 2^63 - 1: streams of one seed are independent of each other.

    Returns
    -------
    (len(replicates), dimensions) in [0, 1).

    References
    ----------
    Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3 (Philox 4x64-10).
    """
    counts = -(-dimensions // NUMBERS_A_COUNT)
    bits = np.random.Philox(key=seed | stream << 64).advance(replicates.start * counts)
    drawn = np.random.Generator(bits).random((len(replicates), counts * NUMBERS_A_COUNT))
    return drawn[:, :dimensions]


def further(keys: Floats, dimensions: int, page: int = 0) -> Floats:
    """Return more uniform numbers of some replicates, all following from one that each of them has.

    A choice that needs thousands of numbers, or does not know how many, so takes one column only. The number
    that a replicate has is the key of a generator of its own.

    Parameters
    ----------
    keys
        (n_replicates,) in [0, 1).
    dimensions
        How many further numbers each replicate has on a page.
    page
        0, 1, 2, ...: others on every page.

    Returns
    -------
    (n_replicates, dimensions) in [0, 1).
    """
    drawn = np.empty((keys.size, dimensions))
    counts = -(-dimensions // NUMBERS_A_COUNT)
    for own, key in zip(drawn, np.ldexp(keys, BITS).astype(np.int64).tolist(), strict=True):
        bits = np.random.Philox(key=key | 1 << 127).advance(page * counts)
        np.random.Generator(bits).random(out=own)
    return drawn
