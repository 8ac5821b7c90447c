"""The plan of a study: what its replicates share, computed once, and what each of them draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quheng.bilingual import Text, listed
from quheng.errors import MethodError, Problem, Where
from quheng.index import Edition
from quheng.index.aggregate import AggregateRule
from quheng.index.arrays import Floats, Integers
from quheng.index.pipeline import PillarFilling
from quheng.index.rank import RankRule
from quheng.index.tree import Tree
from quheng.index.uncertain import Vary
from quheng.index.uncertain_weights import UncertainWeights
from quheng.robustness.factor import Factor
from quheng.robustness.factors import factors_of
from quheng.robustness.idle import refuse_idle, refuse_unknown_posts, refuse_without_effect
from quheng.robustness.scaled import Scaled
from quheng.robustness.upstream import Upstream, is_pooled
from quheng.robustness.weights import check_weights


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
        The normalised indicators, one entry for each combination of imputation, treatment, goalposts and
        normalisation, the last varying fastest; empty where each replicate has its own.
    upstream
        By which each replicate gets its own; None where they are shared.
    sets
        For each alternative of the imputation, the number of its completed data sets.
    shape
        The numbers of completed data sets, treatments, goalposts and normalisations.
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
    upstream: Upstream | None
    sets: tuple[int, ...]
    shape: tuple[int, int, int, int]
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
        if self.kept is not None:
            return int(self.kept.size)
        return self.scaled[0].units if self.upstream is None else len(self.upstream.start)

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
        Where a choice has no effect: an alternative of a step whose every indicator has a rule of its own,
        leaving out the only indicator, errors of observations that have none, ...; where an alternative is
        not defined on the data.
    DeclarationError
        Where a choice names a code that there is not, or weights that cannot be.
    """
    method, tree = edition.inputs.declaration.method, edition.tree
    pillar_rules, index_rules = _aggregations(edition, vary)
    basis = edition.basis
    whole = basis.edition if basis else edition
    upstream = upstream_of(edition, vary, seed)
    return Plan(
        seed,
        tree,
        edition.weights,
        tuple(map(Scaled.of, upstream.combinations())) if upstream.is_shared else (),
        None if upstream.is_shared else upstream,
        tuple(map(len, upstream.fillings)),
        upstream.shape,
        pillar_rules,
        index_rules,
        vary.weights,
        method.rank,
        PillarFilling(method.aggregate.impute, whole.context) if method.aggregate.impute else None,
        basis.rows if basis else None,
        factors_of(vary, tree),
    )


def upstream_of(edition: Edition, vary: Vary, seed: int) -> Upstream:
    """Check the uncertain choices of an edition, and prepare the steps before the weights.

    Parameters and errors as `plan_study`.
    """
    if vary.weights:
        check_weights(vary.weights, edition.tree)
    refuse_idle(vary, edition)
    refuse_unknown_posts(vary, edition)
    _refuse_own_steps(edition, vary)
    _refuse_steps_after_normalise(edition)
    pillars, index = _aggregations(edition, vary)
    rules = (*index, *(rule for rules in pillars for rule in rules.values()))
    whole = edition.basis.edition if edition.basis else edition
    if vary.impute and is_pooled(whole):
        raise _filled_by_period()
    upstream = Upstream.of(whole, vary, seed, positive=any(rule.by == "geometric" for rule in rules))
    refuse_without_effect(vary, upstream)
    return upstream


def _aggregations(
    edition: Edition, vary: Vary
) -> tuple[tuple[Mapping[str, AggregateRule], ...], tuple[AggregateRule, ...]]:
    """Return the alternatives of the rules of all pillars, and of the index."""
    method, tree = edition.inputs.declaration.method, edition.tree
    inner = tree.nodes[:-1]
    pillars = tuple({node.code: method.aggregate_rule(node, rule) for node in inner} for rule in vary.pillars)
    index = tuple(method.aggregate_rule(tree.root, rule) for rule in vary.index or (method.aggregate.index,))
    return pillars or ({node.code: method.aggregate_rule(node) for node in inner},), index


def _filled_by_period() -> MethodError:
    return MethodError(
        Problem(
            Text(
                zh="该版次的尺度取自多个时期，而各时期分别插补，不能改变 impute",
                en="the scale of this edition comes from many periods, each filled by itself: "
                "impute cannot vary",
            ),
            Where(file="index.yaml", field="robustness.vary.impute"),
            Text(
                zh="请用 index.build(时期) 单独生成该时期",
                en="build the period by itself: index.build(period)",
            ),
        )
    )


def _refuse_own_steps(edition: Edition, vary: Vary) -> None:
    """Refuse to vary a step that steps of the caller's own may follow: a study cannot repeat those."""
    varied = [name for name in ("measurement", "impute", "treat") if getattr(vary, name)]
    if edition.custom and varied:
        names, steps = listed(step.name for step in edition.custom), listed(varied)
        raise MethodError(
            Problem(
                Text(
                    zh=f"含自定义步骤 {names.zh}，不能改变 {steps.zh}",
                    en=f"with steps of your own ({names.en}), {steps.en} cannot vary",
                ),
                Where(file="index.yaml", field="robustness.vary"),
                Text(zh="请只改变其后的选择", en="vary later choices only"),
            )
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
