"""An edition: one built index, with every step kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from quheng.bilingual import Text
from quheng.errors import MethodError, NotFoundError, Problem, Where
from quheng.index.arrays import Booleans, Floats, Integers
from quheng.index.context import Context
from quheng.index.custom import CustomStep
from quheng.index.data import DataMatrix
from quheng.index.inputs import Inputs
from quheng.index.statistics import importance
from quheng.index.step import Step
from quheng.index.treat import Treatment
from quheng.index.tree import Tree
from quheng.index.universe import Exclusion
from quheng.observations import Period
from quheng.observations.unit import group_columns

SHOWN_CODES = 20


@dataclass(frozen=True)
class Basis:
    """The rows on which the steps were run.

    Parameters
    ----------
    edition
        With all of them: units that are left without a score, and the other periods of a pooled panel.
    rows
        (n_units,) where the ranked units stand among them.
    """

    edition: Edition
    rows: Integers


@dataclass(frozen=True)
class Edition:
    """One built index: framework, data, method and results.

    Parameters
    ----------
    inputs
        What it was built from.
    data
        Which observation filled which cell; rows are `ranked_units`, columns all variables.
    steps
        The state after each step, in order: data, denominate, impute, treat, normalise, aggregate. Rows are
        `ranked_units`; columns are the indicators, and for `aggregate` the inner nodes.
    treatments
        The indicators that failed the test of the treat step.
    imputed
        (n_units, n_indicators), the cells that the impute step filled (status E).
    weights
        For each inner node the weights of its children, which sum to one.
    exclusions
        The units that are not ranked, and why.
    score
        (n_units,) of the index, not rounded.
    rank
        (n_units,) competition ranks: 1, 2, 2, 4.
    period
        The period of the indicators that name none themselves; None for the latest of each.
    custom
        Steps of the caller's own, which only the caller can repeat.
    alone
        Whether it can be built again from its inputs and period alone; an edition of a panel on a pooled
        scale, or filled along time, cannot.
    basis
        The edition on whose rows the steps were run, where more rows took part than are ranked here; None
        where it is this one.
    """

    inputs: Inputs
    data: DataMatrix
    steps: Mapping[str, Step]
    treatments: tuple[Treatment, ...]
    imputed: Booleans
    weights: Mapping[str, Floats]
    exclusions: tuple[Exclusion, ...]
    score: Floats
    rank: Integers
    period: Period | None = None
    custom: tuple[CustomStep, ...] = ()
    alone: bool = True
    basis: Basis | None = None

    @property
    def tree(self) -> Tree:
        """The framework laid out for computing."""
        return self.inputs.declaration.tree

    @property
    def ranked_units(self) -> tuple[str, ...]:
        """The codes of the ranked units, in the order of every matrix's rows."""
        return self.data.units

    @cached_property
    def ranks(self) -> pl.DataFrame:
        """The ranking: rank, unit, name, group columns, score, and a column for each pillar of any level."""
        units = self.inputs.units
        known = pl.DataFrame({"unit": self.ranked_units}).join(
            units.rename({"code": "unit"}), on="unit", how="left", maintain_order="left"
        )
        shown = known.select("unit", "name", *group_columns(units)).with_columns(
            pl.Series("rank", self.rank),
            pl.Series("score", self.score),
            *(pl.Series(node.code, self.aggregated(node.code), nan_to_null=True) for node in self.tree.inner),
        )
        return shown.select("rank", pl.exclude("rank")).sort("rank", maintain_order=True)

    @cached_property
    def scores(self) -> pl.DataFrame:
        """The ranking without the group columns: unit, name, rank, score, and a column for each pillar."""
        return self.ranks.select("unit", "name", "rank", "score", *(node.code for node in self.tree.inner))

    @cached_property
    def not_ranked(self) -> pl.DataFrame:
        """The units that are not ranked: unit, name, rule, reason_zh, reason_en."""
        names = dict(self.inputs.units.select("code", "name").iter_rows())
        return pl.DataFrame(
            [(e.unit, names[e.unit], e.rule, e.reason.zh, e.reason.en) for e in self.exclusions],
            schema=dict.fromkeys(("unit", "name", "rule", "reason_zh", "reason_en"), pl.String),
            orient="row",
        )

    @cached_property
    def effective_weights(self) -> Mapping[str, float]:
        """The weight of every indicator and node in the index: the product of the weights above it."""
        columns = self.tree.columns
        share = {self.tree.root.code: 1.0}
        for node in reversed(self.tree.nodes):
            for column, weight in zip(node.children, self.weights[node.code], strict=True):
                share[columns[column]] = share[node.code] * float(weight)
        return share

    @cached_property
    def importance(self) -> pl.DataFrame:
        """The nominal weight and the effective importance of every indicator and pillar in the index.

        Columns: code, title_zh, title_en, weight, pearson, r2, correlation_ratio.
        """
        return importance(self)

    def require_alone(self) -> None:
        """Raise a MethodError where the edition cannot be built again by itself."""
        if not self.alone:
            raise MethodError(
                Problem(
                    Text(
                        zh="该版次的尺度取自多个时期，不能单独重建",
                        en="the scale of this edition comes from many periods: it cannot be built alone",
                    ),
                    Where(field=str(self.period)),
                    Text(
                        zh="请用 index.build(时期) 单独生成该时期",
                        en="build the period by itself: index.build(period)",
                    ),
                )
            )

    def before(self, name: str) -> Step:
        """Return the step whose result a step started from."""
        names = list(self.steps)
        return self.steps[names[names.index(name) - 1]]

    @property
    def indicator_scores(self) -> Floats:
        """The scores (n_units, n_indicators) that were aggregated."""
        return self.before("aggregate").values

    def row(self, unit: str) -> int:
        """Return the row of a ranked unit.

        Raises
        ------
        NotFoundError
            Where no ranked unit has the code.
        """
        return _position(unit, self.ranked_units)

    @property
    def context(self) -> Context:
        """What a step may know beside the numbers that it is given."""
        return Context(self.ranked_units, self.tree.indicators, self.inputs.units, self.data)

    def aggregated(self, code: str) -> Floats:
        """Return the scores (n_units,) of an inner node.

        Raises
        ------
        NotFoundError
            Where no inner node has the code.
        """
        step = self.steps["aggregate"]
        return step.values[:, _position(code, step.columns)]

    def normalised(self, code: str) -> Floats:
        """Return the scores (n_units,) of an indicator as they were aggregated.

        Raises
        ------
        NotFoundError
            Where no indicator has the code.
        """
        return self.indicator_scores[:, _position(code, self.before("aggregate").columns)]

    def __repr__(self) -> str:
        top = ", ".join(
            f"{rank} {name}" for rank, name in self.ranks.head(3).select("rank", "name").iter_rows()
        )
        return (
            f"<Edition of {self.inputs.declaration.index}: {len(self.ranked_units)} ranked, "
            f"{len(self.exclusions)} not; {top}, ...>"
        )


def _position(code: str, codes: tuple[str, ...]) -> int:
    if code not in codes:
        shown = codes[:SHOWN_CODES]
        raise NotFoundError(
            Problem(
                Text(zh=f"没有 {code}", en=f"there is no {code}"),
                Where(field=code),
                Text(
                    zh=f"可用：{'、'.join(shown)}{' 等' if len(codes) > len(shown) else ''}",
                    en=f"allowed: {', '.join(shown)}{', ...' if len(codes) > len(shown) else ''}",
                ),
            )
        )
    return codes.index(code)
