"""Treat the indicators one by one, and keep what happened to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.index.arrays import Floats
from quheng.index.shape import shape_of, skewness_and_kurtosis
from quheng.index.step import Action, Change
from quheng.index.treat.rule import Treat, TreatStep
from quheng.index.treat.winsorise import Winsorise


@dataclass(frozen=True)
class Treatment:
    """What happened to one indicator that failed the test, or whose treatment was forced.

    Parameters
    ----------
    indicator
        Its code.
    action
        winsorised, or the name of the transformation, or none where nothing was allowed.
    points
        How many cells were changed.
    skewness_before, kurtosis_before, skewness_after, kurtosis_after
        Its shape; NaN after a treatment that leaves no variation.
    passed
        Whether it is within the limits now.
    """

    indicator: str
    action: str
    points: int
    skewness_before: float
    kurtosis_before: float
    skewness_after: float
    kurtosis_after: float
    passed: bool


def treat(
    x: Floats, codes: Sequence[str], rules: Sequence[Treat | None]
) -> tuple[Floats, tuple[Change, ...], tuple[Treatment, ...]]:
    """Treat each column that fails the test of its rule, or whose treatment is forced.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.
    codes
        (n_columns,), for the log.
    rules
        (n_columns,) the limits and treatments; None leaves a column alone.

    Returns
    -------
    treated
        (n_units, n_columns); missing stays missing.
    changes
        The cells that were changed, by column.
    treatments
        One entry for each column that failed the test or was forced.

    Raises
    ------
    MethodError
        Where a treatment that is due is not defined on the values, as a logarithm on negative ones.

    References
    ----------
    OECD/JRC (2008), Handbook on Constructing Composite Indicators, Part 2, section 5.1; the limits 2 and 3.5
    are the JRC's practice.
    """
    treated = x.copy()
    shapes = [shape.tolist() for shape in skewness_and_kurtosis(x)]
    changes: list[Change] = []
    treatments: list[Treatment] = []
    problems: list[Problem] = []
    for column, (code, rule, skew, kurtosis) in enumerate(zip(codes, rules, *shapes, strict=True)):
        if rule is None:
            continue
        fails = rule.when.beyond(skew, kurtosis)
        before = x[:, column]
        if not fails and not (rule.force and before[~np.isnan(before)].size):
            continue
        try:
            after, step, detail, shape = _treated(before, rule, code, fails=fails)
        except MethodError as error:
            problems.extend(error.problems)
            continue
        rows = np.flatnonzero(~np.isnan(before) & (after != before))
        treated[:, column] = after
        winsorised = isinstance(step, Winsorise)
        if rows.size:
            done: Action = "winsorised" if winsorised else "transformed"
            changes.append(Change(code, rows, before[rows], after[rows], done, detail))
        treatments.append(
            Treatment(
                code,
                "none" if not rows.size else "winsorised" if winsorised else step.by,
                int(rows.size),
                skew,
                kurtosis,
                *shape,
                passed=not rule.when.beyond(*shape),
            )
        )
    if problems:
        raise MethodError(problems)
    return treated, tuple(changes), tuple(treatments)


def _treated(
    before: Floats, rule: Treat, code: str, *, fails: bool
) -> tuple[Floats, TreatStep, Text, tuple[float, float]]:
    """Try the treatments in turn, each on the untreated values, until one passes the test.

    Return the treated values, the last treatment tried, what it did in words, and the shape that it leaves.
    """
    for step in rule.steps:
        why = step.undefined(before)
        if why is not None:
            raise MethodError(_problem(code, step.by, why))
        after, detail = step.apply(before, rule.when if fails else None)
        shape = shape_of(after[~np.isnan(after)])
        fails = rule.when.beyond(*shape)
        if not fails:
            break
    return after, step, detail, shape


def _problem(code: str, treatment: str, why: Text) -> Problem:
    return Problem(
        Text(
            zh=f"异常值处理 {treatment} 对该指标没有定义：{why.zh}",
            en=f"the treatment {treatment} is not defined for this indicator: {why.en}",
        ),
        Where(file="index.yaml", field=code),
        Text(
            zh="请改用 {by: log}（适用于任何取值），或给该指标写 treat: none",
            en="use {by: log}, which takes any values, or write `treat: none` at the indicator",
        ),
    )
