"""Measures: exact conversion, and content that is complete in both languages."""

from __future__ import annotations

from fractions import Fraction

import pytest

import quheng
from quheng.observations.measure import known_measures
from tests.conftest import HAND_INDEX, HAND_MEASURES, HAND_VALUES, observations_csv


@pytest.mark.parametrize(
    ("given", "wanted", "ratio"),
    [
        ("亿元", "万元", Fraction(10_000)),
        ("元", "亿元", Fraction(1, 100_000_000)),
        ("亩", "公顷", Fraction(1, 15)),
        ("平方公里", "平方米", Fraction(1_000_000)),
        ("万人", "人", Fraction(10_000)),
        ("‰", "%", Fraction(1, 10)),
        ("km", "公里", Fraction(1)),
        ("furlongs", "furlongs", Fraction(1)),
        ("元", "美元", None),
        ("家", "人", None),
        ("furlongs", "公里", None),
        ("%", "个百分点", None),
    ],
)
def test_conversion(given, wanted, ratio):
    assert known_measures().ratio(given, wanted) == ratio


def test_every_dimension_has_a_base_measure():
    measures = known_measures().root
    for dimension in {measure.dimension for measure in measures}:
        assert 1 in {measure.factor for measure in measures if measure.dimension == dimension}, dimension


def test_observations_are_converted_to_the_measure_of_the_indicator(make_folder):
    index = HAND_INDEX.replace("{code: a, title: A, measure: points", "{code: a, title: A, measure: 亿元")
    given = observations_csv(HAND_VALUES, measures={**HAND_MEASURES, "a": "万元"})
    edition = quheng.open(make_folder(index, observations=given)).build()
    assert edition.steps["data"].values[:, 0].tolist() == [0.001, 0.002, 0.003, 0.004, 0.005]


def test_changing_the_measure_of_the_data_changes_no_score(make_folder):
    index = HAND_INDEX.replace("{code: a, title: A, measure: points", "{code: a, title: A, measure: 亿元")
    one = observations_csv(HAND_VALUES, measures={**HAND_MEASURES, "a": "亿元"})
    two = observations_csv(
        {**HAND_VALUES, "a": [value * 10_000 for value in HAND_VALUES["a"]]},
        measures={**HAND_MEASURES, "a": "万元"},
    )
    scores = [
        quheng.open(make_folder(index, observations=given, name=name)).build().score.tolist()
        for given, name in ((one, "one"), (two, "two"))
    ]
    assert scores[0] == scores[1]
