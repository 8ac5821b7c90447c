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
        weights, measurement, impute, treat, goalposts, normalise, pillars, index or drop_one.
    title
        In words.
    alternatives
        The codes of what may be chosen; for weights how they are drawn; none for what is drawn from a
        continuum.
    columns
        The columns of the uniform numbers that it reads.
    detail
        How it is drawn, in words, where it is not one of the alternatives.
    """

    name: str
    title: Text
    alternatives: tuple[str, ...]
    columns: slice
    detail: Text | None = None

    @property
    def width(self) -> int:
        """How many columns it reads."""
        return int(self.columns.stop) - int(self.columns.start)


def choose(uniform: Floats, alternatives: int) -> Integers:
    """Turn uniform numbers in [0, 1) into choices 0 to alternatives - 1, equally likely."""
    return (uniform * alternatives).astype(np.int64)
