"""A wide table of one's own becomes an index that builds as it is."""

from __future__ import annotations

import quheng
from quheng.index.starting import start_from_table


def start(tmp_path, table, period=None):
    (tmp_path / "table.csv").write_text(table, encoding="utf-8")
    start_from_table(tmp_path / "mine", tmp_path / "table.csv", period)
    return quheng.open(tmp_path / "mine")


def test_a_unit_of_several_years_is_one_unit(tmp_path):
    table = "name,region,year,a,b\nX,old,2023,1,5\nY,s,2023,2,6\nX,new,2024,3,7\nY,s,2024,5,8\n"
    index = start(tmp_path, table)
    assert index.inputs.units.rows() == [("X", "X", "new"), ("Y", "Y", "s")]
    assert index.periods == ("2023", "2024")
    # 2024: a 3 and 5, b 7 and 8: Y has the most of both
    assert index.build().ranks["unit"].to_list() == ["Y", "X"]


def test_english_names_are_no_group(tmp_path):
    table = "name,name_en,region,region_en,a\n甲,Jia,东,East,1\n乙,Yi,东,East,\n丙,Bing,西,West,5\n"
    index = start(tmp_path, table, "2024")
    assert index.declaration.method.impute.group == "region"
    assert index.build().not_ranked["unit"].to_list() == ["乙"]
