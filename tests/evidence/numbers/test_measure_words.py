from __future__ import annotations

import pytest

from quheng.declarations import validated
from quheng.errors import DeclarationError
from quheng.evidence.numbers.measure_words import MeasureWords, measure_of, measure_words
from quheng.observations.measure import known_measures
from tests.evidence.numerals import only


def test_dimensions_are_those_of_the_library_of_measures():
    for spelling, entry in measure_words().items():
        known = known_measures().find(spelling)
        if known is not None:
            assert known.dimension == entry.dimension, spelling


def test_every_spelling_is_read_behind_a_number():
    for spelling, entry in measure_words().items():
        assert only(f"共370{spelling}。").measure == entry.measure, spelling


def test_a_measure_per_another_one():
    assert measure_of("人/万人").dimension == "person-per-person"
    assert measure_of("元/平方米").measure == "元/平方米"


def test_a_spelling_stands_for_one_measure():
    twice = "- {measure: 家, dimension: a}\n- {measure: 户, dimension: b, words: [家]}"
    with pytest.raises(DeclarationError, match="家 stands twice"):
        validated(MeasureWords, twice, "measures.yaml")
