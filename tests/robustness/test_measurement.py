"""Measurement error: what is drawn, of which observations, and what comes of it."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import numpy as np
import pytest

import quheng
from quheng.errors import MethodError
from quheng.index import build
from quheng.robustness import uncertainty
from quheng.robustness.plan import plan_study
from tests.indices import index_of
from tests.robustness.test_going_on import StoppedError, stop_after

NAN = np.nan
N = 40_000
KEYS = (np.arange(N) + 0.5) / N


def errors_of(measurement, x, **options):
    """Return the uncertain observations of an index."""
    edition = build(index_of(np.array(x, dtype=float), normalise="rank", **options))
    vary = edition.inputs.declaration.robustness.vary.model_validate({"measurement": measurement})
    return plan_study(edition, vary, 0).upstream.errors


def test_an_error_has_the_stated_relative_standard_deviation_and_keeps_mean_and_sign():
    errors = errors_of({"E": "10%"}, [[100.0], [-50.0], [3.0]], status=np.array([["E"], ["E"], ["A"]]))
    drawn = errors.drawn(KEYS)
    assert drawn.shape == (N, 2)  # the third is an actual value
    # the standard error of the mean is 10 % / sqrt(40,000) = 0.05 %, that of the standard deviation 0.35 %
    np.testing.assert_allclose(drawn.mean(axis=0), [100, -50], rtol=0.002)
    np.testing.assert_allclose(drawn.std(axis=0), [10, 5], rtol=0.015)
    assert (drawn[:, 0] > 0).all()
    assert (drawn[:, 1] < 0).all()
    assert abs(np.corrcoef(drawn.T)[0, 1]) < 0.02


def test_each_status_has_its_own_error():
    status = np.array([["A"], ["E"], ["P"], ["F"]])
    errors = errors_of({"E": "5%", "P": 0.02, "F": "10 %"}, [[1.0], [2.0], [3.0], [4.0]], status=status)
    np.testing.assert_array_equal(errors.rows, [1, 2, 3])
    np.testing.assert_array_equal(errors.relative, [0.05, 0.02, 0.1])


def test_a_stated_interval_takes_the_place_of_the_status_error():
    low, high = np.array([[2.0], [NAN]]), np.array([[8.0], [NAN]])
    errors = errors_of({"A": "5%"}, [[4.0], [5.0]], low=low, high=high)
    np.testing.assert_array_equal(errors.rows, [1, 0])  # those with a relative error first
    drawn = errors.drawn(KEYS)[:, 1]
    assert drawn.min() >= 2
    assert drawn.max() <= 8
    # triangular: mean (2 + 4 + 8) / 3, variance (4 + 16 + 64 - 8 - 16 - 32) / 18; P(x < 4) = 2 / (8 - 2)
    assert drawn.mean() == pytest.approx(14 / 3, abs=0.02)
    assert drawn.var() == pytest.approx(28 / 18, rel=0.02)
    assert (drawn < 4).mean() == pytest.approx(1 / 3, abs=0.01)


def test_an_interval_may_be_drawn_from_evenly():
    low, high = np.array([[2.0], [NAN]]), np.array([[8.0], [NAN]])
    drawn = errors_of({"within": "uniform"}, [[4.0], [5.0]], low=low, high=high).drawn(KEYS)
    # uniform: mean (2 + 8) / 2, variance 6^2 / 12
    assert drawn.mean() == pytest.approx(5, abs=0.03)
    assert drawn.var() == pytest.approx(3, rel=0.02)


def test_an_interval_without_width_is_no_error():
    low = np.array([[4.0, 0.0], [5.0, 0.0]])
    errors = errors_of({}, [[4.0, 1.0], [5.0, 2.0]], low=low, high=np.array([[4.0, 2.0], [5.0, 2.0]]))
    np.testing.assert_array_equal(errors.columns, [1, 1])


def test_the_error_is_of_the_observation_before_it_is_divided():
    low, high = np.array([[10.0], [NAN]]), np.array([[30.0], [NAN]])
    errors = errors_of(
        {"within": "uniform"},
        [[20.0], [5.0]],
        low=low,
        high=high,
        indicators=[{"denominate": {"by": "pop", "per": 100}}],
        denominators={"pop": [4.0, 2.0]},
    )
    drawn = errors.drawn(KEYS)
    # from 10 / 4 * 100 to 30 / 4 * 100
    assert drawn.min() == pytest.approx(250, abs=1)
    assert drawn.max() == pytest.approx(750, abs=1)


def test_missing_and_filled_cells_have_no_error():
    x = [[1.0, NAN], [2.0, 3.0], [4.0, 5.0]]
    errors = errors_of({"A": "5%", "E": "5%"}, x, impute="mean")
    assert sorted(zip(errors.rows.tolist(), errors.columns.tolist(), strict=True)) == [
        *((0, 0), (1, 0), (1, 1), (2, 0), (2, 1))
    ]


def test_how_often_two_observations_change_places():
    # 4 in [2, 8] against a certain 5: the triangle lies above 5 with (8 - 5)^2 / ((8 - 2)(8 - 4)) = 3/8
    low, high = np.array([[2.0], [NAN]]), np.array([[8.0], [NAN]])
    robustness = {"replicates": 20_000, "vary": {"measurement": {}}}
    edition = build(
        index_of(
            np.array([[4.0], [5.0]]),
            normalise="goalposts",
            goalposts=[(0, 10)],
            low=low,
            high=high,
            robustness=robustness,
        )
    )
    assert uncertainty(edition).probability_top(1)[0] == pytest.approx(3 / 8, abs=0.015)


def varied(replicates=2500):
    rng = np.random.default_rng(3)
    x = rng.lognormal(2, 0.5, (14, 5))
    x[rng.random(x.shape) < 0.1] = NAN
    vary = {
        "measurement": {"A": "10%"},
        "weights": {"noise": 0.2},
        "impute": ["mean", {"by": "knn", "draws": 3, "k": 3, "shared": 1}],
        "treat": ["none", {"when": {"skewness": 0.5, "kurtosis": 0}, "winsorise": 2}],
        "goalposts": {"noise": "5%"},
        "normalise": ["minmax", "goalposts"],
        "drop_one": ["indicators", "pillars"],
    }
    robustness = {"replicates": replicates, "seed": 9, "vary": vary}
    return build(index_of(x, pillars=[3, 2], goalposts=[(0, 60)] * 5, impute="mean", robustness=robustness))


def test_workers_and_executors_do_not_matter():
    edition = varied()
    alone = uncertainty(edition).histogram
    with ThreadPoolExecutor(2) as threads, ProcessPoolExecutor(2) as processes:
        for other in ({"workers": 3}, {"executor": threads}, {"executor": processes}):
            np.testing.assert_array_equal(alone, uncertainty(edition, **other).histogram)


def test_a_longer_study_begins_with_the_same_replicates():
    short, long = uncertainty(varied(1500)), uncertainty(varied(2500))
    np.testing.assert_array_equal(short.replicate(1100).rank, long.replicate(1100).rank)


def test_a_stopped_study_goes_on(tmp_path):
    edition, file = varied(), tmp_path / "kept"
    with pytest.raises(StoppedError):
        uncertainty(edition, progress=stop_after(1024), checkpoint=file)
    study = uncertainty(edition, checkpoint=file)
    np.testing.assert_array_equal(study.histogram, uncertainty(edition).histogram)


def test_a_checkpoint_of_other_data_is_not_read(tmp_path):
    edition, file = varied(), tmp_path / "kept"
    with pytest.raises(StoppedError):
        uncertainty(edition, progress=stop_after(1024), checkpoint=file)
    x = edition.data.values.copy()
    x[0, 0] *= 1.5
    robustness = edition.inputs.declaration.robustness.model_dump(mode="json", exclude_unset=True)
    other = build(index_of(x, pillars=[3, 2], goalposts=[(0, 60)] * 5, impute="mean", robustness=robustness))
    study = uncertainty(other, checkpoint=file)
    np.testing.assert_array_equal(study.histogram, uncertainty(other).histogram)


def test_errors_that_no_observation_has_are_refused():
    edition = build(index_of(np.array([[1.0], [2.0]])))
    plan = edition.inputs.declaration.robustness.model_validate({"vary": {"measurement": {"E": "5%"}}})
    with pytest.raises(MethodError, match="no effect: no observation used has a status with an error"):
        uncertainty(edition, plan)


def test_steps_of_your_own_cannot_be_repeated(make_folder):
    opened = quheng.open(make_folder()).with_step("mine", "treat", lambda x, _: x)
    with pytest.raises(MethodError, match="measurement cannot vary"):
        uncertainty(
            opened.build(),
            opened.declaration.robustness.model_validate({"vary": {"measurement": {"A": "5%"}}}),
        )


def test_what_is_undefined_in_some_replicates_is_said_once():
    # -1 to 3 crosses zero, which a log scale of goalposts does not take
    posts = [{"low": 0.1, "high": 10, "scale": "log"}]
    low, high = np.array([[-1.0], [NAN]]), np.array([[3.0], [NAN]])
    edition = build(
        index_of(np.array([[1.0], [2.0]]), normalise="goalposts", goalposts=posts, low=low, high=high)
    )
    plan = edition.inputs.declaration.robustness.model_validate({"vary": {"measurement": {}}})
    with pytest.raises(MethodError) as caught:
        uncertainty(edition, plan)
    assert len(caught.value.problems) == 1
    assert "not above zero" in str(caught.value)


def test_a_study_from_files(make_folder):
    from tests.conftest import HAND_INDEX, HAND_VALUES, observations_csv

    rows = observations_csv(HAND_VALUES).splitlines()
    stated = [f"{rows[0]},low,high", *(f"{row},," for row in rows[1:-1]), f"{rows[-1]},90,130"]
    index = HAND_INDEX.replace("    weights: {noise", "    measurement: {A: 5%}\n    weights: {noise")
    edition = quheng.open(make_folder(index, observations="\n".join(stated) + "\n")).build()
    study = edition.uncertainty(200)
    assert [factor.name for factor in study.factors][:2] == ["weights", "measurement"]
    assert (study.histogram.sum(axis=1) == 200).all()
