"""A tidy table, one row an observation, becomes the same index as a wide one."""

from __future__ import annotations

import pytest

from quheng.errors import DataError


def test_a_tidy_table_gives_the_ranks_of_the_wide_one(start):
    wide = start("名称,年份,产值（亿元）,失业率\n甲,2024,10,5%\n乙,2024,20,4%\n丙,2024,15,3%\n", None)
    expected = wide.index.build()
    for file in wide.folder.iterdir():
        file.unlink()
    wide.folder.rmdir()
    rows = [("甲", 10, 5), ("乙", 20, 4), ("丙", 15, 3)]
    lines = [f"{n},产值,2024年,{a},亿元\n{n},失业率,2024年,{b}%,%\n" for n, a, b in rows]
    tidy = start("地区,指标,年份,数值,单位\n" + "".join(lines), None)
    assert tidy.measures == {"产值": "亿元", "失业率": "%"}
    assert tidy.index.build().score.tolist() == expected.score.tolist()
    assert "read as a tidy table" in tidy.notes


def test_measures_statuses_sources_and_groups_are_kept(start):
    made = start(
        "unit,name,region,indicator,period,value,measure,status,source,remark\n"
        'b,Beta,East,Income,2024,"20,000",元,E,census,y\n'
        "a,Alpha,East,Income,2024,1,万元,A,yearbook,x\n"
        "c,Gamma,West,Income,2024,n/a,元,,census,z\n"
        "a,Alpha,East,Jobs,2024,5,,,,w\n",
        None,
    )
    assert made.measures == {"Income": "元", "Jobs": "1"}
    assert made.values("Income") == [20000, 10000, None]
    observations = made.index.inputs.observations
    assert observations["status"].to_list() == ["E", "A", "M", "A"]
    assert observations["source"].to_list() == ["census", "yearbook", "census", "own-data"]
    assert made.units.rows() == [("b", "Beta", "East"), ("a", "Alpha", "East"), ("c", "Gamma", "West")]
    assert "left out, since they vary within a unit: remark" in made.notes


def test_the_period_may_be_an_option(start):
    made = start("单位,指标,值\n甲,x,1\n乙,x,2\n", "2023")
    assert made.index.periods == ("2023",)
    assert made.units["name"].to_list() == ["甲", "乙"]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("a,x,1,\nb,x,2,\na,x,3,\n", "a, x, 2024 stands in several rows: 2, 4"),
        ("a,x,1,\nb,x,many,\nc,x,2,\n", "row 3, column 'value / x': 'many' is not a finite number"),
        ("a,x,1,\nb,,2,\n", "row 3, column 'indicator': the row names no indicator"),
        ("a,x,1,元\nb,x,2,人\n", "row 3: '人' does not convert to 元"),
        ("a,x,,\nb,x,,\n", "there are no numbers"),
    ],
)
def test_faulty_rows_are_named(start, rows, words):
    with pytest.raises(DataError, match=words):
        start("unit,indicator,value,measure\n" + rows)


def test_an_unknown_status(start):
    with pytest.raises(DataError, match="row 3, column 'status': unknown status 'ok'"):
        start("unit,indicator,value,status\na,x,1,A\nb,x,2,ok\n")
