"""The robustness plan as declared: which choices vary, how often, from which seed."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from quheng.declarations import Declared, checked, optional_step
from quheng.index.aggregate import AggregateRule
from quheng.index.impute import ImputeRule
from quheng.index.normalise import NormaliseRule
from quheng.index.treat import Treat
from quheng.index.uncertain_weights import UncertainWeights

Seed = Annotated[int, Field(ge=0, lt=2**64)]


class Vary(Declared):
    """The choices that a study varies; one that is not named keeps its nominal value.

    Parameters
    ----------
    weights
        How the weights are drawn, at every level: `{noise: 0.25}`, `simplex`, `{by: dirichlet, ...}` or
        `{by: experts, ...}`.
    impute, treat
        Alternative imputations and treatments, equally likely; `none` is one.
    normalise
        Alternative normalisations, equally likely.
    pillars, index
        Alternative aggregations of the pillars and of the index, equally likely.
    drop_one
        `indicators`: one indicator, or none, is left out, each equally likely.
    """

    weights: UncertainWeights | None = None
    impute: tuple[Annotated[ImputeRule | None, optional_step], ...] = ()
    treat: tuple[Annotated[Treat | None, optional_step], ...] = ()
    normalise: tuple[NormaliseRule, ...] = ()
    pillars: tuple[AggregateRule, ...] = ()
    index: tuple[AggregateRule, ...] = ()
    drop_one: Annotated[Literal["indicators"] | None, optional_step] = None


class Robustness(Declared):
    """How sure the ranks are.

    Parameters
    ----------
    replicates
        The number of draws of the uncertain choices.
    seed
        Of the random numbers; 0 is a seed like any other.
    vary
        What is drawn.
    """

    replicates: int = Field(default=1000, ge=1)
    seed: Seed = 0
    vary: Vary = Vary()


def with_numbers(plan: Robustness, replicates: int | None, seed: int | None) -> Robustness:
    """Return a plan with another number of replicates or another seed, where they are given.

    Raises
    ------
    DeclarationError
        Where a number is out of its range.
    """
    given = {"replicates": replicates, "seed": seed}
    return checked(
        Robustness, dict(plan) | {name: value for name, value in given.items() if value is not None}
    )
