"""COINr's pair of tables becomes an index that builds, or every problem is named."""

from __future__ import annotations

import numpy as np
import openpyxl
import polars as pl
import pytest

import quheng
from quheng.errors import DataError
from quheng.index.importing import import_coinr

META = """iCode,iName,Level,Parent,Direction,Weight,Type,Unit,Denominator,Target,Colour
a,"Alpha, first",1,P1,1,1,Indicator,points,NA,9,red
b,Beta,1,P1,-1,3,Indicator,points,NA,NA,red
c,Gamma,1,P2,1,1,Indicator,shops,pop,NA,red
P1,Pillar one,2,Sub,1,1,Aggregate,NA,NA,NA,NA
P2,Pillar two,2,Sub,1,0.5,Aggregate,NA,NA,NA,NA
Sub,Sub-index,3,Top,1,1,Aggregate,NA,NA,NA,NA
Top,The index,4,NA,1,1,Aggregate,NA,NA,NA,NA
pop,Population,NA,NA,NA,NA,Denominator,people,NA,NA,NA
region,Region,NA,NA,NA,NA,Group,NA,NA,NA,NA
memo,Memo,NA,NA,NA,NA,Other,NA,NA,NA,NA
"""

DATA = """uCode,uName,Time,region,memo,pop,a,b,c
NA,Namibia,2020,south,x,10,0,4,10
BW,Botswana,2020,south,x,5,10,0,NA
AO,Angola,2020,NA,x,20,5,2,60
"""


@pytest.fixture
def imported(tmp_path):
    def run(data=DATA, meta=META, period=None):
        for name, text in (("iData.csv", data), ("iMeta.csv", meta)):
            (tmp_path / name).write_text(text, encoding="utf-8")
        folder = tmp_path / "my-index"
        notes = import_coinr([tmp_path / "iData.csv"], [tmp_path / "iMeta.csv"], folder, period)
        return folder, " | ".join(note.en for note in notes)

    return run


def test_it_builds_with_the_weights_within_each_parent(imported):
    folder, _ = imported()
    edition = quheng.open(folder).build()
    # a 0, 100, 50 and b 0, 100, 50 (less is better): P1 is the same; c/pop is 1, missing, 3: P2 0, -, 100
    np.testing.assert_allclose(edition.aggregated("P1"), [0, 100, 50])
    # Sub = (1 * P1 + 0.5 * P2) / 1.5; Botswana has no P2
    np.testing.assert_allclose(edition.score, [0, 100, (50 + 0.5 * 100) / 1.5])
    assert edition.effective_weights["b"] == pytest.approx(2 / 3 * 3 / 4)
    assert edition.inputs.declaration.index == "my-index"
    assert edition.inputs.declaration.title.en == "The index"


def test_what_the_tables_say_is_in_the_folder(imported):
    folder, notes = imported()
    inputs = quheng.open(folder).inputs
    first = inputs.declaration.tree.indicators[0]
    assert (first.title.en, first.measure, first.target) == ("Alpha, first", "points", 9)
    assert inputs.declaration.denominators[0].measure == "people"
    assert inputs.units.rows() == [
        ("NA", "Namibia", "south"),
        ("BW", "Botswana", "south"),
        ("AO", "Angola", None),
    ]
    missing = inputs.observations.filter(pl.col("status") == "M")
    assert missing.select("unit", "indicator", "period").rows() == [("BW", "c", "2020")]
    assert "Colour" in notes
    assert "memo" in notes


def test_a_panel_keeps_its_periods(imported):
    folder, notes = imported(
        DATA + "NA,Namibia (new),2021,north,x,10,5,4,20\nBW,Botswana,2021,south,x,5,1,2,3\n"
    )
    inputs = quheng.open(folder).inputs
    assert sorted(set(inputs.observations["period"])) == ["2020", "2021"]
    assert inputs.units.rows()[0] == ("NA", "Namibia (new)", "north")
    assert "'region' of NA differs" in notes


def test_xlsx_is_read_as_csv_is(tmp_path):
    paths = []
    for name, text in (("data.xlsx", DATA), ("meta.xlsx", META.replace('"Alpha, first"', "Alpha"))):
        book = openpyxl.Workbook()
        for line in text.splitlines():
            book.active.append([_cell(cell) for cell in line.split(",")])
        paths.append(tmp_path / name)
        book.save(paths[-1])
    import_coinr(paths[:1], paths[1:], tmp_path / "x")
    edition = quheng.open(tmp_path / "x").build()
    np.testing.assert_allclose(edition.score, [0, 100, 100 / 1.5])


def _cell(text):
    try:
        return float(text)
    except ValueError:
        return text


def test_a_period_may_be_given(imported):
    data = "\n".join(",".join(line.split(",")[:2] + line.split(",")[3:]) for line in DATA.splitlines())
    with pytest.raises(DataError, match="the period of the figures is not known"):
        imported(data)
    with pytest.raises(DataError, match="'soon' is not a period"):
        imported(data, period="soon")
    folder, _ = imported(data, period="2019-Q4")
    assert set(quheng.open(folder).inputs.observations["period"]) == {"2019-Q4"}


def test_several_top_nodes_are_said_to_be_so(imported):
    meta = META.replace("Sub,Sub-index,3,Top", "Sub,Sub-index,3,NA").replace(
        "Top,The index,4,NA", "d,Delta,1,Two"
    )
    meta = meta.replace(
        "1,1,Aggregate,NA,NA,NA,NA\npop",
        "1,1,Indicator,NA,NA,NA,NA\nTwo,Other index,3,NA,1,1,Aggregate,NA,NA,NA,NA\npop",
    )
    data = "\n".join(
        line + ("d" if n == 0 else str(n)).join([",", ""]) for n, line in enumerate(DATA.splitlines())
    )
    folder, notes = imported(data, meta)
    assert "there are 2 top nodes (Sub, Two)" in notes
    assert [node.code for node in quheng.open(folder).declaration.tree.pillars] == ["Sub", "Two"]


def test_indicators_right_below_the_index(imported):
    meta = META.replace("c,Gamma,1,P2", "c,Gamma,1,Top").replace(
        "P2,Pillar two,2,Sub,1,0.5,Aggregate,NA,NA,NA,NA\n", ""
    )
    folder, notes = imported(meta=meta)
    assert "c: right below Top, each became a pillar of its own" in notes
    edition = quheng.open(folder).build()
    # Top = (P1 + c) / 2, c with weight 1 beside Sub
    np.testing.assert_allclose(edition.score, [0, 100, 75])


def test_a_flat_framework_becomes_one_pillar(imported):
    meta = (
        "iCode,iName,Level,Parent,Direction,Weight,Type\na,A,1,T,1,1,Indicator\nb,B,1,T,-1,1,Indicator\n"
        "T,Index,2,NA,1,1,Aggregate\n"
    )
    folder, notes = imported("uCode,a,b\nx,1,2\ny,3,1\n", meta, "2024")
    assert "one pillar" in notes
    assert quheng.open(folder).build().score.tolist() == [0, 100]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("b,Beta", "a,Beta", "iMeta.csv, row 3: the code a stands twice (first at iMeta.csv, row 2)"),
        ("b,Beta", "b x,Beta", "row 3: 'b x' cannot be a code"),
        ("Gamma,1,P2", "Gamma,1,P9", "row 4: c names the parent P9, which does not exist"),
        ("Gamma,1,P2", "Gamma,1,NA", "row 4: c, of level 1, has no parent"),
        ("Gamma,1,P2", "Gamma,2,P2", "row 4: the Type is Indicator, but the Level is 2"),
        ("Gamma,1,P2", "Gamma,one,P2", "row 4: the Level is 'one'"),
        ("Pillar two,2,Sub", "Pillar two,3,Sub", "row 6: P2 is of level 3, and its parent Sub of level 3"),
        ("Pillar one,2,Sub", "Pillar one,2,P1", "the parents run in a circle: P1 → P1"),
        ("Sub-index,3,Top", "Sub-index,3,P1", "the parents run in a circle: P1 → Sub → P1"),
        ("Gamma,1,P2", "Gamma,1,P1", "row 6: there is nothing below P2"),
        ("P1,-1,3", "P1,0,3", "row 3: b has the direction '0'"),
        ("P1,-1,3", "P1,NA,3", "row 3: b has the direction ''"),
        ("2,Sub,1,0.5", "2,Sub,-1,0.5", "row 6: P2 is no indicator: its direction -1"),
        ("P1,-1,3", "P1,-1,-3", "row 3, column 'Weight': the weight -3 is negative"),
        ("P1,-1,3", "P1,-1,three", "row 3, column 'Weight': 'three' is not a finite number"),
        ("P1,-1,3", "P1,-1,NA", "row 3: b has no weight"),
        ("pop,Population", "pip,Population", "row 4: the denominator pop has no column"),
        (
            "memo,Memo",
            "mem,Memo",
            "iData.csv, row 1, column 'memo': the metadata do not describe this column",
        ),
        ("NA,Group", "NA,Club", "row 10: unknown Type 'Club'"),
        ("iCode,", "code,", "missing columns: iCode"),
        ("Direction,", "Dir,", "missing columns: Direction"),
    ],
)
def test_metadata_that_contradict_themselves(imported, tmp_path, old, new, words):
    assert old in META
    with pytest.raises(DataError) as caught:
        imported(meta=META.replace(old, new))
    assert words in str(caught.value)
    assert not (tmp_path / "my-index").exists()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("10,0,4,10", "10,0,n/a,10", "iData.csv, row 2, column 'b': 'n/a' is not a finite number"),
        ("10,0,4,10", "10,Inf,4,10", "row 2, column 'a': 'Inf' is not a finite number"),
        ("AO,", ",", "row 4, column 'uCode': there is no code"),
        ("AO,", "BW,", "row 4: BW stands twice in 2020"),
        ("Angola,2020", "Angola,later", "row 4, column 'Time': 'later' is not a period"),
        (",b,", ",bb,", "iMeta.csv, row 3: the indicator b has no column in the data"),
        ("uCode", "unit", "missing columns: uCode"),
    ],
)
def test_data_that_cannot_be_used(imported, tmp_path, old, new, words):
    assert old in DATA
    with pytest.raises(DataError) as caught:
        imported(DATA.replace(old, new))
    assert words in str(caught.value)
    assert not (tmp_path / "my-index").exists()


def test_a_full_folder_is_left_alone(imported):
    folder, _ = imported()
    before = (folder / "index.yaml").read_bytes()
    with pytest.raises(DataError, match="not empty"):
        imported()
    assert (folder / "index.yaml").read_bytes() == before


def test_chains_before_coinr_1(tmp_path):
    (tmp_path / "d.csv").write_text("UnitCode,UnitName,Year,Group_G,a,b\nX,Ex,2018,g,1,2\nY,Why,2018,h,3,1\n")
    (tmp_path / "i.csv").write_text(
        "IndCode,IndName,Direction,IndWeight,Agg1,Agg2\na,A,1,1,P,T\nb,B,-1,1,Q,T\n"
    )
    (tmp_path / "g.csv").write_text("AgLevel,Code,Name,Weight\n2,P,Pee,1\n2,Q,Queue,1\n3,T,Tee,1\n")
    meta = [tmp_path / "i.csv", tmp_path / "g.csv"]
    import_coinr([tmp_path / "d.csv"], meta, tmp_path / "new")
    assert quheng.open(tmp_path / "new").inputs.units.columns == ["code", "name", "Group_G"]
    (tmp_path / "i.csv").write_text(
        "IndCode,IndName,Direction,IndWeight,Agg1,Agg2\na,A,1,1,P,T\nb,B,-1,1,P,Q\n"
    )
    with pytest.raises(DataError, match="P is under T in one place and under Q in another"):
        import_coinr([tmp_path / "d.csv"], meta, tmp_path / "other")
