"""Shapley effects: the variance shared out among the factors, interactions in equal parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from quheng.index import Edition
from quheng.index.arrays import Floats, Integers
from quheng.index.uncertain import Vary
from quheng.robustness.sensitivity.arguments import check_bootstrap
from quheng.robustness.sensitivity.design import Columns, Design, Model, Outputs, evaluated
from quheng.robustness.sensitivity.experiment import Experiment, Weights
from quheng.robustness.sensitivity.measure import Measure, is_constant, ratio, resamples, with_all
from quheng.robustness.sensitivity.result import Sensitivity
from quheng.robustness.sensitivity.target import Target


def shapley(
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
    """Return the Shapley effects of the uncertain choices of an index.

    A choice gets what it adds to the explained variance, averaged over all orders in which the choices could
    be settled. It lies between the first-order and the total Sobol' index, and all effects sum to one: one
    number a choice, where Sobol' indices give two that do not add up.

    Parameters
    ----------
    edition, vary, n, seed, target, weights, bootstrap, level
        As `sobol`; the index is built ``n * (factors + 1)`` times.

    Returns
    -------
    The measure `shapley`.

    Raises
    ------
    MethodError
        As `sobol`.

    References
    ----------
    Owen (2014), SIAM/ASA Journal on Uncertainty Quantification 2(1). Song, Nelson and Staum (2016), the same
    journal 4(1). The estimator: Goda (2021), Reliability Engineering and System Safety 213.
    """
    check_bootstrap(bootstrap, level)
    experiment = Experiment.of(edition, vary, seed, weights, target)
    groups = [factor.columns for factor in experiment.factors]
    with experiment.one_thread():
        measures = shapley_effects(
            experiment.outputs,
            groups,
            experiment.plan.dimensions,
            n=n,
            seed=experiment.plan.seed,
            bootstrap=bootstrap,
            level=level,
        )
    return experiment.result("shapley", measures, n * (len(groups) + 1), bootstrap, level)


def shapley_effects(
    model: Model,
    groups: Sequence[Columns],
    dimensions: int,
    *,
    n: int = 1024,
    seed: int = 0,
    bootstrap: int = 500,
    level: float = 0.9,
) -> Mapping[str, Measure]:
    """Return the Shapley effects of groups of the columns of any model.

    Each row exchanges its factors one after the other, in an order of its own, from sample A to sample B.
    With y_0 the output of A and y_j the output after j exchanges, the factor exchanged at j gets
    ``(y_(j-1) - y_j) (y_0 - (y_(j-1) + y_j) / 2)``, whose expectation is what it adds to the variance
    explained by those before it. A row's terms sum to ``(y_0 - y_d)^2 / 2``: the effects sum to one exactly.

    Parameters
    ----------
    model, groups, dimensions, n, seed, bootstrap, level
        As `sobol_indices`.

    Returns
    -------
    `shapley` (n_groups, n_outputs + 1): the last column is of all outputs together. NaN where the output does
    not vary.

    Raises
    ------
    MethodError
        As `sobol_indices`.
    """
    design = Design.of(n, dimensions, seed)
    rng = np.random.default_rng([seed, 2])
    orders = rng.permuted(np.tile(np.arange(len(groups)), (n, 1)), axis=1)
    outputs = evaluated(model, _exchanged(design, groups, orders))
    return _effects(outputs, orders, resamples(n, bootstrap, seed), level)


def _exchanged(design: Design, groups: Sequence[Columns], orders: Integers) -> Iterator[Floats]:
    """Yield A, and A after each row has exchanged its next factor, until all are exchanged."""
    current = design.a.copy()
    yield current.copy()
    for exchanged in orders.T:
        for factor, columns in enumerate(groups):
            rows = np.flatnonzero(exchanged == factor)
            own = current[rows]
            own[:, columns] = design.b[rows][:, columns]
            current[rows] = own
        yield current.copy()


def _effects(
    outputs: Iterator[Outputs], orders: Integers, counts: Floats, level: float
) -> Mapping[str, Measure]:
    start = next(outputs).astype(np.float64)
    before = start
    factors = orders.shape[1]
    parts = np.zeros((factors, len(counts), start.shape[1]))
    constant = np.ones(start.shape[1], dtype=bool)
    for step, own in enumerate(outputs):
        after = own.astype(np.float64)
        constant &= is_constant(start, after)
        terms = (before - after) * (start - (before + after) / 2.0)
        for factor in range(factors):
            rows = np.flatnonzero(orders[:, step] == factor)
            parts[factor] += counts[:, rows] @ terms[rows]
        before = after
    parts *= ~constant
    whole = with_all(parts.sum(axis=0))
    return {"shapley": Measure.stack([Measure.of(ratio(with_all(part), whole), level) for part in parts])}
