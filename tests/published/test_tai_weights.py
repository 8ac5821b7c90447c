"""The Technology Achievement Index: weights of Tables 18 and 20 of the OECD/JRC Handbook (2008).

The tolerances are those of ../shared/data/published/README.md.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import polars as pl
import pytest
from pydantic import ValidationError

from tests.conftest import SHARED
from tests.index.weigh.one_pillar import weigh

TAI = SHARED / "data" / "published" / "tai"

pytestmark = pytest.mark.skipif(not TAI.exists(), reason=f"no published tables in {TAI}")


@pytest.fixture
def raw() -> np.ndarray:
    return pl.read_csv(TAI / "tai_raw.csv").drop("country").to_numpy()


def test_table_18_factor_weights(raw):
    # the Handbook keeps four factors, the last with an eigenvalue of 0.9
    printed = pl.read_csv(TAI / "table18_fa_weights.csv")["PC"]
    found = weigh(raw, {"by": "factor", "factors": 4})
    np.testing.assert_allclose(found, printed, rtol=0, atol=0.014)


def test_table_20_ahp(raw):
    # The Handbook prints the matrix without its weights (those of Table 22 are means over many experts), and
    # royalties against schooling as 2 both ways; the data have 1/2 and 2.
    printed = pl.read_csv(TAI / "table20_ahp_matrix_example.csv").drop("").to_numpy()
    matrix = [[str(Fraction(entry).limit_denominator(9)) for entry in row] for row in printed]
    weights = weigh(raw, {"by": "ahp", "experts": [matrix]})
    # the definition: A w = λ w, with w positive; power iteration is another way to get there
    power = np.ones(8) / 8
    for _ in range(200):
        power = printed @ power
        power /= power.sum()
    np.testing.assert_allclose(weights, power, atol=1e-9)
    # a matrix as consistent as this one has row geometric means close to its eigenvector (Saaty 1980)
    rows = np.exp(np.log(printed).mean(axis=1))
    np.testing.assert_allclose(weights, rows / rows.sum(), atol=0.01)
    # telephones and electricity are judged alike, against each other and against every other indicator
    assert weights[4] == pytest.approx(weights[5])


def test_table_20_is_consistent_but_not_perfectly(raw):
    printed = pl.read_csv(TAI / "table20_ahp_matrix_example.csv").drop("").to_numpy()
    matrix = [[str(Fraction(entry).limit_denominator(9)) for entry in row] for row in printed]
    with pytest.raises(ValidationError, match=r"consistency ratio of 0\.02"):
        weigh(raw, {"by": "ahp", "experts": [matrix], "consistency": 0})
