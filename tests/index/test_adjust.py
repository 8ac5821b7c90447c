"""Adjustments as values: a new index from an old one, and what moves."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import quheng
from quheng.errors import DeclarationError, MethodError, NotFoundError
from quheng.publish import verify
from tests.conftest import HAND_INDEX, HAND_VALUES, observations_csv


@pytest.fixture
def opened(make_folder):
    return quheng.open(make_folder())


def test_another_rule_leaves_the_old_index_alone(opened):
    other = opened.with_(normalise="rank", aggregate="arithmetic")
    assert other.declaration.method.normalise.by == "rank"
    assert opened.declaration.method.normalise.by == "minmax"
    np.testing.assert_allclose(other.build().normalised("a"), [0, 25, 50, 75, 100])


def test_a_step_can_be_left_out(opened):
    edition = opened.with_(impute=None, treat="none").build()
    assert not edition.imputed.any()
    assert edition.treatments == ()


def test_a_dropped_indicator_is_as_if_it_had_never_been(opened, make_folder):
    index = HAND_INDEX.replace("      - {code: b, title: B, measure: points, direction: -1}\n", "")
    values = {code: column for code, column in HAND_VALUES.items() if code != "b"}
    without = quheng.open(make_folder(index, observations=observations_csv(values), name="without")).build()
    dropped = opened.with_(drop=["b"]).build()
    assert dropped.tree.columns == without.tree.columns == ("a", "c", "d", "p1", "p2", "hand")
    np.testing.assert_array_equal(dropped.score, without.score)
    np.testing.assert_array_equal(dropped.rank, without.rank)
    assert not np.array_equal(dropped.score, opened.build().score)


def test_dropping_every_child_drops_the_pillar(opened):
    assert opened.with_(drop=["a", "b"]).declaration.tree.columns == ("c", "d", "p2", "hand")
    assert opened.with_(drop=["p1"]).declaration.tree.columns == ("c", "d", "p2", "hand")


def test_given_weights_keep_their_proportions(make_folder):
    index = HAND_INDEX.replace("weights: equal", "weights: given")
    for code, weight in (("a", "1/2"), ("b", "1/2"), ("c", "1/4"), ("d", "3/4")):
        index = index.replace(f"{{code: {code},", f"{{code: {code}, weight: {weight},")
    index = index.replace("title: First\n", "title: First\n    weight: 1/5\n")
    index = index.replace("title: Second\n", "title: Second\n    weight: 4/5\n")
    edition = quheng.open(make_folder(index)).with_(drop=["a"]).build()
    assert edition.effective_weights == pytest.approx(
        {"hand": 1, "p1": 0.2, "p2": 0.8, "b": 0.2, "c": 0.2, "d": 0.6}
    )


def test_new_weights_are_relative_to_their_siblings(opened):
    edition = opened.with_(weight={"p1": 3, "d": "1/3"}).build()
    assert edition.effective_weights["p1"] == pytest.approx(3 / 4)
    assert edition.effective_weights["d"] == pytest.approx(1 / 4 * 1 / 4)


def test_excluded_units_are_listed(opened):
    edition = opened.with_(exclude=["D"]).build()
    assert edition.not_ranked["unit"].to_list() == ["D"]
    assert edition.rank.tolist().count(1) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"drop": ["zzz"]}, "zzz"),
        ({"weight": {"zzz": 1}}, "zzz"),
        ({"normalize": "rank"}, "normalize"),
        ({"normalise": "minimax"}, "minimax"),
        ({"exclude": ["Q"]}, "Q"),
        ({"drop": ["p1", "p2"]}, "framework"),
    ],
)
def test_an_adjustment_that_cannot_hold(opened, changes, words):
    with pytest.raises(DeclarationError) as caught:
        opened.with_(**changes).build()
    assert words in str(caught.value)


def test_an_adjusted_edition_verifies(opened, tmp_path):
    edition = opened.with_(normalise="rank", drop=["b"], exclude=["A"]).build()
    edition.write(tmp_path / "adjusted", edition.uncertainty(50))
    assert verify(tmp_path / "adjusted").same


def test_compare_puts_ranks_side_by_side(opened):
    comparison = quheng.compare(
        {"nominal": opened.build(), "arithmetic": opened.with_(aggregate="arithmetic").build()}
    )
    # nominal D E C B A; arithmetic 78.75 65.6 50.4 47.1 25: the same order
    assert comparison.ranks["nominal"].to_list() == [1, 2, 3, 4, 5]
    assert comparison.ranks["arithmetic_shift"].to_list() == [0] * 5
    (row,) = comparison.agreement.rows(named=True)
    assert row["spearman"] == pytest.approx(1)
    assert row["largest_shift"] == 0


def test_a_unit_missing_in_one_edition_spoils_nothing(opened):
    # COINr's comparison turns into NA.
    comparison = quheng.compare({"all": opened.build(), "four": opened.with_(exclude=["B"]).build()})
    row = comparison.ranks.row(by_predicate=pl.col("unit") == "B", named=True)
    assert row["four"] is None
    assert row["four_shift"] is None
    assert comparison.agreement["units"].to_list() == [4]
    assert comparison.agreement["spearman"][0] is not None


def test_one_edition_is_no_comparison(opened):
    with pytest.raises(MethodError, match="two editions"):
        quheng.compare({"alone": opened.build()})
    with pytest.raises(MethodError, match="by name"):
        quheng.compare([opened.build(), opened.build()])


def test_a_single_code_may_stand_alone(opened):
    assert opened.with_(drop="b", exclude="A").declaration.tree.columns[:3] == ("a", "c", "d")


def test_a_level_that_there_is_not(opened):
    for level in ("pillar", 0, 3):
        with pytest.raises(MethodError, match="indicators, pillars"):
            opened.build().remove_one(level)


def test_steps_of_your_own_go_with_every_rebuild(opened):
    def flip(values, _):
        return -values

    flipped = opened.with_step("flip", "treat", flip)
    removal = flipped.build().remove_one()
    assert all("flip" in edition.steps for edition in removal.comparison.editions.values())
    change = quheng.attribute_change(flipped.build(), flipped.with_(normalise="rank").build())
    assert set(change["score_by_data"]) == {0.0}


def test_a_step_of_your_own_runs_once(opened):
    calls = []

    def counted(values, _):
        calls.append(len(values))
        return values

    opened.with_step("counted", "denominate", counted).build()
    assert calls == [5]


def test_scores_that_were_aggregated_are_those_after_your_own_step(opened):
    edition = opened.with_step("halve", "normalise", lambda values, _: values / 2).build()
    np.testing.assert_array_equal(edition.normalised("a"), edition.steps["halve"].values[:, 0])


def test_codes_that_there_are_not(opened):
    edition = opened.build()
    for call, code in ((edition.row, "Z"), (edition.aggregated, "zzz"), (edition.normalised, "p1")):
        with pytest.raises(NotFoundError, match=code):
            call(code)


def test_remove_one_at_any_level(opened):
    edition = opened.build()
    by_indicator = edition.remove_one()
    assert set(by_indicator.summary["code"]) == {"a", "b", "c", "d"}
    by_pillar = edition.remove_one("pillars")
    assert set(by_pillar.summary["code"]) == {"p1", "p2"}
    assert set(edition.remove_one(2).summary["code"]) == {"a", "b", "c", "d"}
    # without p1 the index is p2: A 0, B 41.7, C 45.8, D 100; E has one of two indicators and is not ranked,
    # so that C, B and A climb by one
    assert by_pillar.ranks["unit"].to_list() == ["D", "E", "C", "B", "A"]
    assert by_pillar.ranks["p1_shift"].to_list() == [0, None, 1, 1, 1]
    # without p2 it is p1: 50, 52.5, 55, 57.5, 50 -> D 1, C 2, B 3, A and E 4
    row = by_pillar.ranks.row(by_predicate=pl.col("unit") == "E", named=True)
    assert (row["nominal"], row["p2"], row["p2_shift"]) == (2, 4, -2)


def test_remove_one_with_weights_of_its_own(opened):
    # COINr refuses weights given as a list.
    summary = opened.with_(weight={"a": 5}).build().remove_one().summary
    assert summary.height == 4


def test_a_step_of_your_own(opened):
    halved = opened.with_step("halve", "treat", lambda values, _: values / 2)
    edition = halved.build()
    np.testing.assert_array_equal(edition.steps["halve"].values, edition.steps["treat"].values / 2)
    np.testing.assert_allclose(edition.score, opened.build().score)
    assert list(edition.steps) == ["data", "denominate", "impute", "treat", "halve", "normalise", "aggregate"]


def test_a_step_of_your_own_sees_the_indicators(opened):
    def only_a(values, context):
        values[:, [code != "a" for code in context.codes]] = np.nan
        return values

    edition = opened.with_step("only a", "normalise", only_a).build()
    np.testing.assert_allclose(edition.score, edition.normalised("a"))


@pytest.mark.parametrize("function", [lambda x, _: x[:2], lambda x, _: x * np.inf])
def test_a_step_of_your_own_that_goes_wrong(opened, function):
    with pytest.raises(MethodError, match="mine"), np.errstate(invalid="ignore"):
        opened.with_step("mine", "treat", function).build()


def test_a_study_repeats_a_step_before_normalising_and_refuses_one_after(opened):
    assert opened.with_step("square", "treat", lambda x, _: x**2).build().uncertainty(50).replicates == 50
    with pytest.raises(MethodError, match="put it after treat"):
        opened.with_step("late", "normalise", lambda x, _: x).build().uncertainty(50)


def test_verify_says_that_only_the_author_can_rebuild(opened, tmp_path):
    opened.with_step("mine", "treat", lambda x, _: x).build().write(tmp_path / "own")
    found = verify(tmp_path / "own")
    assert not found.same
    assert "mine" in found.differences[0].en
