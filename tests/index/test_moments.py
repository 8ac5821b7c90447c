from __future__ import annotations

import numpy as np

from quheng.index.moments import constant, means, standard_deviations

NAN = np.nan


def test_missing_values_are_passed_over():
    # 1, 3: mean 2, s² = 2; 4 alone: mean 4, no spread; nothing: neither
    x = np.array([[1.0, 4.0, NAN], [NAN, NAN, NAN], [3.0, NAN, NAN]])
    np.testing.assert_array_equal(means(x), [2, 4, NAN])
    np.testing.assert_allclose(standard_deviations(x), [np.sqrt(2), NAN, NAN])
    np.testing.assert_array_equal(constant(x), [False, True, False])


def test_means_of_units():
    np.testing.assert_array_equal(means(np.array([[1.0, NAN, 2.0], [NAN, NAN, NAN]]), axis=1), [1.5, NAN])


def test_equal_values_have_no_spread_whatever_their_sum_rounds_to():
    # (0.1 + 0.1 + 0.1)/3 is not 0.1 in binary
    x = np.full((3, 1), 0.1)
    assert constant(x).tolist() == [True]
    np.testing.assert_array_equal(standard_deviations(x), [NAN])


def test_no_units():
    x = np.empty((0, 2))
    np.testing.assert_array_equal(means(x), [NAN, NAN])
    np.testing.assert_array_equal(standard_deviations(x), [NAN, NAN])
    assert not constant(x).any()
