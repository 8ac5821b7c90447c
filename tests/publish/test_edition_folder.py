"""An edition on disk: complete, reproducible, verifiable, and never half written."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import quheng
from quheng.errors import DataError, NotFoundError
from quheng.index.uncertain import Vary
from quheng.publish import edition_folder, require_place, verify, write_edition
from quheng.robustness import uncertainty

FILES = {
    "edition.json",
    "index",
    "not_ranked.csv",
    "report.html",
    "results.xlsx",
    "robustness.csv",
    "scores.csv",
    "steps",
}


@pytest.fixture
def written(make_folder, tmp_path):
    edition = quheng.open(make_folder()).build()
    study = edition.uncertainty()
    folder = tmp_path / "edition"
    edition.write(folder, study)
    return folder


def test_everything_is_there(written):
    assert {path.name for path in written.iterdir()} == FILES
    steps = sorted(path.name for path in (written / "steps").iterdir() if "log" not in path.name)
    assert steps == [
        f"{n}-{name}.parquet"
        for n, name in enumerate(("data", "denominate", "impute", "treat", "normalise", "aggregate"), 1)
    ]


def test_scores_have_the_documented_columns(written):
    scores = pl.read_csv(written / "scores.csv")
    assert scores.columns == ["unit", "name", "rank", "score", "p1", "p2", "rank_p05", "rank_p50", "rank_p95"]
    assert scores["unit"].to_list() == ["D", "E", "C", "B", "A"]
    assert scores["rank"].to_list() == [1, 2, 3, 4, 5]


def test_without_a_study_there_are_no_intervals(make_folder, tmp_path):
    quheng.open(make_folder()).build().write(tmp_path / "plain")
    assert pl.read_csv(tmp_path / "plain" / "scores.csv").columns == [
        "unit",
        "name",
        "rank",
        "score",
        "p1",
        "p2",
    ]
    assert not (tmp_path / "plain" / "robustness.csv").exists()
    assert json.loads((tmp_path / "plain" / "edition.json").read_text())["study"] is None


def test_the_record_names_hashes_versions_seed_and_method(written):
    record = json.loads((written / "edition.json").read_text(encoding="utf-8"))
    assert record["quheng"] == quheng.__version__
    assert set(record["inputs"]) == {"index.yaml", "units.csv", "observations.csv"}
    assert record["study"]["seed"] == 7
    assert record["study"]["replicates"] == 500
    assert record["method"]["normalise"]["by"] == "minmax"
    assert all(len(digest) == 64 for digest in record["outputs"].values())
    assert set(record["outputs"]) >= {"scores.csv", "report.html", "results.xlsx", "steps/1-data.parquet"}


def test_writing_twice_gives_the_same_bytes(make_folder, tmp_path):
    edition = quheng.open(make_folder()).build()
    for name in ("one", "two"):
        edition.write(tmp_path / name, edition.uncertainty(workers=1 if name == "one" else 2))
    files = [path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()]
    assert files
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes(), file


def test_the_workbook_opens_and_has_every_step(written):
    book = openpyxl.load_workbook(written / "results.xlsx")
    assert book.sheetnames[0] == "名次 ranks"
    assert {
        "指标体系 framework",
        "原始数据 data",
        "标准化 normalised",
        "处理记录 log",
        "来源 sources",
    } <= set(book.sheetnames)
    ranks = list(book["名次 ranks"].iter_rows(values_only=True))
    assert ranks[1][:3] == (1, "D", "丁")
    data = list(book["原始数据 data"].iter_rows(values_only=True))
    assert data[0] == ("代码 unit", "名称 name", "a", "b", "c", "d")
    assert data[7][:5] == ("E", "戊", 50, 12, None)


def test_a_name_that_looks_like_a_formula_stays_text(make_folder, tmp_path):
    units = 'code,name,region\nA,"=1+1",east\nB,@SUM,east\nC,丙,west\nD,丁,west\nE,戊,west\n'
    quheng.open(make_folder(units=units)).build().write(tmp_path / "hostile")
    book = openpyxl.load_workbook(tmp_path / "hostile" / "results.xlsx")
    names = {row[2].value: row[2].data_type for row in book["名次 ranks"].iter_rows(min_row=2)}
    assert names["=1+1"] == "s"


def test_an_earlier_edition_is_replaced(make_folder, tmp_path):
    edition = quheng.open(make_folder()).build()
    edition.write(tmp_path / "edition", edition.uncertainty(20))
    edition.write(tmp_path / "edition")
    assert not (tmp_path / "edition" / "robustness.csv").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_folder_of_something_else_is_left_alone(make_folder, tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("mine")
    with pytest.raises(DataError, match="no edition"):
        quheng.open(make_folder()).build().write(precious)
    assert [path.name for path in precious.iterdir()] == ["thesis.txt"]


def test_an_interrupted_write_leaves_the_earlier_edition(written, make_folder, monkeypatch):
    before = (written / "scores.csv").read_bytes()

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(edition_folder, "write_report", interrupted)
    with pytest.raises(KeyboardInterrupt):
        quheng.open(make_folder()).build().write(written)
    assert (written / "scores.csv").read_bytes() == before
    assert verify(written).same
    assert [path.name for path in written.parent.iterdir() if path.name.startswith(".")] == []


def test_an_untouched_edition_verifies(written):
    assert verify(written).same
    assert verify(written, workers=2).same


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("scores.csv", "D,丁,1,", "D,丁,2,", "D, rank is 2, rebuilt 1"),
        ("robustness.csv", "D,丁,1,", "D,丁,3,", "D, rank is 3, rebuilt 1"),
        ("index/observations.csv", "A,a,2024,10,", "A,a,2024,60,", "index/observations.csv: changed"),
        ("report.html", "</html>", "</html><!-- -->", "report.html: changed"),
    ],
)
def test_a_changed_file_is_named(written, file, old, new, words):
    path = written / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = verify(written)
    assert not found.same
    assert any(words in difference.en for difference in found.differences), found.differences
    assert all(difference.zh for difference in found.differences)


def test_a_changed_step_is_named(written):
    path = written / "steps" / "1-data.parquet"
    pl.read_parquet(path).with_columns(a=pl.col("a") + 1).write_parquet(path)
    found = verify(written)
    assert any("A, a is 11.0, rebuilt 10.0" in difference.en for difference in found.differences)


def test_a_lost_file_is_named(written):
    (written / "results.xlsx").unlink()
    assert [difference.en for difference in verify(written).differences] == ["results.xlsx: the file is gone"]


def test_what_is_no_edition(tmp_path, written):
    with pytest.raises(NotFoundError, match=r"edition\.json"):
        verify(tmp_path)
    (written / "edition.json").write_text("{")
    with pytest.raises(DataError, match="cannot be read"):
        verify(written)


def test_another_version_is_remarked(written):
    path = written / "edition.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace(f'"quheng": "{quheng.__version__}"', '"quheng": "0.0.1"')
    )
    assert "0.0.1" in verify(written).remarks[0].en


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"ranked": 5', '"ranked": 6', "ranked is 6, rebuilt 5"),
        ('"replicates": 500', '"replicates": 499', "rebuilt"),
        ('"zh": "Computed by hand"', '"zh": "另一个"', "title zh is 另一个"),
        ('"framework_sha256": "', '"framework_sha256": "0', "framework_sha256"),
    ],
)
def test_a_falsified_record_is_named(written, old, new, words):
    path = written / "edition.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    found = verify(written)
    assert any(words in difference.en for difference in found.differences), found.differences


def test_a_file_that_does_not_belong_is_named(written):
    (written / "steps" / "extra.exe").write_bytes(b"")
    assert [d.en for d in verify(written).differences] == ["steps/extra.exe: not a file of this edition"]


def test_inputs_that_no_longer_build_are_named_as_changed(written):
    path = written / "index" / "observations.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("A,a,2024", "Q,a,2024"), encoding="utf-8")
    differences = [difference.en for difference in verify(written).differences]
    assert differences[0] == "index/observations.csv: changed since it was written"
    assert "cannot be rebuilt" in differences[-1]


def test_the_record_says_what_the_study_varied(make_folder, tmp_path):
    edition = quheng.open(make_folder()).build()
    declared = edition.inputs.declaration.robustness
    other = declared.model_copy(update={"vary": Vary.model_validate({"weights": {"noise": 0.9}})})
    edition.write(tmp_path / "other", uncertainty(edition, other))
    record = json.loads((tmp_path / "other" / "edition.json").read_text(encoding="utf-8"))
    assert record["study"]["vary"] == {"weights": {"by": "noise", "noise": 0.9}}
    assert verify(tmp_path / "other").same


def test_an_edition_of_a_pooled_panel_cannot_be_rebuilt_alone(make_folder, tmp_path):
    panel = quheng.open(make_folder()).build_panel()
    write_edition(panel.editions["2024"], None, tmp_path / "panel")
    assert ["rebuilt alone" in difference.en for difference in verify(tmp_path / "panel").differences] == [
        True
    ]


def test_a_place_that_cannot_be_written_is_refused_before_the_work(tmp_path):
    for place in ("/proc/x/y", str(tmp_path / "file" / "below")):
        (tmp_path / "file").write_text("a file")
        with pytest.raises(DataError):
            require_place(Path(place))
