"""The charts of an edition: valid Vega-Lite, in both languages, that say what the edition says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import quheng
from quheng.bilingual import use_language
from quheng.errors import MethodError, NotFoundError
from quheng.index import build
from quheng.publish.firmness import acceptability, firmness
from quheng.publish.units import unit_labels
from quheng.robustness.influence import tiers
from quheng.workbench import OpenEdition
from tests.conftest import HAND_INDEX, HAND_UNITS
from tests.indices import index_of

pytest.importorskip("altair", reason="charts need the extra `charts`")
vl_convert = pytest.importorskip("vl_convert", reason="charts are drawn by vl-convert")

CHARTS = {
    "framework": lambda plot, language: plot.framework(language),
    "bars": lambda plot, language: plot.bars(3, language),
    "correlations": lambda plot, language: plot.correlations(language=language),
    "correlations of pillars": lambda plot, language: plot.correlations("pillars", language),
    "distributions": lambda plot, language: plot.distributions(language=language),
    "scatter": lambda plot, language: plot.scatter("a", "hand", language),
    "profile": lambda plot, language: plot.profile("D", "A", language),
    "weight swaps": lambda plot, language: plot.weight_swaps(language=language),
}

CITIES = Path(__file__).resolve().parents[2] / "docs" / "examples" / "cities"

STUDY_CHARTS = {
    "acceptability": lambda edition, study, language: edition.plot.acceptability(study, language=language),
    "tiers": lambda edition, study, language: edition.plot.tiers(study, language=language),
    "choices": lambda edition, study, language: edition.plot.choices(
        edition.sensitivity(n=32, bootstrap=20), language
    ),
}


@pytest.fixture
def edition(make_folder):
    return quheng.open(make_folder()).build()


def rows(chart, *columns):
    """Return the rows of the chart's data set that has all these columns."""
    sets = chart.to_dict()["datasets"].values()
    (found,) = [data for data in sets if all(column in data[0] for column in columns)]
    return found


def layer(chart, number):
    """Return the rows of one layer."""
    spec = chart.to_dict()
    return spec["datasets"][spec["layer"][number]["data"]["name"]]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_draws_in_both_languages(edition, name, language):
    spec = CHARTS[name](edition.plot, language).to_dict()
    picture = vl_convert.vegalite_to_svg(spec)
    assert picture.count("<path") + picture.count("<rect") > 4
    said = spec["description"]
    assert said.isascii() == (language == "en")


def test_the_language_in_force_is_the_default(edition):
    use_language("zh")
    assert "指标体系" in edition.plot.framework().to_dict()["description"]


def test_the_framework_is_laid_out_by_weight(make_folder):
    index = HAND_INDEX.replace("weights: equal", "weights: relative").replace(
        "title: First\n", "title: First\n    weight: 3\n"
    )
    boxes = {
        row["label"]: row for row in rows(quheng.open(make_folder(index)).build().plot.framework("en"), "top")
    }
    # First weighs 3 of 4, Second 1 of 4; a and b share First, c and d Second
    expected = {
        "Computed by hand": (0, 1),
        "First": (0, 0.75),
        "A": (0, 0.375),
        "B": (0.375, 0.75),
        "Second": (0.75, 1),
        "C": (0.75, 0.875),
        "D": (0.875, 1),
    }
    assert list(boxes) == list(expected)
    for label, row in boxes.items():
        assert (row["top"], row["bottom"]) == pytest.approx(expected[label])
    assert [boxes[label]["depth"] for label in ("Computed by hand", "First", "A")] == [0, 1, 2]
    assert boxes["C"]["pillar"] == "Second"


def test_bars_sum_to_an_arithmetic_score(make_folder):
    index = (
        HAND_INDEX.replace("index: geometric}", "index: arithmetic}")
        .replace("weights: equal", "weights: relative")
        .replace("title: First\n", "title: First\n    weight: 3\n")
    )
    chart = quheng.open(make_folder(index)).build().plot.bars(2, "en")
    # D: 3/4 of First 57.5 and 1/4 of Second 100; E: 3/4 of First 50 and 1/4 of Second 81.25
    parts = [(row["label"], row["pillar"], row["part"]) for row in rows(chart, "part")]
    assert parts == [
        ("丁", "First", 43.125),
        ("丁", "Second", 25),
        ("戊", "First", 37.5),
        ("戊", "Second", 20.3125),
    ]
    assert [row["score"] for row in rows(chart, "score")] == pytest.approx([68.125, 57.8125])
    assert "What the score is made of" in str(chart.to_dict())


def test_bars_of_another_mean_say_that_they_do_not_sum(edition):
    assert "parts do not sum" in str(edition.plot.bars(language="en").to_dict())


def test_a_missing_pillar_gives_its_weight_to_the_others():
    x = np.array([[0.0, 1.0], [10.0, np.nan], [5.0, 0.0]])
    edition = OpenEdition.of(build(index_of(x, pillars=[1, 1])))
    parts = {
        (row["label"], row["pillar"]): row["part"] for row in rows(edition.plot.bars(language="en"), "part")
    }
    assert parts["u1", "pillar 0"] == 100
    assert parts["u1", "pillar 1"] == 0
    assert parts["u2", "pillar 0"] == 25


def test_correlations_are_numbers_or_nothing():
    # i1 falls as i0 rises; i2 does not vary, so that nothing can be said of it
    x = np.array([[1.0, 3.0, 5.0], [2.0, 2.0, 5.0], [3.0, 1.0, 5.0]])
    edition = OpenEdition.of(build(index_of(x, normalise="goalposts", goalposts=[(0, 10)] * 3)))
    cells = {(row["at"], row["to"]): row["r"] for row in rows(edition.plot.correlations(language="en"), "r")}
    assert cells[1, 2] == pytest.approx(-1)
    assert cells[1, 1] == 1
    assert cells[1, 3] is None


def test_histograms_count_every_unit_once(edition):
    bars = rows(edition.plot.distributions("data", "en"), "count")
    counts = {label: [row["count"] for row in bars if row["indicator"] == label] for label in "ABCD"}
    # five units, 1 + ceil(log2 5) = 4 intervals; E has no C: four units, 3 intervals
    assert counts["A"] == [1, 1, 1, 2]
    assert counts["C"] == [3, 0, 1]
    assert counts["D"] == [4, 0, 0, 1]


def test_scatter_draws_measured_values_against_scores(edition):
    chart = edition.plot.scatter("c", "hand", "en")
    dots = {row["label"]: (row["x"], row["y"]) for row in layer(chart, 0)}
    # E has no c; D has 100 shops for 40 people
    assert set(dots) == {"甲", "乙", "丙", "丁"}
    assert dots["丁"] == pytest.approx((2.5, np.sqrt(5750)))
    assert "C (shops)" in str(chart.to_dict())


def test_names_do_not_run_over_each_other():
    x = np.array([[1.0, 1.0], [1.0, 1.0], [9.0, 9.0]])
    edition = OpenEdition.of(build(index_of(x)))
    named = layer(edition.plot.scatter("i0", "i1", "en"), 1)
    assert [row["label"] for row in named] == ["u2", "u0"]


def test_what_there_is_not(edition):
    with pytest.raises(NotFoundError, match="no indicator or pillar gdp"):
        edition.plot.scatter("gdp", "hand")
    with pytest.raises(NotFoundError, match="no unit 'nowhere'"):
        edition.plot.profile("nowhere")


def test_a_unit_that_is_not_ranked_has_no_profile(make_folder):
    index = HAND_INDEX + "universe: {exclude: [{units: [A], reason: too new}]}\n"
    with pytest.raises(NotFoundError, match="A is not ranked: too new"):
        quheng.open(make_folder(index)).build().plot.profile("A")


def test_namesakes_are_told_apart(make_folder):
    edition = quheng.open(make_folder(units=HAND_UNITS.replace("戊", "甲").replace("丁", "丙"))).build()
    labels = unit_labels(edition, "zh")
    # 甲 is in the east and in the west; both 丙 are in the west
    assert labels == {"A": "甲 (east)", "B": "乙", "C": "丙 C", "D": "丙 D", "E": "甲 (west)"}


def test_a_notebook_shows_a_table_that_is_escaped(make_folder):
    index = HAND_INDEX.replace("title: First", "title: '<b>First</b>'")
    edition = quheng.open(make_folder(index, units=HAND_UNITS.replace("丁", "<script>"))).build()
    html = edition._repr_html_()
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert "&lt;b&gt;First&lt;/b&gt;" in html
    assert "5 ranked, 0 not" in html
    assert html.index("&lt;script&gt;") < html.index("戊")
    use_language("zh")
    assert "名次" in edition._repr_html_()


@pytest.fixture
def studied():
    edition = quheng.open(CITIES).build()
    return edition, edition.uncertainty(400)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", STUDY_CHARTS)
def test_every_chart_of_a_study_draws_in_both_languages(studied, name, language):
    spec = STUDY_CHARTS[name](*studied, language).to_dict()
    picture = vl_convert.vegalite_to_svg(spec)
    assert picture.count("<path") + picture.count("<rect") > 4
    assert spec["description"].isascii() == (language == "en")


def test_acceptability_shows_the_shares_of_the_histogram(studied):
    edition, study = studied
    cells = rows(edition.plot.acceptability(study, units=3), "label", "share")
    first = edition.ranks["unit"][0]
    shares = study.histogram[edition.row(first)] / study.replicates
    shown = {cell["low"]: cell["share"] for cell in cells if cell["label"].startswith("1  ")}
    assert shown == {rank + 1: share for rank, share in enumerate(shares) if share >= 0.005}


def test_bands_of_ranks_are_wider_where_there_are_many_ranks():
    edition = quheng.open("district-investment").build()
    bands = acceptability(edition.uncertainty(200), 40)
    widths = {band.high - band.low + 1 for band in bands}
    assert len(widths) == 1
    assert widths.pop() in (5, 10, 20)
    assert max(band.high for band in bands) <= 30 * 20


def test_tiers_of_the_chart_cover_every_rank_once(studied):
    edition, study = studied
    bars = rows(edition.plot.tiers(study), "tier", "members")
    assert [bar["left"] for bar in bars] == [0.5, *(bar["right"] for bar in bars[:-1])]
    assert sum(bar["count"] for bar in bars) == len(edition.ranked_units)


def test_the_first_tiers_are_those_of_all(studied):
    _, study = studied
    assert tiers(study, first=5).equals(tiers(study).head(5))
    with pytest.raises(MethodError):
        tiers(study, first=0)


def test_what_the_charts_of_a_study_cannot_draw(studied, make_folder):
    edition, study = studied
    for by in ("shapley", "pawn"):
        with pytest.raises(MethodError, match="no first-order"):
            edition.plot.choices(edition.sensitivity(by=by, n=128, bootstrap=0))
    other = quheng.open(make_folder()).build()
    for chart in (other.plot.acceptability, other.plot.tiers):
        with pytest.raises(MethodError, match="another edition"):
            chart(study)


def test_indices_without_a_bootstrap_are_drawn_without_intervals(studied):
    edition, _ = studied
    found = rows(edition.plot.choices(edition.sensitivity(n=32, bootstrap=0)), "estimate")
    assert [row["low"] for row in found] == [None] * 8


def test_an_index_without_a_linear_score_says_why_it_has_no_swaps(make_folder):
    harmonic = (
        HAND_INDEX.replace("index: geometric}", "index: harmonic}")
        .replace("to: [0, 100]", "to: [1, 100]")
        .replace("    normalise: [minmax, zscore, rank]\n    index: [arithmetic, geometric]\n", "")
    )
    study = quheng.open(make_folder(harmonic)).build().uncertainty(50)
    found = firmness(study, 4)
    assert found.swaps == ()
    assert "swaps" in found.refused
