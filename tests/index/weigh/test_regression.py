from __future__ import annotations

import numpy as np
import pytest

import quheng
from quheng.errors import DeclarationError, MethodError
from quheng.index.weigh.regression import regression_weights
from tests.conftest import HAND_INDEX, HAND_VALUES, observations_csv
from tests.index.weigh.one_pillar import weigh


def test_by_hand():
    # y = 7 + 3 x1 + 1 x2 exactly -> 3/4 and 1/4
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1], [2, 1.0]])
    np.testing.assert_allclose(regression_weights(x, 7 + 3 * x[:, 0] + x[:, 1]), [0.75, 0.25])


def test_a_coefficient_is_never_negative():
    # y = 3 x1 - x2 with x1 and x2 uncorrelated: x2 is set aside
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1.0]])
    np.testing.assert_allclose(regression_weights(x, 3 * x[:, 0] - x[:, 1]), [1, 0], atol=1e-12)


def index_on(rule: str) -> str:
    own = f"title: First\n    weights: {rule}\n"
    return HAND_INDEX.replace("title: First\n", own).replace("treat: {", "treat: none\n  #{")


def test_on_a_denominator(make_folder):
    # scores of p1: a = 0 25 50 75 100; b = 100 80 60 40 0; y = 2 a + b + 5 = 105 135 165 195 205
    values = HAND_VALUES | {"pop": (105, 135, 165, 195, 205)}
    folder = make_folder(index_on("{by: regression, on: pop}"), observations=observations_csv(values))
    np.testing.assert_allclose(quheng.open(folder).build().weights["p1"], [2 / 3, 1 / 3])


def test_less_of_the_variable_is_better(make_folder):
    values = HAND_VALUES | {"pop": (300, 270, 240, 210, 200)}
    rule = "{by: regression, on: pop, direction: -1}"
    folder = make_folder(index_on(rule), observations=observations_csv(values))
    np.testing.assert_allclose(quheng.open(folder).build().weights["p1"], [2 / 3, 1 / 3])


def test_a_variable_that_nobody_declared(make_folder):
    with pytest.raises(DeclarationError, match="gdp is not declared"):
        quheng.open(make_folder(index_on("{by: regression, on: gdp}"))).build()


def test_a_variable_that_no_child_goes_with():
    x = np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 1.0], [3.0, 3.0], [4.0, 5.0]])
    with pytest.raises(MethodError, match=r"none of them goes up with i0 \(direction -1\)"):
        weigh(x, {"by": "regression", "on": "i0", "direction": -1})


def test_too_few_complete_units():
    x = np.array([[0.0, 0.0], [1.0, 2.0], [2.0, 1.0], [3.0, np.nan], [4.0, np.nan]])
    with pytest.raises(MethodError, match="only 3 units have all of them, at least 4"):
        weigh(x, {"by": "regression", "on": "i0"})
