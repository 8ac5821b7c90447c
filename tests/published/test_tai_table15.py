"""The Handbook's Table 15: mean years of schooling of 23 countries, normalised in every way, as printed."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from quheng.index.normalise import (
    Categories,
    band,
    borda,
    categories,
    distance,
    fraction_of_best,
    minmax,
    percentile,
    ratio,
    ratio_to_mean,
    zscore,
)
from tests.conftest import SHARED

TABLE = SHARED / "data" / "published" / "tai" / "table15_normalisation_schooling.csv"
UP = np.array([1.0])

pytestmark = pytest.mark.skipif(not TABLE.exists(), reason=f"the published table is not at {TABLE}")


@pytest.fixture(scope="module")
def table():
    return pl.read_csv(TABLE)


@pytest.fixture(scope="module")
def x(table):
    return table["raw"].to_numpy()[:, None]


WORST = 7.1

METHODS = {
    "rank_asc": (0, lambda x: borda(x, UP) + 1),
    "zscore": (2, lambda x: zscore(x, UP)),
    "minmax": (2, lambda x: minmax(x, UP, (0.0, 1.0))),
    "ratio_mean": (2, lambda x: ratio_to_mean(x, UP, 1.0)),
    "ratio_best": (2, lambda x: fraction_of_best(x, UP, (0.0, 1.0))),
    "ratio_worst": (2, lambda x: ratio(x, np.array([WORST]), UP)),
    "diff_mean": (2, lambda x: ratio_to_mean(x, UP, 1.0) - 1),
    "diff_worst": (2, lambda x: ratio(x, np.array([WORST]), UP) - 1),
    "above_below": (0, lambda x: band(x, UP, 0.2)),
    "percentile": (1, lambda x: percentile(x, UP)),
    "categorical": (0, lambda x: categories(x, UP, Categories().percentiles, Categories().scores)),
}


@pytest.mark.parametrize("column", METHODS)
def test_as_printed(table, x, column):
    digits, method = METHODS[column]
    printed = table[column].to_numpy()
    assert np.abs(method(x)[:, 0] - printed).max() <= 0.5 * 10.0**-digits + 1e-9, column


def test_the_distance_to_the_best_is_the_printed_min_max(table, x):
    found = distance(x, x.max(axis=0), UP, (0.0, 1.0))[:, 0]
    assert np.abs(found - table["minmax"].to_numpy()).max() <= 0.005 + 1e-9
