"""The design: balanced, reproducible, and strict about numbers."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.robustness.sensitivity.design import TOGETHER, Design, evaluated


@pytest.mark.parametrize(("n", "following"), [(1000, 1024), (1023, 1024), (3, 4), (1, 2), (0, 2), (-5, 2)])
def test_a_number_of_rows_that_is_no_power_of_two_is_told_the_next(n, following):
    with pytest.raises(
        MethodError, match=rf"n = {n} cannot be used[^:]+power of two; the next is {following}$"
    ):
        Design.of(n, 3, 0)


def test_a_number_of_rows_is_whole():
    with pytest.raises(MethodError, match="whole number"):
        Design.of(64.0, 3, 0)
    np.testing.assert_array_equal(Design.of(np.int64(64), 3, 0).a, Design.of(64, 3, 0).a)


def test_each_column_has_one_point_in_each_of_n_intervals():
    # what makes a Sobol' sequence of 2^m points balanced
    design = Design.of(64, 5, 0)
    for column in np.concatenate([design.a, design.b], axis=1).T:
        assert sorted((column * 64).astype(int)) == list(range(64))


def test_the_same_seed_gives_the_same_design_and_zero_is_a_seed():
    np.testing.assert_array_equal(Design.of(16, 2, 0).a, Design.of(16, 2, 0).a)
    assert (Design.of(16, 2, 0).a != Design.of(16, 2, 1).a).any()


def test_mixed_takes_only_the_columns_of_the_factor_from_b():
    design = Design.of(8, 4, 3)
    mixed = design.mixed(slice(1, 3))
    np.testing.assert_array_equal(mixed[:, 1:3], design.b[:, 1:3])
    np.testing.assert_array_equal(mixed[:, [0, 3]], design.a[:, [0, 3]])


@pytest.mark.parametrize("rows", [1, 1000, TOGETHER, TOGETHER + 1])
def test_blocks_come_back_in_their_order_whatever_is_evaluated_together(rows):
    blocks = [np.full((rows, 1), float(number)) for number in range(5)]
    outputs = list(evaluated(lambda u: 10 * u, blocks))
    assert [own.shape for own in outputs] == [(rows, 1)] * 5
    assert [own[-1, 0] for own in outputs] == [0, 10, 20, 30, 40]


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_values_that_are_not_finite_are_an_error_with_their_number(bad):
    def model(u):
        y = u.copy()
        y[[1, 5, 6]] = bad
        return y

    with pytest.raises(MethodError, match=r"^3 of 16 evaluations"):
        list(evaluated(model, [np.ones((8, 2)), np.ones((8, 2))]))
