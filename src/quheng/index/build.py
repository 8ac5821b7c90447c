"""Build an edition: the steps of the Handbook, one after the other, each kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.index.arrays import Floats, Integers
from quheng.index.context import Context
from quheng.index.data import DataMatrix, data_matrix
from quheng.index.denominate import denominate
from quheng.index.edition import Edition
from quheng.index.framework import Indicator
from quheng.index.impute import Impute, impute
from quheng.index.inputs import Inputs
from quheng.index.method import Method
from quheng.index.normalise import NormaliseRule
from quheng.index.rank import competition_ranks
from quheng.index.screen import Screen, coverage_counts
from quheng.index.step import Change, Step
from quheng.index.treat import Treatment, treat
from quheng.index.tree import Tree
from quheng.index.universe import Exclusion, exclusions


def build(inputs: Inputs) -> Edition:
    """Build the edition of an index.

    Parameters
    ----------
    inputs
        Checked inputs.

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
    method, tree = inputs.declaration.method, inputs.declaration.tree
    out = exclusions(inputs.declaration.universe, inputs.units["code"].to_list())
    left_out = {exclusion.unit for exclusion in out}
    units = tuple(unit for unit in inputs.units["code"].to_list() if unit not in left_out)
    _require_units(len(units))
    data = data_matrix(inputs.observations, units, inputs.declaration.variables)

    divided, divisions = _denominated(data, tree.indicators)
    kept, too_little = _screened(divided, units, method.screen)
    _require_units(kept.size)
    data = data.rows(kept)
    divided, divisions = _denominated(data, tree.indicators)
    context = Context(data.units, tree.indicators, inputs.units, data)
    filled, filling = _imputed(divided, method.impute, context)
    treated, treating, treatments = _treated(filled, tree, method)
    normalised = normalise(treated, method.normalise, context)
    scores, weights = aggregate(normalised, tree, method, context)

    columns = tuple(indicator.code for indicator in tree.indicators)
    nodes = tuple(node.code for node in tree.nodes)
    measured = data.values[:, : len(columns)]
    steps = [
        Step("data", data.units, columns, measured),
        Step("denominate", data.units, columns, divided, divisions),
        Step("impute", data.units, columns, filled, filling),
        Step("treat", data.units, columns, treated, treating),
        Step("normalise", data.units, columns, normalised),
        Step("aggregate", data.units, nodes, scores),
    ]
    imputed = np.isnan(divided) & ~np.isnan(filled)
    edition = Edition(
        inputs,
        data,
        {step.name: step for step in steps},
        treatments,
        imputed,
        weights,
        (*out, *too_little),
        scores[:, -1],
        np.empty(0, dtype=np.int64),
    )
    return _ranked(edition)


def normalise(x: Floats, rule: NormaliseRule, context: Context) -> Floats:
    """Normalise each indicator by its own rule, else by `rule`.

    Parameters
    ----------
    x
        (n_units, n_indicators), treated values.
    rule
        The framework's rule.
    context
        The units and indicators.
    """
    by_rule: dict[NormaliseRule, list[int]] = {}
    for column, indicator in enumerate(context.indicators):
        by_rule.setdefault(indicator.normalise or rule, []).append(column)
    result = np.empty_like(x)
    for own, columns in by_rule.items():
        result[:, columns] = own.apply(x[:, columns], context.of(columns))
    return result


def aggregate(
    normalised: Floats, tree: Tree, method: Method, context: Context
) -> tuple[Floats, Mapping[str, Floats]]:
    """Weigh and aggregate the tree bottom-up.

    Parameters
    ----------
    normalised
        (n_units, n_indicators)
    tree, method
        The framework and its rules.
    context
        The units and indicators.

    Returns
    -------
    scores
        (n_units, n_nodes) in the order of `tree.nodes`, the index last.
    weights
        For each inner node the weights (n_children,) of its children, summing to one.
    """
    columns = list(normalised.T)
    weights: dict[str, Floats] = {}
    for node in tree.nodes:
        children = np.stack([columns[child] for child in node.children], axis=1)
        weights[node.code] = method.weight_rule(node).apply(node, children, context)
        columns.append(method.aggregate_rule(node).apply(children, weights[node.code]))
    return np.stack(columns[len(tree.indicators) :], axis=1), weights


def _denominated(data: DataMatrix, indicators: tuple[Indicator, ...]) -> tuple[Floats, tuple[Change, ...]]:
    used = {indicator.denominate.by for indicator in indicators if indicator.denominate}
    return denominate(
        data.values[:, : len(indicators)], indicators, {code: data.column(code) for code in used}
    )


def _screened(
    x: Floats, units: tuple[str, ...], screen: Screen | None
) -> tuple[Integers, tuple[Exclusion, ...]]:
    """Return the rows to keep, and why the others are not; a unit without any value is never kept."""
    counts = coverage_counts(x)
    total = x.shape[1]
    needed = max(1, -(-screen.coverage.numerator * total // screen.coverage.denominator) if screen else 1)
    out = tuple(
        Exclusion(
            unit=units[row],
            rule="coverage",
            reason=Text(
                zh=f"{total} 项指标中有数据的 {counts[row]} 项, 少于 {needed} 项",
                en=f"{counts[row]} of {total} indicators have a value, fewer than {needed}",
            ),
        )
        for row in np.flatnonzero(counts < needed)
    )
    return np.flatnonzero(counts >= needed), out


def _require_units(number: int) -> None:
    if number == 0:
        raise DataError(
            Problem(
                Text(zh="没有任何评价对象可以排名", en="no unit is left to rank"),
                Where(file="index.yaml", field="universe, method.screen"),
                Text(
                    zh="请检查排除规则、覆盖率要求和观测值",
                    en="check the exclusions, the coverage asked for, and the observations",
                ),
            )
        )


def _imputed(x: Floats, rule: Impute | None, context: Context) -> tuple[Floats, tuple[Change, ...]]:
    if rule is None:
        return x, ()
    groups: tuple[str | None, ...] = (None,) * len(context.units)
    if rule.group is not None:
        groups = context.group(rule.group, "method.impute.group")
    return impute(x, groups, context.codes, rule.by)


def _treated(
    x: Floats, tree: Tree, method: Method
) -> tuple[Floats, tuple[Change, ...], tuple[Treatment, ...]]:
    if method.treat is None:
        return x, (), ()
    return treat(x, tuple(indicator.code for indicator in tree.indicators), method.treat)


def _ranked(edition: Edition) -> Edition:
    """Rank the units that have a score; set the others aside with the reason."""
    scored = ~np.isnan(edition.score)
    if not scored.all():
        rows = np.flatnonzero(scored)
        _require_units(rows.size)
        without = tuple(
            Exclusion(
                unit=edition.ranked_units[row],
                rule="no-score",
                reason=Text(
                    zh="缺少的指标使指数无法合成",
                    en="what is missing leaves the index without a score",
                ),
            )
            for row in np.flatnonzero(~scored)
        )
        edition = replace(
            edition,
            data=edition.data.rows(rows),
            steps={name: _rows(step, rows) for name, step in edition.steps.items()},
            imputed=edition.imputed[rows],
            exclusions=(*edition.exclusions, *without),
            score=edition.score[rows],
        )
    return replace(edition, rank=competition_ranks(edition.score))


def _rows(step: Step, rows: Integers) -> Step:
    """Keep some rows of a step; changes to the others are no longer of interest."""
    position = np.full(len(step.units), -1, dtype=np.int64)
    position[rows] = np.arange(rows.size)
    changes = []
    for change in step.changes:
        kept = position[change.rows] >= 0
        changes.append(
            replace(
                change,
                rows=position[change.rows][kept],
                before=change.before[kept],
                after=change.after[kept],
            )
        )
    return replace(
        step,
        units=tuple(step.units[row] for row in rows),
        values=step.values[rows],
        changes=tuple(changes),
    )
