"""The robustness plan as declared: which choices vary, how often, from which seed."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from quheng.declarations import Declared, checked, optional_step
from quheng.index.aggregate import AggregateRule
from quheng.index.normalise import NormaliseRule
from quheng.index.treat import Treat
from quheng.index.uncertain_goalposts import UncertainGoalposts
from quheng.index.uncertain_impute import ImputeAlternative
from quheng.index.uncertain_measurement import Measurement
from quheng.index.uncertain_weights import UncertainWeights

Seed = Annotated[int, Field(ge=0, lt=2**64)]


def _levels(value: Any) -> Any:
    if value is None or value == "none":
        return ()
    return (value,) if isinstance(value, str) else value


LEVELS = ("indicators", "pillars")

Levels = Annotated[
    tuple[Literal["indicators", "pillars"], ...],
    BeforeValidator(_levels),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["none", *LEVELS]},
                {"type": "array", "items": {"enum": list(LEVELS)}, "uniqueItems": True},
            ]
        }
    ),
]
"""One of the two by its name, a list of them, or `none`."""


class Vary(Declared):
    """The choices that a study varies; one that is not named keeps its nominal value.

    Parameters
    ----------
    weights
        How the weights are drawn, at every level: `{noise: 0.25}`, `simplex`, `{by: dirichlet, ...}` or
        `{by: experts, ...}`.
    measurement
        How far observations may be off: `{E: 5%, P: 2%}`, by their status, or within stated intervals.
    impute
        Alternative imputations, equally likely; `none` is one. With `draws`, a rule completes the data many
        times: `{by: knn, draws: 20}`.
    treat
        Alternative treatments, equally likely; `none` is one.
    goalposts
        `{noise: 5%}`, or alternative goalposts, equally likely.
    normalise
        Alternative normalisations, equally likely.
    pillars, index
        Alternative aggregations of the pillars and of the index, equally likely.
    drop_one
        `indicators` or `pillars` (right below the index), or a list of both: one of them, or none, is left
        out, each equally likely.
    """

    weights: UncertainWeights | None = None
    measurement: Measurement | None = None
    impute: tuple[ImputeAlternative, ...] = ()
    treat: tuple[Annotated[Treat | None, optional_step], ...] = ()
    goalposts: UncertainGoalposts | None = None
    normalise: tuple[NormaliseRule, ...] = ()
    pillars: tuple[AggregateRule, ...] = ()
    index: tuple[AggregateRule, ...] = ()
    drop_one: Levels = ()


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
