"""The pipeline: the steps of the Handbook on a data matrix, one after the other, each kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from quheng.bilingual import Text
from quheng.errors import DataError, MethodError, Problem, Where
from quheng.index.arrays import Floats, Integers
from quheng.index.context import Context
from quheng.index.custom import CustomStep, StepName
from quheng.index.data import DataMatrix
from quheng.index.denominate import denominate
from quheng.index.edition import Basis, Edition
from quheng.index.framework import Indicator
from quheng.index.impute import Centre, ImputeRule, RowMean, fill_by_centre
from quheng.index.inputs import Inputs
from quheng.index.method import Method
from quheng.index.normalise import NormaliseRule
from quheng.index.rank import competition_ranks
from quheng.index.screen import screen
from quheng.index.step import Change, Step
from quheng.index.treat import treat
from quheng.index.tree import Tree
from quheng.index.universe import Exclusion

Filled = tuple[Floats, tuple[Change, ...]]


@dataclass(frozen=True)
class Screened:
    """Units known well enough, with their indicators divided by what they are divided by.

    Parameters
    ----------
    data
        Their observed values.
    divided
        (n_units, n_indicators)
    divisions
        What was divided.
    exclusions
        The units left out so far, and why.
    own
        Steps of the caller's own that follow the division.
    """

    data: DataMatrix
    divided: Floats
    divisions: tuple[Change, ...]
    exclusions: tuple[Exclusion, ...]
    own: tuple[Step, ...] = ()

    @property
    def values(self) -> Floats:
        """The values (n_units, n_indicators) that go on."""
        return self.own[-1].values if self.own else self.divided


def run(
    inputs: Inputs, data: DataMatrix, out: tuple[Exclusion, ...], custom: tuple[CustomStep, ...] = ()
) -> Edition:
    """Run every step on a data matrix.

    Parameters
    ----------
    inputs
        What the index is built from.
    data
        The observed values of the units in the universe.
    out
        The units outside it, and why.
    custom
        Steps of the caller's own.

    Raises
    ------
    DataError
        Where no unit is left to rank.
    MethodError
        Where a step is not defined on the data it meets.
    """
    screened = screen_units(inputs, data, out, custom)
    return ranked(score_units(inputs, screened, impute(inputs, screened), custom))


def screen_units(
    inputs: Inputs, data: DataMatrix, out: tuple[Exclusion, ...], custom: tuple[CustomStep, ...] = ()
) -> Screened:
    """Denominate, and set aside the units of which too little is known; then the caller's own steps."""
    tree = inputs.declaration.tree
    require_units(len(data.units))
    divided, divisions = _denominated(data, tree.indicators)
    kept, too_little = screen(divided, data.units, inputs.declaration.method.screen)
    require_units(kept.size)
    if too_little:
        data = data.rows(kept)
        divided, divisions = _denominated(data, tree.indicators)
    own = own_steps("denominate", divided, custom, context_of(inputs, data))
    return Screened(data, divided, divisions, (*out, *too_little), own)


def own_steps(
    after: StepName, values: Floats, custom: tuple[CustomStep, ...], context: Context
) -> tuple[Step, ...]:
    """Run the caller's own steps that follow a step, each once."""
    steps: list[Step] = []
    for own in custom:
        if own.after == after:
            values = own.apply(values, context)
            steps.append(Step(own.name, context.units, context.codes, values))
    return tuple(steps)


def impute(inputs: Inputs, screened: Screened) -> Filled:
    """Fill missing cells by the rule of the index."""
    rule = inputs.declaration.method.impute
    if rule is None:
        return screened.values, ()
    return rule.apply(screened.values, context_of(inputs, screened.data))


def score_units(
    inputs: Inputs, screened: Screened, filled: Filled, custom: tuple[CustomStep, ...] = ()
) -> Edition:
    """Treat, normalise, weigh and aggregate; the edition that comes back has scores but no ranks yet."""
    method, tree, data = inputs.declaration.method, inputs.declaration.tree, screened.data
    context = context_of(inputs, data)
    steps: dict[str, Step] = {}

    def keep(name: StepName, values: Floats, changes: tuple[Change, ...] = ()) -> Floats:
        """Keep a step, let the caller's own steps follow it, and return what goes on."""
        kept = (
            Step(name, data.units, context.codes, values, changes),
            *own_steps(name, values, custom, context),
        )
        steps.update({step.name: step for step in kept})
        return kept[-1].values

    measured = Step("data", data.units, context.codes, data.values[:, : len(context.codes)])
    divided = Step("denominate", data.units, context.codes, screened.divided, screened.divisions)
    steps.update({step.name: step for step in (measured, divided, *screened.own)})
    rules = tuple(method.treat_rule(indicator) for indicator in tree.indicators)
    treated, treating, treatments = treat(keep("impute", *filled), context.codes, rules)
    scaled = normalise(keep("treat", treated, treating), method.normalise, context)
    normalised = keep("normalise", *fill_rows(scaled, method.impute, tree))
    scores, weights, completing = aggregate(normalised, tree, method, context)
    nodes = tuple(node.code for node in tree.nodes)
    steps["aggregate"] = Step("aggregate", data.units, nodes, scores, completing)
    return Edition(
        inputs,
        data,
        steps,
        treatments,
        np.isnan(screened.values) & ~np.isnan(normalised),
        weights,
        screened.exclusions,
        scores[:, -1],
        np.empty(0, dtype=np.int64),
    )


def context_of(inputs: Inputs, data: DataMatrix) -> Context:
    """Return what a step may know beside the numbers."""
    return Context(data.units, inputs.declaration.tree.indicators, inputs.units, data)


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


def fill_rows(normalised: Floats, rule: ImputeRule | None, tree: Tree) -> tuple[Floats, tuple[Change, ...]]:
    """Fill missing cells from the unit's other normalised indicators, where the impute step says `row_mean`.

    Parameters
    ----------
    normalised
        (n_units, n_indicators)
    rule
        Of the impute step.
    tree
        The framework.
    """
    if not isinstance(rule, RowMean):
        return normalised, ()
    return rule.fill(normalised, tree.siblings, tuple(indicator.code for indicator in tree.indicators))


def aggregate(
    normalised: Floats, tree: Tree, method: Method, context: Context
) -> tuple[Floats, Mapping[str, Floats], tuple[Change, ...]]:
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
    changes
        Missing scores of pillars that were filled.
    """
    columns = list(normalised.T)
    weights: dict[str, Floats] = {}
    changes: list[Change] = []
    for node in tree.nodes:
        children = np.stack([columns[child] for child in node.children], axis=1)
        rule = method.aggregate_rule(node)
        own = replace(node, aggregate=rule)
        weights[node.code] = method.weight_rule(node).apply(own, children, context)
        try:
            score = rule.apply(children, weights[node.code])
        except MethodError as error:
            raise _at(node.code, error) from None
        if method.aggregate.impute and node.parent is not None:
            score, filling = PillarFilling(method.aggregate.impute, context).apply(score, node.code)
            changes += filling
        columns.append(score)
    return np.stack(columns[len(tree.indicators) :], axis=1), weights, tuple(changes)


def _at(code: str, error: MethodError) -> MethodError:
    """Say at which node a method was not defined."""
    return MethodError(
        replace(problem, where=replace(problem.where, field=f"{problem.where.field or 'aggregate'} ({code})"))
        for problem in error.problems
    )


@dataclass(frozen=True)
class PillarFilling:
    """How the missing scores of pillars are filled.

    Parameters
    ----------
    rule
        By a centre of the units that have a score.
    context
        The units.
    """

    rule: Centre
    context: Context

    def apply(self, score: Floats, code: str) -> tuple[Floats, tuple[Change, ...]]:
        """Fill the missing scores (n_units,) of a pillar."""
        groups: tuple[str | None, ...] = (None,) * score.size
        if self.rule.group is not None:
            groups = self.context.group(self.rule.group, "method.aggregate.impute.group")
        filled, changes = fill_by_centre(score[:, None], groups, (code,), self.rule.by)
        return filled[:, 0], changes


def _denominated(data: DataMatrix, indicators: tuple[Indicator, ...]) -> tuple[Floats, tuple[Change, ...]]:
    used = {indicator.denominate.by for indicator in indicators if indicator.denominate}
    return denominate(
        data.values[:, : len(indicators)], indicators, {code: data.column(code) for code in used}
    )


def require_units(number: int) -> None:
    """Raise a DataError where no unit is left."""
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


def ranked(edition: Edition) -> Edition:
    """Rank the units that have a score; set the others aside with the reason."""
    scored = ~np.isnan(edition.score)
    if not scored.all():
        rows = np.flatnonzero(scored)
        require_units(rows.size)
        without = tuple(
            Exclusion(
                unit=edition.ranked_units[row],
                rule="no-score",
                reason=Text(
                    zh="因指标缺失，无法合成指数",
                    en="what is missing leaves the index without a score",
                ),
            )
            for row in np.flatnonzero(~scored)
        )
        edition = replace(some_rows(edition, rows), exclusions=(*edition.exclusions, *without))
    rule = edition.inputs.declaration.method.rank
    return replace(edition, rank=competition_ranks(rule.ranked(edition.score)))


def some_rows(edition: Edition, rows: Integers) -> Edition:
    """Keep some of the rows of every matrix, and remember on which rows the steps were run."""
    basis = (
        Basis(edition, rows)
        if edition.basis is None
        else replace(edition.basis, rows=edition.basis.rows[rows])
    )
    return replace(
        edition,
        basis=basis,
        data=edition.data.rows(rows),
        steps={name: _rows(step, rows) for name, step in edition.steps.items()},
        imputed=edition.imputed[rows],
        score=edition.score[rows],
    )


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
