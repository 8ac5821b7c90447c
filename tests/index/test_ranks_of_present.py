"""Ranks among the scores that are there."""

from __future__ import annotations

import numpy as np

from quheng.index.rank import ranks_of_present


def test_missing_scores_have_no_rank_and_take_none() -> None:
    assert ranks_of_present(np.array([5.0, np.nan, 9.0, 7.0, 7.0])).tolist() == [4, -1, 1, 2, 2]
    assert ranks_of_present(np.array([np.nan, np.nan])).tolist() == [-1, -1]


def test_scores_that_differ_by_rounding_alone_tie() -> None:
    assert 0.1 + 0.2 != 0.3
    assert ranks_of_present(np.array([0.1 + 0.2, np.nan, 0.3, 0.1])).tolist() == [1, -1, 1, 3]
