"""PAWN: how far the whole distribution of the outcome moves when a factor is held, not the variance alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from quheng.bilingual import Text
from quheng.index import Edition
from quheng.index.arrays import Booleans, Floats, Integers
from quheng.index.uncertain import Vary
from quheng.robustness.choices import alternatives
from quheng.robustness.factor import Factor, choose
from quheng.robustness.plan import Plan
from quheng.robustness.sensitivity.arguments import check_bootstrap, refusal
from quheng.robustness.sensitivity.design import Design, Model, evaluated
from quheng.robustness.sensitivity.experiment import Experiment, Weights
from quheng.robustness.sensitivity.measure import Measure, is_constant, resamples
from quheng.robustness.sensitivity.result import Sensitivity
from quheng.robustness.sensitivity.target import Target

LEAST_ROWS = 10
"""Fewer rows in an interval say nothing of a distribution."""


def pawn(
    edition: Edition,
    vary: Vary | None = None,
    *,
    n: int = 2048,
    seed: int | None = None,
    target: Target = "mean_shift",
    weights: Weights = "each",
    intervals: int = 10,
    bootstrap: int | None = None,
    level: float = 0.9,
) -> Sensitivity:
    """Return PAWN indices of the uncertain choices of an index.

    The index is built `n` times. For each alternative of a choice, or each of some intervals of what is drawn
    for a weight, the distribution of the outcome over those rows is compared with that over all rows, by the
    Kolmogorov-Smirnov distance, 0 to 1. Use it where the variance says little: an outcome with two humps or
    a long tail.

    Distances of finite samples are never zero. `chance` is the median that a factor without any effect has
    with as many rows and intervals, by shuffling the rows: an index inside its interval is no evidence.
    Because samples make distances too large, the intervals of `median` and `maximum` may lie below them.

    Parameters
    ----------
    edition, vary, seed, target, level
        As `sobol`.
    n
        Rows, a power of two.
    weights
        `each`: all weights as a group lie on no line that could be cut into intervals.
    intervals
        Of equal probability, for each weight.
    bootstrap
        The number of resamples, and of shuffles; each costs as much as the indices themselves. By default 100
        where one number is explained, and 0 for every unit.

    Returns
    -------
    Measures `median` and `maximum`, over the alternatives or intervals, and `chance`. For many outputs, the
    table has the means over those that vary.

    Raises
    ------
    MethodError
        Where `n` leaves fewer than 10 rows for an interval, `weights` is `group`, or as `sobol`.

    References
    ----------
    Pianosi and Wagener (2015), Environmental Modelling and Software 67; (2018), the same journal 108. The
    yardstick of a factor without effect: Khorashadi Zadeh et al. (2017), the same journal 91.
    """
    check_bootstrap(bootstrap or 0, level)
    if weights != "each":
        raise refusal(
            "weights",
            weights,
            Text(zh='PAWN 须用 "each"：一组权重无法分段', en='PAWN needs "each": a group has no intervals'),
        )
    experiment = Experiment.of(edition, vary, seed, weights, target)
    _refuse_whole(experiment.factors, experiment.plan)
    cuts = [len(alternatives(experiment.plan, factor)) or intervals for factor in experiment.factors]
    times = (0 if experiment.outcome.by_unit else 100) if bootstrap is None else bootstrap
    with experiment.one_thread():
        measures = pawn_indices(
            experiment.outputs,
            [factor.columns.start for factor in experiment.factors],
            cuts,
            experiment.plan.dimensions,
            n=n,
            seed=experiment.plan.seed,
            bootstrap=times,
            level=level,
        )
    return experiment.result("pawn", measures, n, times, level)


def _refuse_whole(factors: tuple[Factor, ...], plan: Plan) -> None:
    """Refuse choices of which many numbers are drawn at once: they lie on no line that could be cut."""
    for factor in factors:
        if factor.name in ("measurement", "goalposts") and not alternatives(plan, factor):
            raise refusal(
                "vary",
                factor.name,
                Text(
                    zh="PAWN 不适用于整体抽取的误差，请改用 sobol 或 shapley",
                    en="PAWN does not suit errors that are drawn together: use sobol or shapley",
                ),
            )


def pawn_indices(
    model: Model,
    columns: Sequence[int],
    intervals: Sequence[int],
    dimensions: int,
    *,
    n: int = 2048,
    seed: int = 0,
    bootstrap: int = 100,
    level: float = 0.9,
) -> Mapping[str, Measure]:
    """Return PAWN indices of columns of any model.

    Parameters
    ----------
    model, dimensions
        As `sobol_indices`.
    columns
        The column of each factor.
    intervals
        Into how many equal intervals each is cut.
    n, seed, bootstrap, level
        As `pawn`.

    Returns
    -------
    `median`, `maximum` and `chance`, each (n_factors, n_outputs + 1): the last column is the mean over the
    outputs that vary. NaN where the output does not vary.

    Raises
    ------
    MethodError
        As `pawn`.
    """
    most = max(intervals)
    if n < LEAST_ROWS * most:
        least = LEAST_ROWS * most
        raise refusal(
            "n",
            n,
            Text(zh=f"某因素分 {most} 段，至少需 {least}", en=f"it is at least {least} for {most} intervals"),
        )
    uniforms = Design.of(n, dimensions, seed).a
    (outputs,) = evaluated(model, [uniforms])
    constant = is_constant(outputs)
    counts = resamples(n, bootstrap, seed)
    rng = np.random.default_rng([seed, 3])
    found: dict[str, list[Measure]] = {"median": [], "maximum": [], "chance": []}
    for column, cut in zip(columns, intervals, strict=True):
        labels = choose(uniforms[:, column], cut)
        own = _distances(outputs, labels[None], counts, cut, constant)
        shuffled = rng.permuted(np.tile(labels, (len(counts), 1)), axis=1)
        chance = np.median(_distances(outputs, shuffled, np.ones((1, n)), cut, constant), axis=2)
        found["median"].append(Measure.of(_with_mean(np.median(own, axis=2)), level).reflected(0.0, 1.0))
        found["maximum"].append(Measure.of(_with_mean(own.max(axis=2)), level).reflected(0.0, 1.0))
        found["chance"].append(Measure.of(_with_mean(chance), level))
    return {name: Measure.stack(measures) for name, measures in found.items()}


def distances(labels: Integers, is_last: Booleans, counts: Floats, cut: int) -> Floats:
    """Return the Kolmogorov-Smirnov distance (cut,) of each interval's rows from all rows.

    Parameters
    ----------
    labels
        (n_rows,) the interval of each row, 0 to cut - 1; rows in rising order of the output.
    is_last
        (n_rows,), where the next row has a higher output: there the distribution functions are compared.
    counts
        (n_rows,), how often each row counts.

    Returns
    -------
    0 to 1; 0 for an interval without rows, which only a resample can have.
    """
    inside = np.cumsum((labels[:, None] == np.arange(cut)) * counts[:, None], axis=0)[is_last]
    everywhere = np.cumsum(counts)[is_last]
    rows = inside[-1]
    gaps: Floats = np.abs(inside / np.where(rows > 0, rows, 1.0) - (everywhere / everywhere[-1])[:, None])
    largest: Floats = gaps.max(axis=0) * (rows > 0)
    return largest


def _distances(outputs: Floats, labels: Integers, counts: Floats, cut: int, constant: Booleans) -> Floats:
    """Return distances (n_variants, n_outputs, cut), NaN where constant; variants differ in one of these."""
    variants = max(len(labels), len(counts))
    found = np.full((variants, outputs.shape[1], cut), np.nan)
    for output in np.flatnonzero(~constant):
        order = np.argsort(outputs[:, output], kind="stable")
        values = outputs[order, output]
        is_last = np.append(values[1:] != values[:-1], True)
        for variant in range(variants):
            own_labels = labels[min(variant, len(labels) - 1), order]
            own_counts = counts[min(variant, len(counts) - 1), order]
            found[variant, output] = distances(own_labels, is_last, own_counts, cut)
    return found


def _with_mean(values: Floats) -> Floats:
    """Append to (n_rows, n_outputs) a column: the mean over the outputs that vary, NaN where none does."""
    varies = ~np.isnan(values[0])
    mean = values[:, varies].mean(axis=1) if varies.any() else np.full(len(values), np.nan)
    return np.concatenate([values, mean[:, None]], axis=1)
