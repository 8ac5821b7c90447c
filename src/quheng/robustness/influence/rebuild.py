"""Build an edition again with one unit less or one value changed, without reading anything again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np

from quheng.index import Edition
from quheng.index.arrays import Floats
from quheng.index.build import universe
from quheng.index.data import DataMatrix, data_matrix
from quheng.index.pipeline import (
    Screened,
    context_of,
    impute,
    own_steps,
    ranked,
    score_units,
    screen_units,
)


@dataclass(frozen=True)
class Rebuild:
    """What an edition is built from, once it is read and screened.

    Parameters
    ----------
    edition
        The nominal result.
    screened
        The units that passed the screen. Those that were left without a score are among them: they took part
        in the statistics.
    """

    edition: Edition
    screened: Screened

    @classmethod
    def of(cls, edition: Edition) -> Self:
        """Go back to what an edition is built from.

        Raises
        ------
        MethodError
            Where it is one of a panel, and cannot be built from its own period alone.
        """
        edition.require_alone()
        inputs = edition.inputs
        units, out = universe(inputs)
        data = data_matrix(inputs.coded, units, inputs.declaration.variables, edition.period)
        return cls(edition, screen_units(inputs, data, out, edition.custom))

    def without(self, unit: str) -> Edition:
        """Build it without a unit; the others have passed the screen, which judges each by itself."""
        row = self.screened.data.units.index(unit)
        keep = np.delete(np.arange(len(self.screened.data.units)), row)
        return self._built(self.screened.data.rows(keep), self.screened.divided[keep])

    def with_value(self, unit: str, column: int, value: float) -> Edition:
        """Build it with one value changed, in the measure of the indicator after denomination."""
        divided = self.screened.divided.copy()
        divided[self.screened.data.units.index(unit), column] = value
        return self._built(self.screened.data, divided)

    def _built(self, data: DataMatrix, divided: Floats) -> Edition:
        inputs, custom = self.edition.inputs, self.edition.custom
        own = own_steps("denominate", divided, custom, context_of(inputs, data))
        screened = Screened(data, divided, (), self.screened.exclusions, own)
        return ranked(score_units(inputs, screened, impute(inputs, screened), custom))
