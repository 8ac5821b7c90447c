"""Uncertain choices: each reads its own columns of uniform numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quheng.bilingual import Text
from quheng.index.arrays import Floats, Integers


@dataclass(frozen=True)
class Factor:
    """One uncertain choice of a study.

    Parameters
    ----------
    name
        weights, normalise, pillars, index or drop_one.
    title
        In words.
    alternatives
        What may be chosen, in words; for weights, the noise.
    columns
        The columns of the uniform numbers that it reads.
    """

    name: str
    title: Text
    alternatives: tuple[str, ...]
    columns: slice

    @property
    def width(self) -> int:
        """How many columns it reads."""
        return int(self.columns.stop) - int(self.columns.start)


def choose(uniform: Floats, alternatives: int) -> Integers:
    """Turn uniform numbers in [0, 1) into choices 0 to alternatives - 1, equally likely."""
    return (uniform * alternatives).astype(np.int64)


def noise_factor(uniform: Floats, noise: float) -> Floats:
    """Turn uniform numbers in [0, 1) into factors from 1 - noise to 1 + noise."""
    return 1.0 + noise * (2.0 * uniform - 1.0)
