"""The design: two independent samples of uniform numbers, and mixtures of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from numbers import Integral
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Floats
from quheng.robustness.sensitivity.arguments import refusal

Outputs: TypeAlias = npt.NDArray[Any]
"""(n_rows, n_outputs) of integers or floats."""

Model: TypeAlias = Callable[[Floats], Outputs]
"""From uniform numbers (n_rows, n_dimensions) in [0, 1) to outputs (n_rows, n_outputs), row by row."""

Columns: TypeAlias = slice | list[int]
"""The columns of the uniform numbers that one factor reads; they are exchanged together."""

TOGETHER = 2**15
"""Rows given to the model in one call: rows that share their upstream choices share the work."""


@dataclass(frozen=True)
class Design:
    """Two samples, A and B, of which every index compares mixtures.

    Parameters
    ----------
    a, b
        (n_rows, n_dimensions) in [0, 1), independent of each other.
    """

    a: Floats
    b: Floats

    @classmethod
    def of(cls, n: int, dimensions: int, seed: int) -> Design:
        """Draw a scrambled Sobol' sequence of twice the dimensions; A has the first columns, B the rest.

        Parameters
        ----------
        n
            The number of rows, a power of two: other numbers would unbalance the sequence.
        dimensions
            Of the model.
        seed
            Of the scrambling.

        Raises
        ------
        MethodError
            Where `n` is not a whole number, or not a power of two.

        References
        ----------
        Sobol' (1967), USSR Computational Mathematics and Mathematical Physics 7(4). Owen (2020), On dropping
        the first Sobol' point. Saltelli et al. (2010), Computer Physics Communications 181, section 3.
        """
        if not isinstance(n, Integral):
            raise refusal("n", n, Text(zh="应为整数", en="it is a whole number"))
        if n < 2 or n & (n - 1):
            following = 2 ** max(1, int(n).bit_length()) if n > 0 else 2
            raise refusal(
                "n",
                n,
                Text(
                    zh=f"索博尔序列须为 2 的幂，下一个是 {following}",
                    en=f"a Sobol' sequence needs a power of two; the next is {following}",
                ),
            )
        from scipy.stats import qmc  # slow to import, and needed by nothing else

        sequence = qmc.Sobol(2 * dimensions, scramble=True, seed=np.random.default_rng(seed))
        drawn = sequence.random_base2(int(n).bit_length() - 1)
        return cls(np.ascontiguousarray(drawn[:, :dimensions]), np.ascontiguousarray(drawn[:, dimensions:]))

    def mixed(self, columns: Columns) -> Floats:
        """Return A with some columns from B."""
        own = self.a.copy()
        own[:, columns] = self.b[:, columns]
        return own


def evaluated(model: Model, blocks: Iterable[Floats]) -> Iterator[Outputs]:
    """Yield the outputs of blocks of rows, in their order; some blocks are evaluated in one call.

    Raises
    ------
    MethodError
        Where an output is not finite, with the number of such rows.
    """
    waiting = iter(blocks)
    for block in waiting:
        more = max(1, TOGETHER // len(block)) - 1
        together = [block, *islice(waiting, more)]
        outputs = model(np.concatenate(together))
        _refuse_not_finite(outputs)
        yield from np.split(outputs, np.cumsum([len(own) for own in together[:-1]]))


def _refuse_not_finite(outputs: Outputs) -> None:
    bad = np.count_nonzero(~np.isfinite(outputs).all(axis=1))
    if bad:
        raise MethodError(
            Problem(
                Text(
                    zh=f"{len(outputs):,} 次计算中有 {bad:,} 次的结果不是有限数，无法计算敏感性",
                    en=f"{bad:,} of {len(outputs):,} evaluations gave a value that is not finite: "
                    "sensitivity is not defined",
                ),
                Where(),
                Text(
                    zh="请检查哪些选择的组合没有结果，并将其排除",
                    en="see which combinations of choices have no result, and leave them out",
                ),
            )
        )
