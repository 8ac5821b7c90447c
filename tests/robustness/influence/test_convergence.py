"""The stopping rule: it stops when intervals have settled, and what it gives is the study of that size."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from quheng.errors import MethodError
from quheng.index import build
from quheng.robustness import uncertainty
from quheng.robustness.influence import convergence
from tests.indices import index_of


def made_up(vary=None, units=30):
    x = np.random.default_rng(1).random((units, 6))
    varied = {"weights": {"noise": 0.5}, "drop_one": "indicators"} if vary is None else vary
    return build(index_of(x, pillars=[3, 3], robustness={"vary": varied, "seed": 5}))


def with_replicates(edition, replicates):
    return edition.inputs.declaration.robustness.model_copy(update={"replicates": replicates})


def test_the_study_is_that_of_as_many_replicates():
    edition = made_up()
    result = convergence(edition)
    assert result.converged
    assert result.replicates in [2**k for k in range(11, 18)]
    same = uncertainty(edition, with_replicates(edition, result.replicates))
    np.testing.assert_array_equal(result.study.histogram, same.histogram)
    assert (result.study.seed, result.study.factors, result.study.vary) == (5, same.factors, same.vary)


def test_the_diagnostics_are_those_of_the_studies_of_each_size():
    edition = made_up()
    diagnostics = convergence(edition, tolerance=0, level=0.8, most=8192).diagnostics
    before = None
    for row in diagnostics.rows(named=True):
        study = uncertainty(edition, with_replicates(edition, row["replicates"]))
        now = study.rank_quantile(0.1), study.rank_quantile(0.9)
        if before is None:
            assert row == {"replicates": 1024, "low": None, "high": None, "unsettled": None}
        else:
            low, high = (np.abs(a - b) for a, b in zip(now, before, strict=True))
            moved = np.count_nonzero((low > 0) | (high > 0))
            assert row == {
                "replicates": row["replicates"],
                "low": low.max(),
                "high": high.max(),
                "unsettled": moved,
            }
        before = now


def test_nothing_varied_settles_at_once():
    result = convergence(made_up(vary={}), tolerance=0)
    assert result.converged
    assert result.diagnostics.rows() == [(1024, None, None, None), (2048, 0, 0, 0)]


def test_it_gives_up_after_the_replicates_allowed():
    edition = made_up(units=60)
    result = convergence(edition, tolerance=0, most=3000)
    assert not result.converged
    assert result.replicates == 2048
    assert result.diagnostics["unsettled"][-1] > 0


def test_workers_and_executors_do_not_matter():
    edition = made_up()
    alone = convergence(edition, most=4096, tolerance=0)
    with ThreadPoolExecutor(2) as threads:
        others = (
            convergence(edition, most=4096, tolerance=0, workers=2),
            convergence(edition, most=4096, tolerance=0, executor=threads),
        )
    for other in others:
        np.testing.assert_array_equal(alone.study.histogram, other.study.histogram)
        assert alone.diagnostics.equals(other.diagnostics)


@pytest.mark.parametrize(
    ("argument", "value"), [("tolerance", -1), ("level", 0), ("level", 1.5), ("most", 2047), ("workers", 0)]
)
def test_arguments_that_make_no_sense(argument, value):
    with pytest.raises(MethodError, match=argument):
        convergence(made_up(), **{argument: value})
