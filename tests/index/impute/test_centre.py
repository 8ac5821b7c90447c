from __future__ import annotations

import numpy as np
import pytest

import quheng
from quheng.errors import DeclarationError
from quheng.index import build
from quheng.index.impute import fill_by_centre
from tests.conftest import HAND_INDEX
from tests.indices import index_of

NAN = np.nan

X = np.array([[1.0], [2.0], [6.0], [10.0], [NAN], [NAN]])
GROUPS = ("a", "a", "a", "b", "a", None)


def test_the_centre_of_the_group_and_of_all_without_one():
    # a: mean (1 + 2 + 6)/3 = 3, median 2; without a group (1 + 2 + 6 + 10)/4 = 4.75, median 4
    for by, expected in (("mean", [3, 4.75]), ("median", [2, 4])):
        filled, changes = fill_by_centre(X, GROUPS, ("i",), by)
        np.testing.assert_allclose(filled[4:, 0], expected)
        np.testing.assert_array_equal(filled[:4], X[:4])
        assert [change.rows.tolist() for change in changes] == [[4], [5]]


def test_a_group_without_any_value_takes_the_centre_of_all():
    filled, _ = fill_by_centre(X, ("a", "a", "a", "a", "c", "a"), ("i",), "mean")
    assert filled[4, 0] == 4.75


def test_a_column_without_any_value_stays_missing():
    filled, changes = fill_by_centre(np.full((2, 1), NAN), (None, None), ("i",), "median")
    assert np.isnan(filled).all()
    assert changes == ()


def test_imputed_cells_stay_marked():
    x = np.array([[1.0, 5.0], [2.0, NAN], [6.0, 1.0]])
    edition = build(index_of(x, impute={"by": "mean"}))
    assert edition.imputed.tolist() == [[False, False], [False, True], [False, False]]
    (row,) = edition.steps["impute"].log.rows(named=True)
    assert (row["unit"], row["before"], row["after"], row["action"]) == ("u1", None, 3, "imputed")


def test_a_group_column_that_there_is_not(make_folder):
    folder = make_folder(HAND_INDEX.replace("group: region", "group: tier"))
    with pytest.raises(DeclarationError, match="tier"):
        quheng.open(folder).build()
