"""Leave elements of the framework out one at a time, at any level, and see who moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from quheng.index.adjust import adjusted
from quheng.index.build import build
from quheng.index.compare import Comparison, compare
from quheng.index.edition import Edition
from quheng.index.tree import Tree

NOMINAL = "nominal"
Level = Literal["indicators", "pillars"] | int


@dataclass(frozen=True)
class Removal:
    """The index without each of some elements.

    Parameters
    ----------
    comparison
        The nominal edition first, then one by the code of each element left out.
    """

    comparison: Comparison

    @property
    def summary(self) -> pl.DataFrame:
        """code, title_zh, title_en, weight, spearman, mean_shift, largest_shift; the most moving first."""
        nominal = self.comparison.editions[NOMINAL]
        titles = {leaf.code: leaf.title for leaf in nominal.tree.indicators}
        titles |= {node.code: node.title for node in nominal.tree.nodes}
        against = self.comparison.agreement.filter(pl.col("one") == NOMINAL)
        rows = [
            {
                "code": row["other"],
                "title_zh": titles[row["other"]].zh,
                "title_en": titles[row["other"]].en,
                "weight": nominal.effective_weights[row["other"]],
                "spearman": row["spearman"],
                "mean_shift": row["mean_shift"],
                "largest_shift": row["largest_shift"],
            }
            for row in against.iter_rows(named=True)
        ]
        return pl.DataFrame(rows).sort("mean_shift", descending=True, maintain_order=True)

    @property
    def ranks(self) -> pl.DataFrame:
        """unit, name, the nominal rank, and for each element the rank without it and the shift."""
        return self.comparison.ranks


def remove_one(edition: Edition, level: Level = "indicators") -> Removal:
    """Build the index without each element of a level in turn.

    Parameters
    ----------
    edition
        The nominal result.
    level
        `indicators`, `pillars` (right below the index), or a depth: 1 is right below the index, 2 the level
        under it, and so on.

    Raises
    ------
    ValueError
        Where the level has fewer than two elements.
    """
    codes = _elements(edition.tree, level)
    if len(codes) < 2:
        raise ValueError(f"the level {level!r} has fewer than two elements")
    others = {code: build(adjusted(edition.inputs, drop=[code]), period=edition.period) for code in codes}
    return Removal(compare({NOMINAL: edition, **others}))


def _elements(tree: Tree, level: Level) -> tuple[str, ...]:
    if level == "indicators":
        return tuple(leaf.code for leaf in tree.indicators)
    depth = 1 if level == "pillars" else level
    codes: tuple[str, ...] = (tree.root.code,)
    for _ in range(int(depth)):
        inner = {node.code: node for node in tree.nodes}
        codes = tuple(child for code in codes if code in inner for child in inner[code].child_codes)
    return codes
