"""One pillar of indicators i0, i1, ..., weighed by a rule."""

from __future__ import annotations

import numpy as np

from quheng.index import Edition, IndexDeclaration, Inputs, build
from tests.indices import index_of

UNIT_SCALE = {"by": "minmax", "to": [0, 1]}


def inputs_with(x: np.ndarray, rule: object, *, denominators: object = (), **choices: object) -> Inputs:
    """Return an index of one pillar `p0`, its children weighed by `rule` as index.yaml would declare it."""
    inputs = index_of(np.asarray(x, dtype=float), **{"normalise": UNIT_SCALE, **choices})
    declared = inputs.declaration.model_dump(mode="json", exclude_unset=True)
    declared["method"]["weights"] = {"pillars": rule}
    declared["denominators"] = denominators
    return Inputs(IndexDeclaration.model_validate(declared), inputs.units, inputs.observations)


def weigh(x: np.ndarray, rule: object, **choices: object) -> np.ndarray:
    """Return the weights of the pillar's children."""
    return edition_of(x, rule, **choices).weights["p0"]


def edition_of(x: np.ndarray, rule: object, **choices: object) -> Edition:
    """Return the edition of such an index."""
    return build(inputs_with(x, rule, **choices))
