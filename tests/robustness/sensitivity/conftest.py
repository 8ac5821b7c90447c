"""Editions whose choices are uncertain."""

from __future__ import annotations

import numpy as np
import pytest

from quheng.index import build
from quheng.workbench import OpenEdition
from tests.indices import index_of

VARY = {
    "weights": {"noise": 0.25},
    "normalise": ["minmax", "rank"],
    "pillars": ["arithmetic", "geometric"],
    "index": ["arithmetic", "geometric"],
    "drop_one": "indicators",
}


@pytest.fixture
def made_up():
    def make(vary=VARY, units=25, pillars=(3, 1, 3), seed=0, x=None, **options):
        x = np.random.default_rng(seed).uniform(1, 2, (units, sum(pillars))) if x is None else x
        inputs = index_of(x, pillars=pillars, robustness={"seed": 5, "vary": vary}, **options)
        return OpenEdition.of(build(inputs))

    return make
