"""COINr's ASEM example, 51 countries and 49 indicators, treated by both forms of the rule."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from quheng.index.treat import Treat, treat
from tests.conftest import SHARED

FOLDER = SHARED / "data" / "published" / "asem"

pytestmark = pytest.mark.skipif(not FOLDER.exists(), reason=f"the published example is not at {FOLDER}")


def imputed_values():
    table = pl.read_csv(FOLDER / "data_Imputed.csv", infer_schema_length=None)
    codes = pl.read_csv(FOLDER / "indmeta.csv")["IndCode"].to_list()
    return tuple(codes), table.select(pl.col(codes).cast(pl.Float64)).to_numpy()


def test_both_forms_of_the_rule_do_the_same():
    codes, imputed = imputed_values()
    short = Treat.model_validate({"winsorise": 2, "otherwise": "log"})
    full = Treat.model_validate({"steps": [{"by": "winsorise", "points": 2}, {"by": "log"}]})
    one, two = (treat(imputed, codes, [rule] * len(codes)) for rule in (short, full))
    np.testing.assert_array_equal(one[0], two[0])
    # two points do not suffice for all of the fifteen
    assert {treatment.action for treatment in one[2]} == {"winsorised", "log"}
