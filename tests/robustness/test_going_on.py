"""A stopped study goes on, and a cluster that loses a worker finishes with the same bits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import numpy as np
import pytest

from quheng.errors import NotFoundError
from quheng.index import build
from quheng.robustness import uncertainty
from quheng.robustness.cluster import dask_executor
from tests.indices import index_of

VARY = {"weights": {"noise": 0.25}, "normalise": ["minmax", "rank"], "drop_one": "indicators"}


def made_up(replicates, seed=0):
    x = np.random.default_rng(2).random((30, 6))
    return build(
        index_of(x, pillars=[3, 3], robustness={"replicates": replicates, "seed": seed, "vary": VARY})
    )


class StoppedError(Exception):
    """What Ctrl-C does, at a chosen place."""


def stop_after(replicates):
    def progress(done, _):
        if done >= replicates:
            raise StoppedError

    return progress


def test_a_stopped_study_goes_on_from_its_last_block(tmp_path):
    edition, file = made_up(8 * 1024), tmp_path / "kept"
    with pytest.raises(StoppedError):
        uncertainty(edition, progress=stop_after(3 * 1024), checkpoint=file)
    assert file.exists()
    told = []
    study = uncertainty(edition, checkpoint=file, progress=lambda done, _: told.append(done))
    assert told[0] == 4 * 1024
    np.testing.assert_array_equal(study.histogram, uncertainty(edition).histogram)
    assert not file.exists()


def test_stopping_many_times_changes_nothing(tmp_path):
    edition, file = made_up(5 * 1024), tmp_path / "kept"
    for stop in (1024, 2048, 4096):
        with pytest.raises(StoppedError):
            uncertainty(edition, progress=stop_after(stop), checkpoint=file, workers=2)
    study = uncertainty(edition, checkpoint=file)
    np.testing.assert_array_equal(study.histogram, uncertainty(edition).histogram)


@pytest.mark.parametrize("spoil", ["another study", "cut short", "no archive", "gone"])
def test_a_checkpoint_that_does_not_fit_is_not_used(tmp_path, spoil):
    edition, file = made_up(4 * 1024), tmp_path / "kept"
    with pytest.raises(StoppedError):
        uncertainty(edition, progress=stop_after(1024), checkpoint=file)
    match spoil:
        case "another study":
            edition = made_up(4 * 1024, seed=1)
        case "cut short":
            file.write_bytes(file.read_bytes()[:200])
        case "no archive":
            file.write_text("not a checkpoint")
        case "gone":
            file.unlink()
    study = uncertainty(edition, checkpoint=file)
    np.testing.assert_array_equal(study.histogram, uncertainty(edition).histogram)


def test_ctrl_c_leaves_no_edition_and_the_next_run_goes_on(make_folder, tmp_path):
    out = tmp_path / "out" / "hand"
    command = [sys.executable, "-m", "quheng", "build", str(make_folder()), "--out", str(out)]
    environment = {**os.environ, "QUHENG_LANG": "en"}
    running = subprocess.Popen(
        [*command, "--replicates", "3000000"], stderr=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    kept = out.parent / ".hand.study"
    while not kept.exists() and running.poll() is None:
        os.sched_yield()
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 130, errors
    assert b"Traceback" not in errors
    assert b"goes on" in errors
    assert kept.exists()
    assert not out.exists()


@pytest.fixture
def cluster():
    """A scheduler and two workers, each a process of its own."""
    distributed = pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as running:
        yield running


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_that_loses_a_worker_gives_the_same_bits(cluster):
    edition = made_up(24 * 1024)
    expected = uncertainty(edition).histogram
    killed = []

    def kill_one(done, total):
        if not killed and done >= total / 2:
            worker = next(iter(cluster.workers.values()))
            killed.append(worker.pid)
            os.kill(worker.pid, signal.SIGKILL)

    with dask_executor(cluster.scheduler_address) as executor:
        study = uncertainty(edition, executor=executor, workers=2, progress=kill_one)
    assert killed
    np.testing.assert_array_equal(study.histogram, expected)


def test_nobody_at_the_address(monkeypatch):
    pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    monkeypatch.setattr("quheng.robustness.cluster.SECONDS_TO_CONNECT", 1)
    with pytest.raises(NotFoundError, match="no Dask scheduler"), dask_executor("tcp://127.0.0.1:1"):
        pass
