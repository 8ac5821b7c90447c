"""The steps before the weights: from observations to normalised indicators, for all combinations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from quheng.errors import MethodError
from quheng.index import Edition
from quheng.index.arrays import Floats
from quheng.index.context import Context
from quheng.index.impute import Latest, Linear, RowMean, fill_by_row_mean
from quheng.index.normalise import NormaliseRule, ZScore
from quheng.index.pipeline import normalise
from quheng.index.treat import Treat, treat
from quheng.index.tree import Tree
from quheng.index.uncertain import Vary
from quheng.index.uncertain_goalposts import GoalpostsNoise
from quheng.index.uncertain_impute import Drawn
from quheng.robustness.filling import Filling, fillings_of
from quheng.robustness.measurement import Errors
from quheng.robustness.posts import moved, with_posts
from quheng.robustness.scaled import Scaled

POSITIVE_ZSCORE = ZScore(mean=50.0, sd=10.0)
"""A bare `zscore` beside a geometric mean: the same z-scores, moved to where the mean is defined."""


class Pick(NamedTuple):
    """Which alternative of each step; the last varies fastest."""

    filling: int
    treatment: int
    posts: int
    normalisation: int


@dataclass(frozen=True)
class Upstream:
    """What the steps before the weights start from, and the alternatives of each.

    Parameters
    ----------
    seed
        Of the random numbers.
    tree
        The framework.
    start
        (n_units, n_indicators), what goes into the first step that is run again.
    fillings
        For each alternative of the imputation, its completed data sets; the rule of the index alone where it
        does not vary.
    treatments
        For each alternative the treatment of every indicator; None where `start` is treated already.
    contexts
        For each alternative of the goalposts, the indicators with them.
    normalisations
        The alternatives.
    errors
        The uncertain observations; None where they are taken as they are.
    noise
        How far goalposts move; zero where they do not.
    """

    seed: int
    tree: Tree
    start: Floats
    fillings: tuple[tuple[Filling, ...], ...]
    treatments: tuple[tuple[Treat | None, ...], ...] | None
    contexts: tuple[Context, ...]
    normalisations: tuple[NormaliseRule, ...]
    errors: Errors | None
    noise: float

    @classmethod
    def of(cls, edition: Edition, vary: Vary, seed: int, *, positive: bool) -> Upstream:
        """Prepare the steps of an edition with all its rows.

        Parameters
        ----------
        edition
            The nominal result.
        vary
            The uncertain choices.
        seed
            Of the random numbers.
        positive
            Whether a bare `zscore` is to be moved to where a geometric mean is defined.
        """
        method = edition.inputs.declaration.method
        again = bool(vary.measurement or vary.impute or vary.treat)
        context = edition.context
        sets = vary.goalposts if isinstance(vary.goalposts, tuple) else ()
        rules = vary.normalise or (method.normalise,)
        return cls(
            seed,
            edition.tree,
            edition.before("impute" if again else "normalise").values,
            fillings_of(vary.impute) or ((_nominal_filling(edition, again=again),),),
            tuple(_treatments(edition, rule) for rule in vary.treat or (method.treat,)) if again else None,
            tuple(with_posts(context, own.posts) for own in sets) or (context,),
            tuple(_positive(rule) if positive else rule for rule in rules),
            Errors.of(edition, vary.measurement) if vary.measurement else None,
            vary.goalposts.noise if isinstance(vary.goalposts, GoalpostsNoise) else 0.0,
        )

    @property
    def is_shared(self) -> bool:
        """Whether replicates with the same choices share the normalised indicators."""
        return self.errors is None and self.noise == 0

    @property
    def sets(self) -> tuple[Filling, ...]:
        """The completed data sets of all alternatives of the imputation."""
        return tuple(filling for alternative in self.fillings for filling in alternative)

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """How many alternatives each part of a pick has."""
        treatments = 1 if self.treatments is None else len(self.treatments)
        return len(self.sets), treatments, len(self.contexts), len(self.normalisations)

    @property
    def with_posts(self) -> int:
        """How many indicators have goalposts."""
        return sum(indicator.goalposts is not None for indicator in self.tree.indicators)

    @property
    def fingerprint(self) -> bytes:
        """What decides the normalised indicators of a replicate, beside the choices declared."""
        context = self.contexts[0]
        indicators = ",".join(indicator.model_dump_json() for indicator in context.indicators)
        sets = [(filling.in_words, filling.rule) for filling in self.sets]
        rules = repr((sets, self.treatments, self.normalisations))
        known = self.sets[0].known
        errors = self.errors.fingerprint if self.errors else b""
        table = f"{indicators}{rules}{context.units}{context.table.write_csv()}".encode()
        return table + self.start.tobytes() + (b"" if known is None else known.tobytes()) + errors

    def pick(self, position: int) -> Pick:
        """Return the alternatives of a combination by its position."""
        return Pick(*(int(part) for part in np.unravel_index(position, self.shape)))

    def combinations(self) -> Iterator[Floats]:
        """Yield the normalised matrix (n_units, n_indicators) of every combination, in order.

        What combinations share is computed once.
        """
        _, treatments, posts, normalisations = self.shape
        for filling, filled in self.completed():
            for treatment in range(treatments):
                treated = self.treated(filled, treatment)
                for context in range(posts):
                    for rule in range(normalisations):
                        scaled = self.normalised(treated, rule, self.contexts[context])
                        yield self.completed_rows(scaled, filling)[:, 0, :]

    def each(self, pick: Pick, keys: Floats, uniform: Floats) -> Scaled:
        """Return the normalised indicators of replicates with the same choices, each with its own data.

        Parameters
        ----------
        pick
            The choices.
        keys
            (n_replicates,) uniform numbers, from which measurement errors follow.
        uniform
            (n_replicates, 2 * n_with_goalposts) uniform numbers, by which goalposts move.
        """
        filling = self.sets[pick.filling]
        matrices = self.measured(keys)
        treated = self.treated(filling.filled(matrices, self.contexts[0], self.seed), pick.treatment)
        context = self.beside(pick, uniform)
        scaled = self.normalised(treated, pick.normalisation, context)
        return Scaled.of_each(self.completed_rows(scaled, filling))

    def measured(self, keys: Floats) -> Floats:
        """Return the observed values (n_units, n_replicates, n_indicators) of some replicates."""
        if self.errors is None:
            return np.repeat(self.start[:, None, :], keys.size, axis=1)
        return self.errors.on(self.start, keys)

    def beside(self, pick: Pick, uniform: Floats) -> Context:
        """Return the context of the matrices of some replicates beside each other, goalposts moved."""
        context = self.contexts[pick.posts]
        own = [context] * len(uniform)
        if self.noise:
            own = [with_posts(context, moved(context, self.noise, numbers)) for numbers in uniform]
        return replace(context, indicators=tuple(one for each in own for one in each.indicators))

    def treated(self, matrices: Floats, treatment: int) -> Floats:
        """Treat the matrices (n_units, n_replicates, n_indicators) side by side, each column by itself."""
        if self.treatments is None:
            return matrices
        units, replicates, _ = matrices.shape
        codes = self.contexts[0].codes * replicates
        with _problems_once():
            values, _, _ = treat(matrices.reshape(units, -1), codes, self.treatments[treatment] * replicates)
        return values.reshape(matrices.shape)

    def normalised(self, matrices: Floats, rule: int, context: Context) -> Floats:
        """Normalise the matrices (n_units, n_replicates, n_indicators) side by side, column by column."""
        with _problems_once():
            values = normalise(matrices.reshape(len(matrices), -1), self.normalisations[rule], context)
        return values.reshape(matrices.shape)

    def completed_rows(self, scaled: Floats, filling: Filling) -> Floats:
        """Fill cells (n_units, n_replicates, n_indicators) from the unit's own, where the rule does so."""
        if not isinstance(filling.rule, RowMean):
            return scaled
        rows = scaled.reshape(-1, scaled.shape[-1])
        return fill_by_row_mean(rows, self.tree.siblings).reshape(scaled.shape)

    def completed(self) -> Iterator[tuple[Filling, Floats]]:
        """Yield every completed data set (n_units, 1, n_indicators); what draws share is estimated once."""
        matrices = self.start[:, None, :]
        context = self.contexts[0]
        for alternative in self.fillings:
            rule = alternative[0].rule
            completion = rule.completion(self.start, context) if isinstance(rule, Drawn) else None
            for filling in alternative:
                if completion is None:
                    yield filling, filling.filled(matrices, context, self.seed)
                else:
                    yield filling, completion(filling.numbers(self.seed, self.start.shape))[:, None, :]


def is_pooled(edition: Edition) -> bool:
    """Return whether the rows of an edition are of many periods, each of which was filled by itself."""
    units = edition.data.units
    return len(set(units)) < len(units)


def _nominal_filling(edition: Edition, *, again: bool) -> Filling:
    """Return the filling of the index itself.

    It is settled where its step is not run again, looks along time, or was run on each period by itself.
    """
    rule = edition.inputs.declaration.method.impute
    if again and not isinstance(rule, Latest | Linear) and not is_pooled(edition):
        return Filling(rule)
    return Filling(rule, known=edition.before("treat" if again else "normalise").values)


def _treatments(edition: Edition, rule: Treat | None) -> tuple[Treat | None, ...]:
    method = edition.inputs.declaration.method.model_copy(update={"treat": rule})
    return tuple(method.treat_rule(indicator) for indicator in edition.tree.indicators)


def _positive(rule: NormaliseRule) -> NormaliseRule:
    bare = isinstance(rule, ZScore) and not {"mean", "sd"} & rule.model_fields_set
    return POSITIVE_ZSCORE if bare else rule


@contextmanager
def _problems_once() -> Iterator[None]:
    """Say once what is wrong with an indicator in many replicates."""
    try:
        yield
    except MethodError as error:
        raise MethodError(dict.fromkeys(error.problems)) from None
