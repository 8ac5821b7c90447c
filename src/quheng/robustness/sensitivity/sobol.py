"""Sobol' indices: which share of the variance a factor explains alone, and with all its interactions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from quheng.index import Edition
from quheng.index.arrays import Floats
from quheng.index.uncertain import Vary
from quheng.robustness.sensitivity.arguments import check_bootstrap
from quheng.robustness.sensitivity.design import Columns, Design, Model, Outputs, evaluated
from quheng.robustness.sensitivity.experiment import Experiment, Weights
from quheng.robustness.sensitivity.measure import Measure, is_constant, ratio, resamples, with_all
from quheng.robustness.sensitivity.result import Sensitivity
from quheng.robustness.sensitivity.target import Target

OUTPUTS_TOGETHER = 64
"""Outputs computed together: their columns stay in the processor's cache."""


def sobol(
    edition: Edition,
    vary: Vary | None = None,
    *,
    n: int = 1024,
    seed: int | None = None,
    target: Target = "mean_shift",
    weights: Weights = "group",
    bootstrap: int = 500,
    level: float = 0.9,
) -> Sensitivity:
    """Return first-order and total Sobol' indices of the uncertain choices of an index.

    ``first = Var(E[y | x_i]) / Var(y)`` is the share of the variance that would be gone if the choice were
    settled; ``total = E[Var(y | all but x_i)] / Var(y)`` the share that would be left if all others were. A
    total much above the first order means that the choice acts together with others.

    Weights that sum to one are not independent, and Sobol' indices need factors that are. They are valid here
    because the factors are the independent uniform numbers that the choices are read from: all columns of a
    factor are exchanged together, so that `weights="group"` is one factor, all weights of the framework; and
    with `weights="each"` a factor is what is drawn for one weight (its noise, or its exponential or gamma
    number) before the weights of a node are made to sum to one.

    Parameters
    ----------
    edition
        The nominal result.
    vary
        The uncertain choices; by default what the index declares.
    n
        Rows of the design, a power of two; the index is built ``n * (factors + 2)`` times.
    seed
        Of the design and the bootstrap; by default what the index declares.
    target
        What is explained: `mean_shift`, the mean over the units of the absolute shift from the nominal rank;
        the code of a unit, its rank; `units`, the rank of every unit; ``("top", k)``, whether each unit is
        among the first `k`.
    weights
        `group`: all weights are one factor; `each`: each weight is one.
    bootstrap
        The number of resamples for the intervals, 0 for none. Rows of the design are drawn with what belongs
        to them in A, B and every mixture, and the variance is estimated again each time.
    level
        Of the intervals.

    Returns
    -------
    Measures `first` and `total`. For many outputs, the table has the indices of all of them together (the sum
    of what is explained over the sum of the variances); `by_unit` has those of each.

    Raises
    ------
    MethodError
        Where `n` is not a power of two or another argument is out of range, no choice varies, or as
        `uncertainty`.

    References
    ----------
    Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola (2010), Computer Physics Communications 181,
    table 2 (b) for the first order and (f), after Jansen (1999), for the total. Sums over outputs: Gamboa,
    Janon, Klein and Lagnoux (2014), Electronic Journal of Statistics 8. The target mean_shift: Saisana,
    Saltelli and Tarantola (2005), Journal of the Royal Statistical Society A 168.
    """
    check_bootstrap(bootstrap, level)
    experiment = Experiment.of(edition, vary, seed, weights, target)
    groups = [factor.columns for factor in experiment.factors]
    with experiment.one_thread():
        measures = sobol_indices(
            experiment.outputs,
            groups,
            experiment.plan.dimensions,
            n=n,
            seed=experiment.plan.seed,
            bootstrap=bootstrap,
            level=level,
        )
    return experiment.result("sobol", measures, n * (len(groups) + 2), bootstrap, level)


def sobol_indices(
    model: Model,
    groups: Sequence[Columns],
    dimensions: int,
    *,
    n: int = 1024,
    seed: int = 0,
    bootstrap: int = 500,
    level: float = 0.9,
) -> Mapping[str, Measure]:
    """Return first-order and total Sobol' indices of groups of the columns of any model.

    Parameters
    ----------
    model
        From uniform numbers (n_rows, dimensions) to outputs (n_rows, n_outputs).
    groups
        The columns of each factor, which share none.
    dimensions
        How many uniform numbers the model reads.
    n, seed, bootstrap, level
        As `sobol`.

    Returns
    -------
    `first` and `total`, each (n_groups, n_outputs + 1): the last column is of all outputs together. NaN where
    the output does not vary.

    Raises
    ------
    MethodError
        Where `n` is not a power of two, or an output is not finite.
    """
    design = Design.of(n, dimensions, seed)
    blocks = chain((design.a, design.b), (design.mixed(group) for group in groups))
    outputs = evaluated(model, blocks)
    return indices_of(next(outputs), next(outputs), outputs, resamples(n, bootstrap, seed), level)


def indices_of(
    a: Outputs, b: Outputs, mixed: Iterable[Outputs], counts: Floats, level: float
) -> Mapping[str, Measure]:
    """Return first-order and total Sobol' indices from the outputs of a design.

    Parameters
    ----------
    a, b
        (n_rows, n_outputs) of the two samples.
    mixed
        For each factor (n_rows, n_outputs) of A with the factor's columns from B.
    counts
        (1 + n_resamples, n_rows), how often each row counts; the first row is ones.
    level
        Of the intervals.
    """
    b_centred = b - (a.mean(axis=0) + b.mean(axis=0)) / 2.0
    varies = ~is_constant(a, b)
    whole = with_all(variance(a, b, counts) * varies)
    first, total = [], []
    for own in mixed:
        alone, with_others = explained(a, b_centred, own, counts)
        first.append(Measure.of(ratio(with_all(alone * varies), whole), level))
        total.append(Measure.of(ratio(with_all(with_others * varies), whole), level))
    return {"first": Measure.stack(first), "total": Measure.stack(total)}


def explained(a: Outputs, b_centred: Floats, mixed: Outputs, counts: Floats) -> tuple[Floats, Floats]:
    """Return the variance that one factor explains alone and with its interactions.

    ``mean(b * (mixed - a))`` (Saltelli et al. 2010, table 2 (b)) and ``mean((mixed - a)^2) / 2`` (Jansen
    1999; table 2 (f)). `b` is centred: a mean that is large beside the spread would drown the first.

    Parameters
    ----------
    a, b_centred, mixed
        (n_rows, n_outputs)
    counts
        (1 + n_resamples, n_rows)

    Returns
    -------
    Two arrays (1 + n_resamples, n_outputs).
    """
    rows, outputs = a.shape
    first, total = np.empty((2, len(counts), outputs))
    for start in range(0, outputs, OUTPUTS_TOGETHER):
        some = slice(start, start + OUTPUTS_TOGETHER)
        change = np.subtract(mixed[:, some], a[:, some], dtype=np.float64)
        first[:, some] = counts @ (b_centred[:, some] * change)
        total[:, some] = counts @ np.square(change, out=change)
    return first / rows, total / (2 * rows)


def variance(a: Outputs, b: Outputs, counts: Floats) -> Floats:
    """Return the variance (1 + n_resamples, n_outputs) over the rows of both samples."""
    centre = a.mean(axis=0)
    mean = np.zeros((len(counts), a.shape[1]))
    square = np.zeros_like(mean)
    for sample in (a, b):
        centred = sample - centre
        mean += counts @ centred
        square += counts @ np.square(centred)
    rows = 2 * len(a)
    found: Floats = square / rows - (mean / rows) ** 2
    return found
