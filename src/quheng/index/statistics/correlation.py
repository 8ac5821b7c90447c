"""Correlations within and across the levels of an edition."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np
import polars as pl

from quheng.index.arrays import Floats
from quheng.index.statistics.kendall import kendall
from quheng.index.statistics.pearson import pair_counts, pearson
from quheng.index.statistics.scores import all_scores
from quheng.index.statistics.significance import correlation_p, kendall_p
from quheng.index.statistics.spearman import spearman

if TYPE_CHECKING:
    from quheng.index.edition import Edition
    from quheng.index.tree import Tree

Kind: TypeAlias = Literal["pearson", "spearman", "kendall"]

_COEFFICIENTS: dict[Kind, Callable[[Floats], Floats]] = {
    "pearson": pearson,
    "spearman": spearman,
    "kendall": kendall,
}


def correlation_test(x: Floats, kind: Kind = "pearson") -> tuple[Floats, Floats, Floats]:
    """Return the correlations of every two columns, the units they rest on, and their p-values.

    Parameters
    ----------
    x
        (n_units, n_columns), NaN where missing.
    kind
        The coefficient.

    Returns
    -------
    r, n, p
        Each (n_columns, n_columns); r and p are NaN where not defined.
    """
    r, n = _COEFFICIENTS[kind](x), pair_counts(x)
    return r, n, kendall_p(x, r) if kind == "kendall" else correlation_p(r, n)


def correlations(edition: Edition, kind: Kind = "pearson") -> pl.DataFrame:
    """Return the correlation of every two of the indicators, pillars and the index.

    Parameters
    ----------
    edition
        Normalised indicators and the scores of nodes are taken, so that direction is accounted for.
    kind
        The coefficient.

    Returns
    -------
    One row for every two codes: a, a_level, b, b_level, relation, r, n, p. The level counts the steps below
    the index (0). The relation is `siblings` under one node, `parent` where b is that of a, `ancestor` where
    b is further above a, else `other`. r and p are null where not defined.
    """
    tree = edition.tree
    r, n, p = correlation_test(all_scores(edition), kind)
    above = _ancestors(tree)
    a, b = np.triu_indices(len(tree.columns), 1)
    codes = np.array(tree.columns)
    pairs = list(zip(codes[a].tolist(), codes[b].tolist(), strict=True))
    return pl.DataFrame(
        {
            "a": [one for one, _ in pairs],
            "a_level": [len(above[one]) for one, _ in pairs],
            "b": [other for _, other in pairs],
            "b_level": [len(above[other]) for _, other in pairs],
            "relation": [_relation(above, one, other) for one, other in pairs],
            "r": pl.Series(r[a, b], nan_to_null=True),
            "n": n[a, b].astype(np.int64),
            "p": pl.Series(p[a, b], nan_to_null=True),
        }
    )


def _ancestors(tree: Tree) -> dict[str, tuple[str, ...]]:
    """Return the nodes above each code, the parent first."""
    above: dict[str, tuple[str, ...]] = {tree.root.code: ()}
    for node in reversed(tree.nodes):
        above |= dict.fromkeys(node.child_codes, (node.code, *above[node.code]))
    return above


def _relation(above: dict[str, tuple[str, ...]], a: str, b: str) -> str:
    if above[a][:1] == above[b][:1]:
        return "siblings"
    if b in above[a]:
        return "parent" if above[a][0] == b else "ancestor"
    return "other"
