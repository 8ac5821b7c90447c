"""Means, sums and what is made of them, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from quheng.errors import MethodError
from tests.index.aggregate.node import NAN, aggregate, rule_of


def test_arithmetic():
    # 2/4 + 8*1/4 + 4*1/4 = 4; without the 8: (2*1/2 + 4*1/4) / (3/4) = 8/3
    found = aggregate("arithmetic", [[2, 8, 4], [2, NAN, 4]], [0.5, 0.25, 0.25])
    np.testing.assert_allclose(found, [4, 8 / 3])


def test_geometric():
    # 2^(1/2) 8^(1/4) 4^(1/4) = 2^(1/2 + 3/4 + 2/4); without the 8: (2^(1/2) 4^(1/4))^(4/3) = 2^(4/3)
    found = aggregate("geometric", [[2, 8, 4], [2, NAN, 4]], [0.5, 0.25, 0.25])
    np.testing.assert_allclose(found, [2**1.75, 2 ** (4 / 3)])


def test_harmonic():
    # 1 / (1/2 * 1/2 + 1/4 * 1/8 + 1/4 * 1/4) = 32/11; without the 8: 3/4 / (1/4 + 1/16) = 12/5
    found = aggregate("harmonic", [[2, 8, 4], [2, NAN, 4]], [0.5, 0.25, 0.25])
    np.testing.assert_allclose(found, [32 / 11, 12 / 5])


@pytest.mark.parametrize(
    ("power", "expected"),
    [
        (1, 4.0),
        (-1, 32 / 11),
        (0, 2**1.75),
        (2, np.sqrt(22)),  # 4/2 + 64/4 + 16/4 = 22
        (0.5, (np.sqrt(2) / 2 + np.sqrt(8) / 4 + 2 / 4) ** 2),
        (1e-9, 2**1.75),
        (-1e-9, 2**1.75),
        (400, 8 * 0.25 ** (1 / 400)),  # the others vanish beside 8^400, which no double holds
        (-400, 2 * 0.5 ** (-1 / 400)),
    ],
)
def test_generalised(power, expected):
    found = aggregate({"by": "generalised", "power": power}, [[2, 8, 4]], [0.5, 0.25, 0.25])
    np.testing.assert_allclose(found, expected, rtol=1e-8)


def test_generalised_skips_a_missing_child():
    # COINr's a_genmean returns NA here; sqrt((4/2 + 16/4) / (3/4)) = sqrt(8)
    found = aggregate({"by": "generalised", "power": 2}, [[2, NAN, 4]], [0.5, 0.25, 0.25])
    np.testing.assert_allclose(found, np.sqrt(8))


def test_generalised_of_zeros():
    # positive power: ((0 + 4)/2)^(1/2); all zeros are zero
    np.testing.assert_allclose(aggregate({"by": "generalised", "power": 2}, [[0, 2], [0, 0]]), [2**0.5, 0])


def test_median():
    # equal weights: the ordinary one, 3 and (3 + 5)/2
    np.testing.assert_allclose(aggregate("median", [[9, 1, 3, NAN], [9, 1, 3, 5]]), [3, 4])
    # 1 weighs .2, 3 .2, 9 .6: half is reached at 9; 1 weighs .5, 3 .3: between 1 and 3
    np.testing.assert_allclose(aggregate("median", [[9, 1, 3]], [0.6, 0.2, 0.2]), [9])
    np.testing.assert_allclose(aggregate("median", [[9, 1, 3]], [0.2, 0.5, 0.3]), [2])


def test_sum():
    # equal weights: 30 + 20 + 5; weights 1 : 1 : 2 average 4/3, so (30 + 20 + 2 * 5) / (4/3)
    np.testing.assert_allclose(aggregate("sum", [[30, 20, 5]]), [55])
    np.testing.assert_allclose(aggregate("sum", [[30, 20, 5]], [0.25, 0.25, 0.5]), [(30 + 20 + 10) * 3 / 4])


def test_sum_of_a_missing_child_is_missing():
    np.testing.assert_array_equal(aggregate("sum", [[30, NAN, 5], [1, 1, 1]]), [NAN, 3])


def test_mean_min():
    # mean 6, least 2: 6 - 1/2 (sqrt(16 + 9) - 3) = 5; alpha 1, beta 0: the least; alpha 0: the mean
    rows = [[2, 10, NAN], [7, 7, 7]]
    np.testing.assert_allclose(aggregate({"by": "mean_min", "alpha": 0.5, "beta": 3}, rows), [5, 7])
    np.testing.assert_allclose(aggregate({"by": "mean_min", "alpha": 1, "beta": 0}, rows), [2, 7])
    np.testing.assert_allclose(aggregate({"by": "mean_min", "alpha": 0, "beta": 3}, rows), [6, 7])


def test_mpi():
    # mean 100, deviations -10 and 10, S^2 = 100 (divisor 2), cv S = S^2 / M = 1
    np.testing.assert_allclose(aggregate("mpi", [[90, 110], [100, NAN]]), [99, 100])
    upward = {"by": "mpi", "penalty": "upward"}
    np.testing.assert_allclose(aggregate(upward, [[90, 110]]), [101])
    # weights 3 : 1 on 96 and 104: mean 98, S^2 = 3/4 * 4 + 1/4 * 36 = 12
    np.testing.assert_allclose(aggregate("mpi", [[96, 104]], [0.75, 0.25]), [98 - 12 / 98])


def test_mpi_of_a_mean_of_zero_is_refused():
    with pytest.raises(MethodError, match=r"1 is zero or less \(the least is -1\)"):
        aggregate("mpi", [[-2, 0], [100, 90]])


def test_ampi():
    # mean 100, S^2 = 900: 100 - 9
    np.testing.assert_allclose(aggregate("ampi", [[70, 130], [70, 70]]), [91, 70])
    np.testing.assert_allclose(aggregate({"by": "ampi", "penalty": "upward"}, [[70, 130]]), [109])


def test_ampi_off_its_scale_is_refused():
    with pytest.raises(MethodError, match=r"2 are outside \(the least is 20\)"):
        aggregate("ampi", [[20, 100], [100, 131]])


@pytest.mark.parametrize(
    ("rule", "found"),
    [
        ("geometric", r"1 is negative \(the least is -3\)"),
        ("harmonic", r"2 are zero or less \(the least is -3\)"),
        ({"by": "generalised", "power": 0.5}, r"1 is negative \(the least is -3\)"),
        ({"by": "generalised", "power": -2}, r"2 are zero or less \(the least is -3\)"),
    ],
)
def test_a_mean_that_is_not_defined_counts_what_is_in_its_way(rule, found):
    with pytest.raises(MethodError, match=found):
        aggregate(rule, [[1, -3], [0, 2], [NAN, 5]])


@pytest.mark.parametrize(
    "declared",
    [
        {"by": "generalised"},
        {"by": "generalised", "power": float("inf")},
        {"by": "mean_min", "alpha": 1.5, "beta": 1},
        {"by": "mean_min", "alpha": 0.5, "beta": -1},
        {"by": "mpi", "penalty": "sideways"},
        {"by": "arithmetic", "coverage": "3/2"},
        {"by": "arithmetic", "minimum": 0},
    ],
)
def test_parameters_out_of_range_are_refused(declared):
    with pytest.raises(ValidationError):
        rule_of(declared)
