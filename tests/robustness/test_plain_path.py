"""The ranks of a study are those of the index built the plain way, replicate by replicate, on random plans.

A record says what a replicate chose. The index is then built again with these choices from its observations,
by the code that builds any index, and must rank the units alike.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from quheng.errors import MethodError
from quheng.index import IndexDeclaration, build
from quheng.index.adjust import adjusted
from quheng.index.uncertain import Vary
from quheng.robustness import uncertainty
from tests.indices import index_of

NAN = np.nan
REPLICATES = 3
PLANS = 500

IMPUTATIONS = [
    "none",
    "mean",
    {"by": "median", "group": "region"},
    {"by": "knn", "k": 2, "shared": 1},
    {"by": "em", "ridge": 0.1},
    "row_mean",
    {"by": "constant", "value": 5},
]
DRAWN = [
    {"by": "median", "group": "region", "draws": 3},
    {"by": "mean", "draws": 4},
    {"by": "knn", "k": 3, "shared": 1, "draws": 2},
    {"by": "em", "ridge": 0.1, "draws": 3},
]
WHEN = {"skewness": 0.3, "kurtosis": -3}
TREATMENTS = [
    "none",
    {"when": WHEN, "winsorise": 1, "otherwise": "none"},
    {"when": WHEN, "winsorise": 2},
    {"steps": ["log"], "force": True},
]
REASONS = ("no effect", "left without a score", "negative", "not above zero", "tells no unit")

NORMALISATIONS = [
    "minmax",
    "zscore",
    "rank",
    "goalposts",
    {"by": "percentile"},
    "borda",
]
MEANS = ["arithmetic", "geometric", {"by": "generalised", "power": 0.5}, "median", "copeland"]
SETS = [
    {"title": "as they are"},
    {"title": "others", "posts": {"i0": [-5, 150], "i1": {"low": 2, "high": 140, "scale": "log"}}},
]


def weights(pillars):
    leaves = {f"i{column}": 1 + column for column in range(sum(pillars))}
    nodes = {f"p{number}": 2 + number for number in range(len(pillars))}
    experts = [{"title": "one", "weights": leaves}, {"title": "two", "weights": nodes}]
    return [
        {"noise": 0.4},
        {"by": "dirichlet", "concentration": 10},
        "simplex",
        {"by": "simplex", "least": 0.1, "most": {"i0": 0.7, "p0": 0.8}},
        {"by": "experts", "experts": experts},
    ]


def some(of, most=3):
    return st.lists(st.sampled_from(of), min_size=1, max_size=most, unique_by=str).map(tuple)


@st.composite
def plans(draw):
    """A framework with data, and uncertain choices of every kind."""
    pillars = draw(st.lists(st.integers(1, 3), min_size=2, max_size=3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    units, leaves = draw(st.integers(5, 9)), sum(pillars)
    x = np.round(rng.lognormal(3, 0.6, (units, leaves)), 3)
    x[rng.random(x.shape) < draw(st.sampled_from([0, 0.15]))] = NAN
    starts = np.cumsum([0, *pillars])
    for start, size in zip(starts, pillars, strict=False):  # a pillar that is missing has no rank to compare
        lost = np.isnan(x[:, start : start + size]).all(axis=1)
        x[lost, start] = rng.uniform(5, 50, np.count_nonzero(lost))
    stated = rng.random(x.shape) < draw(st.sampled_from([0, 0.3]))
    vary = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "weights": st.sampled_from(weights(pillars)),
                "measurement": st.sampled_from(
                    [{"A": "5%", "E": "20%"}, {"P": 0.1, "F": 0.1, "A": 0.01, "within": "uniform"}]
                ),
                "impute": some(IMPUTATIONS + DRAWN),
                "treat": some(TREATMENTS),
                "goalposts": st.sampled_from([{"noise": "10%"}, SETS]),
                "normalise": some(NORMALISATIONS).map(lambda rules: tuple(dict.fromkeys(map(plain, rules)))),
                "pillars": some(MEANS),
                "index": some(MEANS),
                "drop_one": st.sampled_from(["indicators", "pillars", ["indicators", "pillars"]]),
            },
        )
    )
    if "normalise" in vary:
        vary["normalise"] = [named(rule) for rule in vary["normalise"]]
    return index_of(
        x,
        pillars=pillars,
        goalposts=[(-10, 200)] * leaves,
        directions=rng.choice([-1, 1], leaves).tolist(),
        indicators=[{"denominate": {"by": "size", "per": 10}} if c == 1 else {} for c in range(leaves)],
        denominators={"size": rng.uniform(5, 15, units)},
        groups={"region": rng.choice(["east", "west"], units).tolist()},
        status=rng.choice(["A", "E", "P", "F"], x.shape),
        low=np.where(stated & ~np.isnan(x), x * 0.8, NAN),
        high=np.where(stated & ~np.isnan(x), x * 1.3, NAN),
        impute=draw(st.sampled_from(IMPUTATIONS)),
        treat=draw(st.sampled_from(TREATMENTS)),
        normalise=draw(st.sampled_from(["minmax", "goalposts"])),
        robustness={"replicates": REPLICATES, "seed": draw(st.integers(0, 2**64 - 1)), "vary": vary},
    )


def plain(rule):
    return rule if isinstance(rule, str) else rule["by"]


def named(name):
    return next(rule for rule in NORMALISATIONS if plain(rule) == name)


def rebuilt(inputs, record):
    """Build the index with the choices of a replicate: other observations, rules, goalposts and weights."""
    robustness = inputs.declaration.robustness
    vary = robustness.model_dump(mode="json", exclude_unset=True).get("vary", {})
    declared = inputs.declaration.model_dump(mode="json", exclude_unset=True)
    method = declared["method"]
    rules = {name: method[name] for name in ("impute", "treat", "normalise") if name in method}
    completed = "(" in record.choices.get("impute", "")
    for name in ("treat", "normalise", "impute"):
        if name in record.choices and not (name == "impute" and completed):
            rules[name] = chosen(vary[name], record.choices[name])
    means = {"pillars": "arithmetic", "index": "arithmetic"}
    for level in means:
        if level in record.choices:
            means[level] = chosen(vary[level], record.choices[level])
    geometric = [rule for level in ("pillars", "index") for rule in vary.get(level, [])]
    if rules["normalise"] == {"by": "zscore"} and {"by": "geometric"} in geometric:
        rules["normalise"] = {"by": "zscore", "mean": 50, "sd": 10}
    if completed:
        rules["impute"] = None
    for pillar in declared["framework"]:
        for leaf in pillar["indicators"]:
            leaf["goalposts"] = record.posts[leaf["code"]].model_dump()
            if completed:  # a donor and who takes its value must stay equal to the last digit
                leaf.pop("denominate", None)
    values = record.steps["impute" if completed else "denominate"].values
    changed = replace(
        inputs,
        declaration=IndexDeclaration.model_validate(declared),
        observations=observed(inputs.observations, values, divided=completed),
    )
    return build(adjusted(changed, weight=sums(inputs, record.weights), aggregate=means, **rules))


def chosen(alternatives, words):
    """Return the alternative of that name."""
    named = {in_short(rule): rule for rule in alternatives}
    return named[words]


def in_short(rule):
    if rule is None:
        return "none"
    if "steps" in rule:
        return ", ".join(
            f"winsorise {step['points']}" if step["by"] == "winsorise" else step["by"]
            for step in rule["steps"]
        )
    return f"{rule['by']} drawn" if "draws" in rule else rule["by"]


def observed(observations, values, *, divided):
    """Put the values of a replicate in place of the observations; i1 is observed before it is divided."""
    size = observations.filter(indicator="size")["value"].to_numpy()
    own = values.copy()
    own[:, 1] *= 1 if divided else size / 10
    cells = np.column_stack([own, size])
    return observations.with_columns(pl.Series("value", cells.ravel(), nan_to_null=True))


def sums(inputs, own):
    """Return weights that an index can have: a pillar without any has no weight itself."""
    weights = dict(own)
    for node in inputs.declaration.tree.nodes:
        if not any(own[code] for code in node.child_codes):
            weights |= dict.fromkeys(node.child_codes, 1.0)
    return weights


@pytest.mark.long
def test_every_replicate_ranks_as_the_index_built_with_its_choices():
    compared, refused = [], []

    @settings(max_examples=PLANS, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(plans())
    def agree(inputs):
        try:
            edition = build(inputs)
            study = uncertainty(edition)
        except MethodError as error:
            refused.append(str(error))
            reject()
        histogram = np.zeros_like(study.histogram)
        for number in range(REPLICATES):
            record = study.replicate(number)
            other = rebuilt(inputs, record)
            assert other.ranked_units == edition.ranked_units
            np.testing.assert_allclose(record.score, other.score, rtol=1e-9, atol=1e-9)
            np.testing.assert_array_equal(record.rank, other.rank)
            np.testing.assert_allclose(record.steps["normalise"].values, other.indicator_scores, rtol=1e-9)
            assert set(record.treated) == set(other.steps["treat"].log["indicator"])
            assert record.weights.get(record.dropped, 0.0) == 0
            histogram[np.arange(len(histogram)), record.rank - 1] += 1
            compared.append(record)
        np.testing.assert_array_equal(study.histogram, histogram)

    agree()
    # a plan that is refused, because a choice has no effect or no result, does not count among the 500
    assert len(compared) >= PLANS * REPLICATES
    for reason in refused:
        assert any(words in reason for words in REASONS), reason
    assert {name for record in compared for name in record.choices} == set(Vary.model_fields)
