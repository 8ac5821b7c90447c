"""The plan of a study: what its replicates share, computed once, and what each of them draws."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from quheng.bilingual import Text, listed
from quheng.errors import MethodError, Problem, Where
from quheng.index import Edition
from quheng.index.aggregate import AggregateRule
from quheng.index.arrays import Booleans, Floats, Integers
from quheng.index.impute import ImputeRule
from quheng.index.normalise import NormaliseRule, ZScore
from quheng.index.pipeline import PillarFilling, fill_rows, normalise
from quheng.index.rank import RankRule
from quheng.index.treat import Treat, Winsorise, treat
from quheng.index.tree import Tree
from quheng.index.uncertain import Vary
from quheng.index.uncertain_weights import UncertainWeights
from quheng.robustness.factor import Factor
from quheng.robustness.weights import check_weights, columns_needed

POSITIVE_ZSCORE = ZScore(mean=50.0, sd=10.0)
"""A bare `zscore` beside a geometric mean: the same z-scores, moved to where the mean is defined."""


@dataclass(frozen=True)
class Scaled:
    """The normalised indicators under one alternative.

    Parameters
    ----------
    values
        (n_indicators, n_units), zero where missing.
    present
        (n_indicators, n_units), where there is a value; None where nothing is missing.
    """

    values: Floats
    present: Booleans | None

    def has(self, indicators: list[int]) -> Booleans | None:
        """Return where some indicators are present, None where nothing is missing."""
        return None if self.present is None else self.present[indicators]

    @classmethod
    def of(cls, normalised: Floats) -> Scaled:
        """Prepare a matrix (n_units, n_indicators) with NaN where missing."""
        missing = np.isnan(normalised).T
        values = np.ascontiguousarray(np.where(missing, 0.0, normalised.T))
        return cls(values, ~missing if missing.any() else None)


@dataclass(frozen=True)
class Plan:
    """What all replicates of a study share.

    Parameters
    ----------
    seed
        Of the random numbers.
    tree
        The framework.
    weights
        The nominal weights of each inner node's children.
    scaled
        The normalised indicators, one entry for each combination of imputation, treatment and normalisation,
        the last varying fastest.
    pillar_rules, index_rules
        The alternatives of aggregation: for each of `pillar_rules` the rule of every node below the root.
    uncertain_weights
        How the weights are drawn; None where they are not.
    rank
        How the scores decide the ranks.
    filling
        How missing scores of pillars are filled; None where they are not.
    kept
        (n_units,) the ranked units among the rows that are scored; None where all are ranked.
    factors
        The uncertain choices.
    """

    seed: int
    tree: Tree
    weights: Mapping[str, Floats]
    scaled: tuple[Scaled, ...]
    pillar_rules: tuple[Mapping[str, AggregateRule], ...]
    index_rules: tuple[AggregateRule, ...]
    uncertain_weights: UncertainWeights | None
    rank: RankRule
    filling: PillarFilling | None
    kept: Integers | None
    factors: tuple[Factor, ...]

    @property
    def dimensions(self) -> int:
        """How many uniform numbers a replicate has."""
        return sum(factor.width for factor in self.factors)

    @property
    def units(self) -> int:
        """How many units are ranked."""
        return int(self.scaled[0].values.shape[1] if self.kept is None else self.kept.size)

    def factor(self, name: str) -> Factor | None:
        """Return an uncertain choice, None where it does not vary."""
        return next((factor for factor in self.factors if factor.name == name), None)


def plan_study(edition: Edition, vary: Vary, seed: int) -> Plan:
    """Prepare a study of an edition.

    Parameters
    ----------
    edition
        The nominal result.
    vary
        The uncertain choices.
    seed
        Of the random numbers.

    Raises
    ------
    MethodError
        Where a choice has no effect: an alternative of a step whose every indicator has a rule of its own, or
        leaving out the only indicator; where an alternative is not defined on the data.
    """
    method, tree = edition.inputs.declaration.method, edition.tree
    inner = tree.nodes[:-1]
    nominal_pillars = {node.code: method.aggregate_rule(node) for node in inner}
    pillar_rules = tuple(
        {node.code: method.aggregate_rule(node, rule) for node in inner} for rule in vary.pillars
    ) or (nominal_pillars,)
    index_rules = tuple(
        method.aggregate_rule(tree.root, rule) for rule in vary.index or (method.aggregate.index,)
    )
    _refuse_idle(vary, edition)
    _refuse_steps_after_normalise(edition)
    geometric = any(
        rule.by == "geometric"
        for rule in (*index_rules, *(r for rules in pillar_rules for r in rules.values()))
    )
    basis = edition.basis
    whole = basis.edition if basis else edition
    scaled = tuple(Scaled.of(values) for values in _normalised(whole, vary, positive=geometric))
    return Plan(
        seed,
        tree,
        edition.weights,
        scaled,
        pillar_rules,
        index_rules,
        vary.weights,
        method.rank,
        PillarFilling(method.aggregate.impute, whole.context) if method.aggregate.impute else None,
        basis.rows if basis else None,
        _factors(vary, tree),
    )


def _normalised(edition: Edition, vary: Vary, *, positive: bool) -> Iterator[Floats]:
    """Yield the normalised matrix of each combination of imputation, treatment and normalisation.

    The normalisation varies fastest; what combinations share is computed once.
    """
    method, context = edition.inputs.declaration.method, edition.context
    for impute_rule, treated in _treated(edition, vary):
        for rule in vary.normalise or (method.normalise,):
            scaled = normalise(treated, _positive(rule) if positive else rule, context)
            yield fill_rows(scaled, impute_rule, edition.tree)[0]


def _treated(edition: Edition, vary: Vary) -> Iterator[tuple[ImputeRule | None, Floats]]:
    """Yield the treated matrix of each combination of imputation and treatment, the latter faster."""
    method, context = edition.inputs.declaration.method, edition.context
    if not vary.impute and not vary.treat:
        yield method.impute, edition.before("normalise").values
        return
    _refuse_own_steps(edition)
    for impute_rule in vary.impute or (method.impute,):
        x = edition.before("impute").values
        filled = x if impute_rule is None else impute_rule.apply(x, context)[0]
        for treat_rule in vary.treat or (method.treat,):
            changed = method.model_copy(update={"treat": treat_rule})
            rules = tuple(changed.treat_rule(indicator) for indicator in context.indicators)
            yield impute_rule, treat(filled, context.codes, rules)[0]


def _refuse_own_steps(edition: Edition) -> None:
    """Refuse to vary a step that steps of the caller's own may follow: a study cannot repeat those."""
    if edition.custom:
        names = listed(step.name for step in edition.custom)
        raise MethodError(
            Problem(
                Text(
                    zh=f"含自定义步骤 {names.zh}，不能改变 impute 或 treat",
                    en=f"with steps of your own ({names.en}), impute and treat cannot vary",
                ),
                Where(file="index.yaml", field="robustness.vary"),
                Text(zh="请只改变其后的选择", en="vary later choices only"),
            )
        )


def _in_short(rule: Treat) -> str:
    """Name a treatment by its steps: `winsorise 5, log`."""
    return ", ".join(
        f"{step.by} {step.points}" if isinstance(step, Winsorise) else str(step.by) for step in rule.steps
    )


def _refuse_steps_after_normalise(edition: Edition) -> None:
    """Refuse a step of the caller's own that every alternative normalisation would have to repeat."""
    own = edition.before("aggregate").name
    if own != "normalise":
        raise MethodError(
            Problem(
                Text(
                    zh=f"自定义步骤 {own} 在标准化之后，不确定性分析无法重复",
                    en=f"the custom step {own} follows normalise, and a study cannot repeat it",
                ),
                Where(field=own),
                Text(zh="请把它放在 treat 之后", en="put it after treat"),
            )
        )


def _positive(rule: NormaliseRule) -> NormaliseRule:
    bare = isinstance(rule, ZScore) and not {"mean", "sd"} & rule.model_fields_set
    return POSITIVE_ZSCORE if bare else rule


def _refuse_idle(vary: Vary, edition: Edition) -> None:
    """Refuse a choice that could change nothing: its zero effect would be taken for robustness."""
    tree = edition.tree
    weighted = [leaf for leaf in tree.indicators if edition.effective_weights[leaf.code] > 0]
    idle: list[tuple[str, Text]] = []
    if vary.impute and not np.isnan(edition.before("impute").values).any():
        idle.append(("impute", Text(zh="没有缺失值", en="nothing is missing")))
    if vary.treat and all(indicator.treat for indicator in tree.indicators):
        idle.append(("treat", Text(zh="每个指标都有自己的 treat", en="every indicator has its own")))
    if vary.normalise and all(indicator.normalise for indicator in tree.indicators):
        idle.append(("normalise", Text(zh="每个指标都有自己的 normalise", en="every indicator has its own")))
    if vary.pillars and all(node.aggregate for node in tree.nodes[:-1]):
        idle.append(("pillars", Text(zh="每个一级指标都有自己的 aggregate", en="every pillar has its own")))
    if vary.drop_one and len(weighted) < 2:
        idle.append(("drop_one", Text(zh="只有一个有权重的指标", en="only one indicator has a weight")))
    if idle:
        raise MethodError(
            Problem(
                Text(
                    zh=f"该不确定选择不起作用：{reason.zh}",
                    en=f"this uncertain choice has no effect: {reason.en}",
                ),
                Where(file="index.yaml", field=f"robustness.vary.{name}"),
                Text(zh="请删除该项", en="remove it"),
            )
            for name, reason in idle
        )


def _factors(vary: Vary, tree: Tree) -> tuple[Factor, ...]:
    wanted: list[tuple[str, Text, tuple[str, ...], int]] = []
    if vary.weights:
        check_weights(vary.weights, tree)
        width = columns_needed(vary.weights, tree)
        wanted.append(("weights", Text(zh="权重", en="Weights"), (vary.weights.by,), width))
    if vary.impute:
        fillings = tuple("none" if rule is None else str(rule.by) for rule in vary.impute)
        wanted.append(("impute", Text(zh="缺失值插补", en="Imputation"), fillings, 1))
    if vary.treat:
        treatments = tuple("none" if rule is None else _in_short(rule) for rule in vary.treat)
        wanted.append(("treat", Text(zh="异常值处理", en="Treatment of extremes"), treatments, 1))
    if vary.normalise:
        methods = tuple(str(rule.by) for rule in vary.normalise)
        wanted.append(("normalise", Text(zh="标准化方法", en="Normalisation"), methods, 1))
    if vary.pillars:
        pillar_means = tuple(str(rule.by) for rule in vary.pillars)
        wanted.append(("pillars", Text(zh="一级指标合成方法", en="Aggregation of pillars"), pillar_means, 1))
    if vary.index:
        index_means = tuple(str(rule.by) for rule in vary.index)
        wanted.append(("index", Text(zh="指数合成方法", en="Aggregation of the index"), index_means, 1))
    if vary.drop_one:
        left_out = ("none", *(indicator.code for indicator in tree.indicators))
        wanted.append(
            ("drop_one", Text(zh="逐一剔除指标", en="Indicators left out one at a time"), left_out, 1)
        )
    factors, start = [], 0
    for name, title, alternatives, width in wanted:
        detail = vary.weights.in_words if name == "weights" and vary.weights else None
        factors.append(Factor(name, title, alternatives, slice(start, start + width), detail))
        start += width
    return tuple(factors)
