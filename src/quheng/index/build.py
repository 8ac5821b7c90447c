"""Build an edition of an index."""

from __future__ import annotations

from dataclasses import replace

from quheng.index.custom import CustomStep
from quheng.index.data import data_matrix
from quheng.index.edition import Edition
from quheng.index.inputs import Inputs
from quheng.index.pipeline import require_units, run
from quheng.index.universe import Exclusion
from quheng.observations import Period


def build(inputs: Inputs, *, period: Period | None = None, custom: tuple[CustomStep, ...] = ()) -> Edition:
    """Build the edition of an index.

    Parameters
    ----------
    inputs
        Checked inputs.
    period
        The period of every indicator that names none itself; by default the latest observed of each.
    custom
        Steps of the caller's own.

    Returns
    -------
    The edition; units that are out of the universe, known too little or left without a score are among its
    exclusions, each with its reason.

    Raises
    ------
    DeclarationError
        Where the method names a group column that there is not, or an indicator has no observation.
    DataError
        Where no unit is left to rank.
    MethodError
        Where a step is not defined on the data it meets.
    """
    units, out = universe(inputs)
    data = data_matrix(inputs.coded, units, inputs.declaration.variables, period)
    return replace(run(inputs, data, out, custom), period=period, custom=custom)


def universe(inputs: Inputs) -> tuple[tuple[str, ...], tuple[Exclusion, ...]]:
    """Return the units that take part, in the order of their file, and those that do not, with the reason.

    Raises
    ------
    DataError
        Where nobody takes part.
    """
    codes = inputs.units["code"].to_list()
    left_out = {exclusion.unit for exclusion in inputs.outside}
    require_units(len(codes) - len(left_out))
    return tuple(code for code in codes if code not in left_out), inputs.outside
