"""A panel: one index over many periods, on one scale, so that scores compare over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DeclarationError, Problem, Where
from quheng.index.arrays import Integers
from quheng.index.build import universe
from quheng.index.custom import CustomStep
from quheng.index.data import DataMatrix, data_matrix
from quheng.index.edition import Edition
from quheng.index.impute import Latest, Linear
from quheng.index.impute.log import imputed_cells
from quheng.index.inputs import Inputs
from quheng.index.panel_rule import PanelScale
from quheng.index.pipeline import Filled, Screened, impute, ranked, score_units, screen_units, some_rows
from quheng.index.step import Change, Step
from quheng.observations import Period


@dataclass(frozen=True)
class Panel:
    """Editions of one index, one a period.

    Parameters
    ----------
    editions
        By period, in their order in time; the text of a period is its key.
    """

    editions: Mapping[str, Edition]

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods, in their order in time."""
        return tuple(self.editions)

    @cached_property
    def scores(self) -> pl.DataFrame:
        """Period, unit, name, rank, score, and a column for each pillar."""
        return pl.concat(
            [
                edition.scores.select(pl.lit(period).alias("period"), pl.all())
                for period, edition in self.editions.items()
            ]
        )

    @cached_property
    def not_ranked(self) -> pl.DataFrame:
        """Period, unit, name, rule and reason of each unit that is not ranked in a period."""
        return pl.concat(
            [
                edition.not_ranked.select(pl.lit(period).alias("period"), pl.all())
                for period, edition in self.editions.items()
            ]
        )


def observed_periods(inputs: Inputs) -> tuple[str, ...]:
    """Return the periods of the indicators that name none themselves, in their order in time."""
    fixed = [variable.code for variable in inputs.declaration.variables if variable.period]
    texts = inputs.observations.filter(~pl.col("indicator").is_in(fixed))["period"].unique().to_list()
    latest = {Period.parse(text).end: text for text in sorted(texts)}
    return tuple(latest[end] for end in sorted(latest))


def parse_period(period: str | int) -> Period:
    """Read a period; what is none is a DeclarationError that gives examples."""
    try:
        return Period.parse(str(period))
    except ValueError:
        raise DeclarationError(
            Problem(
                Text(zh=f"{period!r} 不是可识别的时期", en=f"{period!r} is not a period"),
                Where(field="period"),
                Text(zh="例如 2020、2020-Q1、2020-11-01", en="for example 2020, 2020-Q1, 2020-11-01"),
            )
        ) from None


def build_panel(
    inputs: Inputs,
    periods: tuple[str, ...] | None = None,
    scale: PanelScale | None = None,
    custom: tuple[CustomStep, ...] = (),
) -> Panel:
    """Build an index for many periods.

    Parameters
    ----------
    inputs
        Checked inputs.
    periods
        By default those that the index declares, else all that are observed.
    scale
        `pooled`: extremes are treated, indicators normalised and weights derived over all periods together,
        so that a score of one period compares with that of another; `each`: every period by itself. By
        default what the index declares.
    custom
        Steps of the caller's own; on a pooled scale those after `impute` see all periods at once.

    Returns
    -------
    The editions. An impute rule that looks along time (`latest`, `linear`) fills each unit's series first.

    Raises
    ------
    DeclarationError
        Where a period is none, or has no observation.
    QuhengError
        As `build`.
    """
    declared = inputs.declaration.panel
    wanted = _ordered(periods or declared.periods or observed_periods(inputs), inputs)
    units, out = universe(inputs)
    screened = {
        text: screen_units(
            inputs, data_matrix(inputs.coded, units, inputs.declaration.variables, period), out, custom
        )
        for text, period in wanted.items()
    }
    filled = _filled(inputs, screened, wanted)
    pooled = (scale or declared.scale) == "pooled"
    editions = (
        _pooled(inputs, screened, filled, custom)
        if pooled
        else ((text, score_units(inputs, own, filled[text], custom)) for text, own in screened.items())
    )
    alone = not pooled and not isinstance(inputs.declaration.method.impute, Latest | Linear)
    return Panel(
        {
            text: replace(ranked(edition), period=wanted[text], custom=custom, alone=alone)
            for text, edition in editions
        }
    )


def _ordered(texts: tuple[str, ...], inputs: Inputs) -> dict[str, Period]:
    """Return the periods in their order in time; one without any observation is an error."""
    there = observed_periods(inputs)
    known = {Period.parse(text).end for text in there}
    periods = {text: parse_period(text) for text in texts}
    unobserved = [text for text, period in periods.items() if period.end not in known]
    if unobserved:
        shown = listed(there[:20])
        raise DeclarationError(
            Problem(
                Text(zh=f"{text} 没有观测值", en=f"nothing was observed in {text}"),
                Where(file="index.yaml", field="panel.periods"),
                Text(zh=f"现有时期：{shown.zh}", en=f"available periods: {shown.en}"),
            )
            for text in unobserved
        )
    return dict(sorted(periods.items(), key=lambda item: item[1]))


def _filled(
    inputs: Inputs, screened: Mapping[str, Screened], periods: Mapping[str, Period]
) -> dict[str, Filled]:
    """Fill missing cells of each period: along time where the rule looks there, else within the period."""
    rule = inputs.declaration.method.impute
    if not isinstance(rule, Latest | Linear):
        return {text: impute(inputs, own) for text, own in screened.items()}
    units = tuple(dict.fromkeys(unit for own in screened.values() for unit in own.data.units))
    cube = np.full((len(periods), len(units), len(inputs.declaration.tree.indicators)), np.nan)
    rows = {text: np.array([units.index(unit) for unit in own.data.units]) for text, own in screened.items()}
    for number, (text, own) in enumerate(screened.items()):
        cube[number, rows[text]] = own.values
    years = np.array([period.year for period in periods.values()])
    full = cube.copy()
    for unit, column in zip(*np.nonzero(np.isnan(cube).any(axis=0)), strict=True):
        full[:, unit, column] = rule.along(cube[:, unit, column], years)
    codes = tuple(indicator.code for indicator in inputs.declaration.tree.indicators)
    return {
        text: (
            full[number, rows[text]],
            imputed_cells(own.values, full[number, rows[text]], codes, rule.in_words),
        )
        for number, (text, own) in enumerate(screened.items())
    }


def _pooled(
    inputs: Inputs,
    screened: Mapping[str, Screened],
    filled: Mapping[str, Filled],
    custom: tuple[CustomStep, ...],
) -> Iterator[tuple[str, Edition]]:
    """Score all periods together, and yield the edition of each, with scores but no ranks yet."""
    starts = np.cumsum([0, *(len(own.data.units) for own in screened.values())])
    parts = tuple(screened.values())
    whole = score_units(
        inputs,
        Screened(
            _below_each_other([own.data for own in parts]),
            np.concatenate([own.divided for own in parts]),
            _shifted([own.divisions for own in parts], starts),
            (),
            _stacked([own.own for own in parts]),
        ),
        (
            np.concatenate([values for values, _ in filled.values()]),
            _shifted([changes for _, changes in filled.values()], starts),
        ),
        custom,
    )
    for number, (text, own) in enumerate(screened.items()):
        rows: Integers = np.arange(starts[number], starts[number + 1])
        yield text, replace(some_rows(whole, rows), exclusions=own.exclusions)


def _below_each_other(matrices: list[DataMatrix]) -> DataMatrix:
    return DataMatrix(
        tuple(unit for matrix in matrices for unit in matrix.units),
        matrices[0].variables,
        np.concatenate([matrix.values for matrix in matrices]),
        np.concatenate([matrix.source for matrix in matrices]),
        (),
    )


def _stacked(parts: list[tuple[Step, ...]]) -> tuple[Step, ...]:
    """Put the caller's own steps of all periods below each other."""
    return tuple(
        replace(
            same[0],
            units=tuple(unit for step in same for unit in step.units),
            values=np.concatenate([step.values for step in same]),
        )
        for same in zip(*parts, strict=True)
    )


def _shifted(parts: list[tuple[Change, ...]], starts: Integers) -> tuple[Change, ...]:
    """Move the rows of each period's changes to where they stand in the stack."""
    return tuple(
        replace(change, rows=change.rows + start)
        for start, changes in zip(starts, parts, strict=False)
        for change in changes
    )
