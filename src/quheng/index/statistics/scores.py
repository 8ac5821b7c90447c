"""The scores that the statistics are taken of: those of indicators and nodes side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from quheng.index.arrays import Floats

if TYPE_CHECKING:
    from quheng.index.edition import Edition


def all_scores(edition: Edition) -> Floats:
    """Return (n_units, n_indicators + n_nodes): normalised indicators, then nodes, as `tree.columns`."""
    return np.hstack([edition.before("aggregate").values, edition.steps["aggregate"].values])


def scores_under(edition: Edition, code: str | None) -> tuple[Floats, tuple[str, ...]]:
    """Return the scores of a node's children, or of all indicators, and their codes.

    Parameters
    ----------
    edition
        Its scores are taken.
    code
        Of an inner node; None for all indicators of the index.

    Raises
    ------
    ValueError
        Where no inner node has this code.
    """
    tree = edition.tree
    if code is None:
        return edition.before("aggregate").values, tree.columns[: len(tree.indicators)]
    node = tree.node(code)
    if node is None:
        raise ValueError(f"no inner node {code!r}; allowed: {', '.join(node.code for node in tree.nodes)}")
    return all_scores(edition)[:, node.children], node.child_codes
