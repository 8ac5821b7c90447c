"""A constant in place of what is missing."""

import numpy as np

from quheng.index import build
from tests.indices import index_of


def test_every_gap_is_the_constant_and_marked():
    x = np.array([[1.0, np.nan], [np.nan, 5.0], [3.0, 10.0]])
    edition = build(index_of(x, impute={"by": "constant", "value": 0}, normalise="none", aggregate="sum"))
    np.testing.assert_array_equal(edition.steps["impute"].values, [[1, 0], [0, 5], [3, 10]])
    assert edition.imputed.tolist() == [[False, True], [True, False], [False, False]]
    np.testing.assert_array_equal(edition.score, [1, 5, 13])
    assert edition.steps["impute"].log["detail_en"].unique().to_list() == ["the constant 0"]
