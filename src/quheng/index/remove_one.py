"""Leave elements of the framework out one at a time, at any level, and see who moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import polars as pl

from quheng.bilingual import Text
from quheng.errors import MethodError, Problem, Where
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
        titles = nominal.tree.titles
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
    MethodError
        Where the level has fewer than two elements, or the edition is one of a panel on a pooled scale.
    """
    edition.require_alone()
    codes = _elements(edition.tree, level)
    if len(codes) < 2:
        raise MethodError(
            Problem(
                Text(
                    zh=f"层级 {level!r} 不足两个要素",
                    en=f"the level {level!r} has fewer than two elements",
                ),
                Where(field="level"),
                Text(
                    zh="可用：indicators、pillars，或自上而下的层数 1、2、…",
                    en="allowed: indicators, pillars, or a depth below the index: 1, 2, ...",
                ),
            )
        )
    others = {
        code: build(adjusted(edition.inputs, drop=[code]), period=edition.period, custom=edition.custom)
        for code in codes
    }
    return Removal(compare({NOMINAL: edition, **others}))


def _elements(tree: Tree, level: Level) -> tuple[str, ...]:
    if level == "indicators":
        return tuple(leaf.code for leaf in tree.indicators)
    depth = {"pillars": 1}.get(level, level) if isinstance(level, str) else level
    if not isinstance(depth, int) or depth < 1:
        return ()
    codes: tuple[str, ...] = (tree.root.code,)
    for _ in range(depth):
        inner = {node.code: node for node in tree.nodes}
        codes = tuple(child for code in codes if code in inner for child in inner[code].child_codes)
    return codes
