"""COINr's ASEM example: 51 countries, 49 indicators; at most five points winsorised, else the logarithm."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from quheng.index.treat import Treat, treat
from tests.conftest import SHARED

FOLDER = SHARED / "data" / "published" / "asem"

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason=f"the published example is not at {FOLDER}")


def _table(name):
    table = pl.read_csv(FOLDER / f"data_{name}.csv", infer_schema_length=None)
    codes = pl.read_csv(FOLDER / "indmeta.csv")["IndCode"].to_list()
    return tuple(codes), table.select(pl.col(codes).cast(pl.Float64)).to_numpy()


def test_every_treated_value():
    codes, imputed = _table("Imputed")
    _, published = _table("Treated")
    treated, changes, treatments = treat(imputed, codes, [Treat()] * len(codes))
    np.testing.assert_allclose(treated, published, rtol=0, atol=1e-9)
    changed = [
        code for code, differs in zip(codes, (imputed != published).any(axis=0), strict=True) if differs
    ]
    assert len(changed) == 15
    assert [treatment.indicator for treatment in treatments] == changed
    assert [change.indicator for change in changes] == changed
    assert all(treatment.passed and treatment.points <= 5 for treatment in treatments)


def test_both_forms_of_the_rule_do_the_same():
    codes, imputed = _table("Imputed")
    short = Treat.model_validate({"winsorise": 2, "otherwise": "log"})
    full = Treat.model_validate({"steps": [{"by": "winsorise", "points": 2}, {"by": "log"}]})
    one, two = (treat(imputed, codes, [rule] * len(codes)) for rule in (short, full))
    np.testing.assert_array_equal(one[0], two[0])
    # two points do not suffice for all of the fifteen
    assert {treatment.action for treatment in one[2]} == {"winsorised", "log"}
