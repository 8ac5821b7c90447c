"""An index as a function of uniform numbers: choices go in, an outcome of the ranks comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, TypeAlias

from threadpoolctl import threadpool_limits

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
from quheng.index import Edition
from quheng.index.arrays import Floats
from quheng.index.uncertain import Vary
from quheng.index.uncertain_weights import WeightExperts, WeightSimplex
from quheng.robustness.draws import Draws
from quheng.robustness.evaluate import replicate_ranks
from quheng.robustness.factor import Factor
from quheng.robustness.plan import Plan, plan_study
from quheng.robustness.sensitivity.arguments import refusal
from quheng.robustness.sensitivity.design import Outputs
from quheng.robustness.sensitivity.measure import Measure
from quheng.robustness.sensitivity.result import Sensitivity
from quheng.robustness.sensitivity.target import Outcome, Target, outcome

Weights: TypeAlias = Literal["group", "each"]


@dataclass(frozen=True)
class Experiment:
    """The uncertain choices of an edition, and what they are to explain.

    Parameters
    ----------
    edition
        The nominal result.
    plan
        What all replicates share.
    factors
        The choices: those of the plan, or with each weight for itself.
    outcome
        What is explained.
    """

    edition: Edition
    plan: Plan
    factors: tuple[Factor, ...]
    outcome: Outcome

    @classmethod
    def of(
        cls, edition: Edition, vary: Vary | None, seed: int | None, weights: Weights, target: Target
    ) -> Experiment:
        """Prepare the choices; by default those, and the seed, that the index declares.

        Raises
        ------
        MethodError
            Where no choice varies, `weights` is unknown, or as `uncertainty`.
        """
        if weights not in ("group", "each"):
            raise refusal("weights", weights, Text(zh='应为 "group" 或 "each"', en='it is "group" or "each"'))
        declared = edition.inputs.declaration.robustness
        plan = plan_study(
            edition, declared.vary if vary is None else vary, declared.seed if seed is None else seed
        )
        factors = plan.factors if weights == "group" else _each_weight(plan)
        if not factors:
            raise MethodError(
                Problem(
                    Text(zh="没有任何不确定的选择", en="no choice is uncertain"),
                    Where(file="index.yaml", field="robustness.vary"),
                    Text(zh="请至少列出一项选择", en="name at least one choice that varies"),
                )
            )
        return cls(edition, plan, factors, outcome(edition, target))

    def outputs(self, uniforms: Floats) -> Outputs:
        """Return the outcome (n_rows, n_outputs) of uniform numbers (n_rows, n_dimensions)."""
        return self.outcome.of(replicate_ranks(self.plan, Draws.of(self.plan, uniforms)))

    def result(
        self, method: str, measures: Mapping[str, Measure], replicates: int, bootstrap: int, level: float
    ) -> Sensitivity:
        """Wrap measures (n_factors, n_outputs + 1), the last column of all outputs together."""
        by_unit = {name: measure.part(slice(0, -1)) for name, measure in measures.items()}
        return Sensitivity(
            self.edition,
            method,
            self.outcome.title,
            self.factors,
            {name: measure.part(-1) for name, measure in measures.items()},
            by_unit if self.outcome.by_unit else None,
            replicates,
            self.plan.seed,
            bootstrap,
            level,
        )

    @staticmethod
    def one_thread() -> AbstractContextManager[object]:
        """Hold linear algebra to one thread: its small products are slower on several."""
        limits: AbstractContextManager[object] = threadpool_limits(limits=1, user_api="blas")
        return limits


def _each_weight(plan: Plan) -> tuple[Factor, ...]:
    """Return the factors with each weight for itself, but for those that cannot matter."""
    weights = plan.factor("weights")
    if weights is None:
        return plan.factors
    rule = plan.uncertain_weights
    if isinstance(rule, WeightExperts) or (isinstance(rule, WeightSimplex) and rule.is_joint):
        raise MethodError(
            Problem(
                Text(
                    zh="专家权重、有序权重或有上限的权重是整体抽取的，不能逐个分解",
                    en="weights of experts, in a given order or with a greatest weight are drawn together "
                    "and cannot be told apart",
                ),
                Where(file="index.yaml", field="robustness.vary.weights"),
                Text(zh='请使用 weights="group"', en='use weights="group"'),
            )
        )
    return (*_drawn_weights(plan, weights), *(other for other in plan.factors if other is not weights))


def _drawn_weights(plan: Plan, weights: Factor) -> Iterator[Factor]:
    """Yield a factor for each weight; an only child's and one that stays zero have no effect."""
    titles = plan.tree.titles
    column = int(weights.columns.start)
    for node in plan.tree.nodes:
        for code, nominal in zip(node.child_codes, plan.weights[node.code], strict=True):
            may_matter = nominal > 0 or isinstance(plan.uncertain_weights, WeightSimplex)
            if len(node.children) > 1 and may_matter:
                title = Text(zh=f"权重：{titles[code].zh}", en=f"Weight of {titles[code].en}")
                yield Factor(f"weight:{code}", title, (), slice(column, column + 1), weights.detail)
            column += 1
