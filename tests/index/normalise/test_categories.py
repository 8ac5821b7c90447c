from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from quheng.index import build
from quheng.index.normalise import Categories, categories
from tests.indices import index_of

NAN = np.nan


def test_the_handbooks_bands_over_twenty_units():
    # percentile ranks 5, 10, ..., 100: one unit up to 5, two up to 15, four up to 35, six up to 65,
    # four up to 85, two up to 95, one above
    x = np.arange(20.0)[:, None]
    rule = Categories()
    expected = [0] + [20] * 2 + [40] * 4 + [50] * 6 + [60] * 4 + [80] * 2 + [100]
    np.testing.assert_array_equal(
        categories(x, np.array([1.0]), rule.percentiles, rule.scores)[:, 0], expected
    )
    np.testing.assert_array_equal(
        categories(x, np.array([-1.0]), rule.percentiles, rule.scores)[:, 0], expected[::-1]
    )


def test_equals_share_a_band_and_missing_stays_missing():
    # three present: the two 1s have 1/3, the 2 has 3/3
    x = np.array([[1.0], [1.0], [2.0], [NAN]])
    np.testing.assert_array_equal(categories(x, np.array([1.0]), (50,), (1, 9))[:, 0], [1, 1, 9, NAN])


def test_from_the_index():
    rule = {"by": "categories", "percentiles": [50], "scores": [10, 90]}
    assert build(index_of(np.array([[3.0], [5.0], [1.0], [2.0]]), normalise=rule)).score.tolist() == [
        90,
        90,
        10,
        10,
    ]


@pytest.mark.parametrize(
    "wrong",
    [
        {"percentiles": [50, 40]},
        {"percentiles": [0, 50]},
        {"percentiles": [50], "scores": [1, 2, 3]},
        {"percentiles": [50], "scores": [2, 1]},
    ],
)
def test_bands_that_do_not_hold(wrong):
    with pytest.raises(ValidationError, match=r"percentiles|scores"):
        Categories(**wrong)
