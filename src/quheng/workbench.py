"""The workbench: an open index and its editions, with the verbs of every room at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl

from quheng.index import Edition, IndexDeclaration, Inputs, build, find_index, read_inputs
from quheng.index.adjust import adjusted
from quheng.index.arrays import Floats
from quheng.index.context import Context
from quheng.index.custom import CustomStep, StepName
from quheng.index.panel import Panel, build_panel, observed_periods, parse_period
from quheng.index.panel_rule import PanelScale
from quheng.index.remove_one import Level, Removal, remove_one
from quheng.index.uncertain import Vary, with_numbers
from quheng.robustness import Replay, Study, replay, uncertainty
from quheng.robustness.influence import (
    Convergence,
    LeaveOneOut,
    WeightSwap,
    convergence,
    least_change,
    leave_one_unit_out,
    order_holds,
    pairwise,
    weight_swap,
    weight_swaps,
)
from quheng.robustness.influence.convergence import MOST
from quheng.robustness.influence.gap import Level as WeightLevel
from quheng.robustness.influence.least_change import ScaleMode
from quheng.robustness.influence.weight_swap import Norm
from quheng.robustness.run import Progress
from quheng.robustness.sensitivity import OneAtATime, Sensitivity, one_at_a_time, sensitivity_method
from quheng.robustness.sensitivity.experiment import Weights
from quheng.robustness.sensitivity.target import Target

if TYPE_CHECKING:
    from quheng.publish.plots import Plots


class OpenEdition(Edition):
    """An edition that can be studied and published."""

    @classmethod
    def of(cls, edition: Edition) -> OpenEdition:
        """Open an edition."""
        return cls(**{field.name: getattr(edition, field.name) for field in fields(Edition)})

    def uncertainty(
        self,
        replicates: int | None = None,
        *,
        seed: int | None = None,
        workers: int = 1,
        executor: Executor | None = None,
        progress: Progress | None = None,
        checkpoint: Path | None = None,
    ) -> Study:
        """Study how sure the ranks are.

        Parameters
        ----------
        replicates, seed
            By default those that the index declares.
        workers
            The number of threads, where no executor is given; the result does not depend on it.
        executor
            Runs the work, anything with the interface of `concurrent.futures.Executor`.
        progress
            Called with the number of replicates done and the number of all.
        checkpoint
            A file in which to keep what is done; a study that was stopped goes on from there.
        """
        plan = self.inputs.declaration.robustness
        plan = with_numbers(plan, replicates, seed)
        return uncertainty(
            self, plan, workers=workers, executor=executor, progress=progress, checkpoint=checkpoint
        )

    def replay(self, runs: pl.DataFrame, vary: Vary | Mapping[str, object] | None = None) -> Replay:
        """Rank the units by choices that somebody else drew.

        Parameters
        ----------
        runs
            One row a run: columns `impute`, `treat`, `normalise`, `pillars`, `index` (the alternative, from
            1), `drop` (a code), `weight:CODE`.
        vary
            The alternatives, as `robustness.vary` of index.yaml has them; by default what the index declares.
        """
        declared = self.inputs.declaration.robustness.vary
        return replay(self, Vary.model_validate(vary) if vary is not None else declared, runs)

    def sensitivity(
        self,
        target: Target = "mean_shift",
        *,
        by: Literal["sobol", "shapley", "pawn"] = "sobol",
        vary: Vary | Mapping[str, object] | None = None,
        weights: Weights | None = None,
        n: int | None = None,
        seed: int | None = None,
        bootstrap: int | None = None,
        level: float = 0.9,
    ) -> Sensitivity:
        """Say which uncertain choice moves the ranks, and how much.

        Parameters
        ----------
        target
            What is explained: `mean_shift`, the mean shift from the nominal ranking; the code of a unit, its
            rank; `units`, the rank of every unit; ``("top", k)``, whether each unit is among the first `k`.
        by
            `sobol`: Sobol' indices of first and total order; `shapley`: Shapley effects, which sum to one;
            `pawn`: PAWN indices, which compare distributions and not variances.
        vary
            The uncertain choices, as `robustness.vary` of index.yaml has them; by default what the index
            declares.
        weights
            `group`: all weights are one choice; `each`: each is one. By default a group, but for PAWN.
        n, bootstrap
            Rows of the design, a power of two, and resamples for the intervals; by default the method's.
        seed
            By default that of the index.
        level
            Of the intervals.
        """
        given = {"weights": weights, "n": n, "seed": seed, "bootstrap": bootstrap}
        options: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        return sensitivity_method(by)(self, _vary(vary), target=target, level=level, **options)

    def one_at_a_time(self, vary: Vary | Mapping[str, object] | None = None) -> OneAtATime:
        """Build the index with every alternative of every uncertain choice, one at a time, and see who moves.

        Parameters
        ----------
        vary
            As in `sensitivity`.
        """
        return one_at_a_time(self, _vary(vary))

    def remove_one(self, level: Level = "indicators") -> Removal:
        """Build the index without each element of a level in turn.

        Parameters
        ----------
        level
            `indicators`, `pillars`, or a depth below the index: 1, 2, ...
        """
        return remove_one(self, level)

    def leave_one_unit_out(self, units: Iterable[str] | None = None) -> LeaveOneOut:
        """Build the index without each unit in turn, and see whose order reverses.

        Parameters
        ----------
        units
            Codes of those to leave out; by default every ranked unit.
        """
        return leave_one_unit_out(self, units)

    def weight_swap(
        self, above: str, below: str, level: WeightLevel = "pillars", norm: Norm = "relative"
    ) -> WeightSwap:
        """Return the least change of weights with which `below` reaches the score of `above`.

        Parameters
        ----------
        above, below
            Codes of two ranked units.
        level
            `pillars`, or `indicators` where all means are arithmetic.
        norm
            `relative`: the largest relative change of a weight is least; `total`: the sum of changes.
        """
        return weight_swap(self, above, below, level, norm)

    def weight_swaps(self, level: WeightLevel = "pillars", norm: Norm = "relative") -> pl.DataFrame:
        """Return for each place the least change of weights that lets the next unit catch up.

        Parameters
        ----------
        level, norm
            As in `weight_swap`.
        """
        return weight_swaps(self, level, norm)

    def least_change(
        self,
        unit: str,
        target: str | int | None = None,
        indicator: str | None = None,
        scale: ScaleMode = "fixed",
    ) -> pl.DataFrame:
        """Return for each indicator by itself the least change that moves a unit past another.

        Parameters
        ----------
        unit
            The code of a ranked unit.
        target
            The code of a unit above it, or a rank; by default the nearest unit above.
        indicator
            The code of one indicator; by default all.
        scale
            `fixed`: the ends of every scale stay as they are; `moving`: the whole index is built again.
        """
        return least_change(self, unit, target, indicator, scale)

    def pairwise(
        self,
        units: Iterable[str] | None = None,
        *,
        vary: Vary | Mapping[str, object] | None = None,
        replicates: int | None = None,
        seed: int | None = None,
    ) -> pl.DataFrame:
        """Return the share of replicates in which one unit ranks above another, for every pair.

        Parameters
        ----------
        units
            Codes of those to set against all others; by default all.
        vary, replicates, seed
            By default what the index declares.
        """
        return pairwise(self, units, _vary(vary), replicates, seed)

    def order_holds(
        self,
        *,
        vary: Vary | Mapping[str, object] | None = None,
        replicates: int | None = None,
        seed: int | None = None,
    ) -> pl.DataFrame:
        """Return for each two neighbours in the ranking the share of replicates that keep their order.

        Parameters
        ----------
        vary, replicates, seed
            By default what the index declares.
        """
        return order_holds(self, _vary(vary), replicates, seed)

    def convergence(
        self, *, tolerance: int = 1, level: float = 0.9, most: int = MOST, workers: int = 1
    ) -> Convergence:
        """Study how sure the ranks are, with as many replicates as the rank intervals take to settle.

        Parameters
        ----------
        tolerance
            In ranks, over the last doubling of the replicates.
        level
            Of the intervals.
        most
            The most replicates that may be drawn.
        workers
            The number of threads; the result does not depend on it.
        """
        return convergence(self, tolerance=tolerance, level=level, most=most, workers=workers)

    @property
    def plot(self) -> Plots:
        """The charts of the edition, in the language in force or the one asked for: `edition.plot.bars()`."""
        from quheng.publish.plots import Plots

        return Plots(self)

    def write(self, folder: str | Path, study: Study | None = None) -> None:
        """Write tables, workbook, report and record into a folder: whole, or not at all.

        Parameters
        ----------
        folder
            Missing, empty, or holding an earlier edition, which is replaced.
        study
            The uncertainty study to publish with it.
        """
        from quheng.publish import write_edition  # charts and workbook cost nothing until they are wanted

        write_edition(self, study, Path(folder))

    def _repr_html_(self) -> str:
        """Show a notebook the first units with their scores."""
        from quheng.publish.edition_table import edition_html

        return edition_html(self)


class OpenIndex:
    """An index that can be built, adjusted and built again.

    Parameters
    ----------
    inputs
        Its declaration, units, observations and sources.
    custom
        Steps of the caller's own.
    """

    def __init__(self, inputs: Inputs, custom: tuple[CustomStep, ...] = ()) -> None:
        self.inputs = inputs
        self.custom = custom

    @property
    def declaration(self) -> IndexDeclaration:
        """What index.yaml says."""
        return self.inputs.declaration

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods that are observed, in their order in time."""
        return observed_periods(self.inputs)

    def build(self, period: str | int | None = None) -> OpenEdition:
        """Build the edition: every step kept, every unit ranked or listed with the reason.

        Parameters
        ----------
        period
            Of the indicators that name none themselves; by default the latest observed of each.
        """
        when = parse_period(period) if period is not None else None
        return OpenEdition.of(build(self.inputs, period=when, custom=self.custom))

    def build_panel(
        self, periods: Iterable[str | int] | None = None, scale: PanelScale | None = None
    ) -> Panel:
        """Build the index for many periods, on one scale unless `scale` is "each".

        Parameters
        ----------
        periods, scale
            By default what the index declares under `panel`; without that, all periods on a pooled scale.
        """
        wanted = tuple(str(period) for period in periods) if periods is not None else None
        return build_panel(self.inputs, wanted, scale, self.custom)

    def with_(
        self,
        *,
        drop: Iterable[str] = (),
        weight: Mapping[str, float | str] | None = None,
        exclude: Iterable[str] = (),
        **rules: object,
    ) -> OpenIndex:
        """Return an index that differs in what is named; this one stays as it is.

        Parameters
        ----------
        drop
            Codes of indicators and pillars to leave out.
        weight
            New weights by code; only proportions among siblings count then.
        exclude
            Codes of units to leave out.
        rules
            New rules of steps as index.yaml has them: `normalise="zscore"`, `impute=None`.
        """
        inputs = adjusted(self.inputs, drop=drop, weight=weight, exclude=exclude, **rules)
        return OpenIndex(inputs, self.custom)

    def with_step(
        self, name: str, after: StepName, function: Callable[[Floats, Context], Floats]
    ) -> OpenIndex:
        """Return an index with a step of your own.

        Parameters
        ----------
        name
            What it is called among the steps of the edition.
        after
            The step that it follows: denominate, impute, treat or normalise.
        function
            From values (n_units, n_indicators), NaN where missing, and the context (units, indicators) to
            values of the same shape.
        """
        return OpenIndex(self.inputs, (*self.custom, CustomStep(name, after, function)))

    def __repr__(self) -> str:
        tree = self.declaration.tree
        return (
            f"<Index {self.declaration.index}: {self.inputs.units.height} units, "
            f"{len(tree.indicators)} indicators in {len(tree.pillars)} pillars>"
        )


def _vary(vary: Vary | Mapping[str, object] | None) -> Vary | None:
    return None if vary is None else Vary.model_validate(vary)


def open_index(index: str | Path) -> OpenIndex:
    """Open an index.

    Parameters
    ----------
    index
        A folder that has an index.yaml, or the name of an index in the library.

    Raises
    ------
    QuhengError
        With every problem found, each with its file, row or line, and what to do.
    """
    return OpenIndex(read_inputs(find_index(index)))
