"""Count the pairs that two rankings put in opposite orders."""

from __future__ import annotations

import numpy as np

from quheng.index.arrays import Integers


def reversed_pairs(before: Integers, after: Integers) -> int:
    """Return the number of pairs i, j with ``before[i] < before[j]`` and ``after[i] > after[j]``.

    A pair that is tied in either ranking is not reversed. The pairs are counted bit by bit, from the highest
    bit of the second ranking down: among ranks that agree in the higher bits, each zero counts the ones
    before it. That takes O(n log n) steps for n units.

    Parameters
    ----------
    before, after
        (n_units,) ranks, not negative.

    Returns
    -------
    From 0 to n (n - 1) / 2. Without ties it is the Kendall distance of the two rankings.

    References
    ----------
    Kendall (1938), Biometrika 30(1), A new measure of rank correlation. Knight (1966), Journal of the
    American Statistical Association 61(314), counts them in O(n log n) by merging.
    """
    sequence = after[np.lexsort((after, before))]
    total = 0
    for bit in reversed(range(int(sequence.max(initial=0)).bit_length())):
        one = (sequence >> bit) & 1
        ones_so_far = np.cumsum(one)
        group = sequence >> (bit + 1)
        starts = np.flatnonzero(np.diff(group, prepend=-1))
        ones_before_group = np.repeat(
            ones_so_far[starts] - one[starts], np.diff(starts, append=sequence.size)
        )
        total += int(((ones_so_far - ones_before_group) * (1 - one)).sum())
        sequence = sequence[np.argsort(sequence >> bit, kind="stable")]
    return total
