"""The charts of an edition: `edition.plot.bars()`, `edition.plot.scatter("gdp", "index")`, ..."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from quheng.bilingual import Language, Text, current_language, listed
from quheng.errors import MethodError, NotFoundError, Problem, QuhengError, Where
from quheng.index import Edition
from quheng.index.arrays import Floats
from quheng.index.statistics.pearson import pearson
from quheng.publish.firm_rows import acceptability_rows, choice_rows, swap_rows, tier_rows
from quheng.publish.firmness import acceptability, choice_indices, neighbour_swaps, study_tiers
from quheng.publish.framework_rows import framework_rows
from quheng.publish.units import find_unit, unit_labels
from quheng.robustness import Study
from quheng.robustness.sensitivity import Sensitivity

if TYPE_CHECKING:
    from quheng.publish.charts.theme import Figure

IndicatorStep: TypeAlias = Literal["data", "denominate", "impute", "treat", "normalise"]

NAMED_DOTS = 60
"""Up to so many units, a scatter plot names the dots where there is room; above, only the first by rank."""

FIRST_BY_RANK = 12

PROFILE_PIXELS = 560
PAGE_PIXELS = 720


class Plots:
    """The charts of an edition, each an Altair chart that a notebook shows and `save` writes.

    Every method takes `language`, "zh" or "en", by default the language in force; the extra `charts` is
    needed.

    Parameters
    ----------
    edition
        What is drawn.
    """

    def __init__(self, edition: Edition) -> None:
        if find_spec("altair") is None:
            raise QuhengError(
                Problem(
                    Text(zh="绘图需要附加组件 charts", en="charts need the extra `charts`"),
                    remedy=Text(
                        zh='请运行 pip install "quheng[charts]"', en='run: pip install "quheng[charts]"'
                    ),
                )
            )
        self._edition = edition

    def framework(self, language: Language | None = None) -> Figure:
        """Draw the tree as an icicle: every node as tall as its weight in the index."""
        from quheng.publish.charts.icicle import Sizes, framework_icicle

        spoken = language or current_language()
        tree = self._edition.tree
        rows = framework_rows(self._edition, spoken)
        return framework_icicle(
            rows,
            list(self._titles([node.code for node in tree.pillars], spoken).values()),
            Sizes(
                len(tree.indicators),
                max(row["depth"] for row in rows),
                min(row["weight"] for row in rows if row["leaf"] and row["weight"] > 0),
            ),
            spoken,
        )

    def bars(self, units: int = 20, language: Language | None = None) -> Figure:
        """Draw the first units by rank, each bar stacked from its pillars' scores times their weights.

        Where the index is an arithmetic mean the parts sum to the score; else the axis says that they do not.

        Parameters
        ----------
        units
            How many.
        language
            Of the words on the chart.
        """
        from quheng.publish.charts.stacked_bars import stacked_bars

        spoken = language or current_language()
        edition = self._edition
        labels = unit_labels(edition, spoken)
        pillars = self._titles([node.code for node in edition.tree.pillars], spoken)
        contributions = _contributions(edition)
        order = np.argsort(edition.rank, kind="stable")[:units].tolist()
        parts = [
            {
                "label": labels[edition.ranked_units[row]],
                "pillar": pillars[code],
                "order": position,
                "part": float(contributions[row, position]),
            }
            for row in order
            for position, code in enumerate(pillars)
        ]
        totals = [
            {
                "label": labels[edition.ranked_units[row]],
                "end": float(np.maximum(contributions[row], 0).sum()),
                "score": float(edition.score[row]),
            }
            for row in order
        ]
        sums = bool(np.allclose(contributions.sum(axis=1), edition.score))
        return stacked_bars(parts, totals, list(pillars.values()), sums=sums, language=spoken)

    def correlations(
        self, level: Literal["indicators", "pillars"] = "indicators", language: Language | None = None
    ) -> Figure:
        """Draw Pearson's correlations of the normalised indicators, or of the pillars and the index.

        Parameters
        ----------
        level
            What is correlated.
        language
            Of the words on the chart.
        """
        from quheng.publish.charts.correlation_heatmap import correlation_heatmap

        spoken = language or current_language()
        edition, tree = self._edition, self._edition.tree
        if level == "indicators":
            codes = [leaf.code for leaf in tree.indicators]
            scores = edition.indicator_scores
        else:
            codes = [*(node.code for node in tree.pillars), tree.root.code]
            scores = np.stack([edition.aggregated(code) for code in codes], axis=1)
        called = self._titles(codes, spoken)
        labels = [f"{number}. {title}" for number, title in enumerate(called.values(), 1)]
        r = pearson(scores)
        rows = [
            {"a": one, "b": other, "at": at + 1, "to": to + 1, "r": _finite(r[at, to])}
            for at, one in enumerate(labels)
            for to, other in enumerate(labels)
        ]
        return correlation_heatmap(rows, len(codes), spoken)

    def distributions(self, step: IndicatorStep = "data", language: Language | None = None) -> Figure:
        """Draw a histogram of each indicator after a step: `data` as observed, `normalise` as scored.

        Parameters
        ----------
        step
            Of the method.
        language
            Of the words on the chart.
        """
        from quheng.publish.charts.distributions import distributions_chart

        spoken = language or current_language()
        state = self._edition.steps[step]
        called = self._titles(list(state.columns), spoken)
        rows = [
            {"indicator": called[code], "low": low, "high": high, "count": count}
            for code, column in zip(state.columns, state.values.T, strict=True)
            for low, high, count in _bins(column)
        ]
        return distributions_chart(rows, list(called.values()), spoken)

    def scatter(self, x: str, y: str, language: Language | None = None) -> Figure:
        """Draw one indicator, pillar or the index against another.

        Parameters
        ----------
        x, y
            Codes. Indicators are drawn as measured, after denomination; nodes with their scores.
        language
            Of the words on the chart.
        """
        from quheng.publish.charts.scatter import scatter_chart

        spoken = language or current_language()
        edition = self._edition
        (x_values, x_title), (y_values, y_title) = self._axis(x, spoken), self._axis(y, spoken)
        labels = unit_labels(edition, spoken)
        rows = [
            {
                "label": labels[edition.ranked_units[row]],
                "x": float(x_values[row]),
                "y": float(y_values[row]),
                "rank": int(edition.rank[row]),
            }
            for row in np.argsort(edition.rank, kind="stable").tolist()
            if np.isfinite(x_values[row]) and np.isfinite(y_values[row])
        ]
        few = len(rows) <= NAMED_DOTS
        return scatter_chart(
            rows, x_title, y_title, named=len(rows) if few else FIRST_BY_RANK, language=spoken
        )

    def profile(self, unit: str, peer: str | None = None, language: Language | None = None) -> Figure:
        """Draw the pillar scores of a unit, beside a peer's, over the median and middle half of all.

        Parameters
        ----------
        unit, peer
            Code or name.
        language
            Of the words on the chart.
        """
        from quheng.publish.charts.profile import pillar_profile

        spoken = language or current_language()
        edition = self._edition
        labels = unit_labels(edition, spoken)
        pillars = self._titles([node.code for node in edition.tree.pillars], spoken)
        field, chosen = [], []
        roles = [(name, role) for name, role in ((unit, "chosen"), (peer, "peer")) if name is not None]
        rows = [(self._ranked_row(name), role) for name, role in roles]
        for code, title in pillars.items():
            scores = edition.aggregated(code)
            low, median, high = np.quantile(scores[~np.isnan(scores)], [0.25, 0.5, 0.75]).tolist()
            field.append({"pillar": title, "low": low, "median": median, "high": high})
            chosen += [
                {
                    "pillar": title,
                    "unit": labels[edition.ranked_units[row]],
                    "value": _finite(scores[row]),
                    "role": role,
                }
                for row, role in rows
            ]
        named = [labels[edition.ranked_units[row]] for row, _ in rows]
        title = "\u2003".join(f"{mark} {name}" for mark, name in zip("●○", named, strict=False))
        chart: Figure = pillar_profile(field, chosen, spoken).properties(
            width=PROFILE_PIXELS,
            title={"text": title, "anchor": "start", "fontSize": 13, "fontWeight": "normal"},
        )
        return chart

    def acceptability(self, study: Study, units: int = 40, language: Language | None = None) -> Figure:
        """Draw which ranks the first units take over the replicates of a study, and how often.

        Parameters
        ----------
        study
            An uncertainty study of this edition.
        units
            How many, from the top.
        language
            Of the words on the chart.
        """
        from quheng.publish.charts.acceptability import acceptability_heatmap

        spoken = language or current_language()
        self._require_own(study.edition)
        rows = acceptability_rows(acceptability(study, units), self._placed(spoken))
        return _wide(acceptability_heatmap(rows, spoken))

    def tiers(self, study: Study, units: int = 100, language: Language | None = None) -> Figure:
        """Draw which units a study cannot tell apart.

        Parameters
        ----------
        study, units, language
            As for `acceptability`.
        """
        from quheng.publish.charts.tier_bars import tier_bars

        spoken = language or current_language()
        self._require_own(study.edition)
        rows = tier_rows(study_tiers(study, units), unit_labels(self._edition, spoken), spoken)
        return _wide(tier_bars(rows, spoken))

    def choices(self, found: Sensitivity, language: Language | None = None) -> Figure:
        """Draw Sobol' indices of the uncertain choices with their intervals.

        Parameters
        ----------
        found
            What `edition.sensitivity()` returned.
        language
            Of the words on the chart.
        """
        from quheng.publish.charts.choice_bars import choice_bars

        spoken = language or current_language()
        return _wide(choice_bars(choice_rows(choice_indices(found), spoken), spoken))

    def weight_swaps(self, units: int = 40, language: Language | None = None) -> Figure:
        """Draw how little the weights need to change for each of the first places to be lost.

        Parameters
        ----------
        units, language
            As for `acceptability`.
        """
        from quheng.publish.charts.swap_bars import swap_bars

        spoken = language or current_language()
        swaps = neighbour_swaps(self._edition, units)
        rows = swap_rows(swaps, self._placed(spoken), unit_labels(self._edition, spoken))
        return _wide(swap_bars(rows, spoken))

    def _require_own(self, other: Edition) -> None:
        """Refuse a study of another edition: its ranks would stand beside the wrong names."""
        own = self._edition
        if other.ranked_units != own.ranked_units or not np.array_equal(other.rank, own.rank):
            raise MethodError(
                Problem(
                    Text(zh="该分析属于另一个版次", en="this is a study of another edition"),
                    Where(field="study"),
                    Text(zh="请使用本版次的 uncertainty()", en="use `uncertainty()` of this edition"),
                )
            )

    def _placed(self, language: Language) -> dict[str, str]:
        """Return the label of each ranked unit behind its rank."""
        edition = self._edition
        labels = unit_labels(edition, language)
        return {unit: f"{edition.rank[edition.row(unit)]}  {labels[unit]}" for unit in edition.ranked_units}

    def _titles(self, codes: list[str], language: Language) -> dict[str, str]:
        """Return the titles of indicators and nodes; one that others have too is followed by the code."""
        titles = self._edition.tree.titles
        wanted = [titles[code].speak(language) for code in codes]
        return {
            code: title if wanted.count(title) == 1 else f"{title} ({code})"
            for code, title in zip(codes, wanted, strict=True)
        }

    def _axis(self, code: str, language: Language) -> tuple[Floats, str]:
        edition, tree = self._edition, self._edition.tree
        for column, leaf in enumerate(tree.indicators):
            if leaf.code == code:
                measure = "" if leaf.shown_measure == "1" else f" ({leaf.shown_measure})"
                return edition.steps["denominate"].values[:, column], leaf.title.speak(language) + measure
        node = tree.node(code)
        if node:
            return edition.aggregated(code), node.title.speak(language)
        known = listed(tree.columns)
        raise NotFoundError(
            Problem(
                Text(zh=f"没有指标或一级指标 {code}", en=f"there is no indicator or pillar {code}"),
                remedy=Text(zh=f"可用：{known.zh}", en=f"allowed: {known.en}"),
            )
        )

    def _ranked_row(self, wanted: str) -> int:
        edition = self._edition
        unit = find_unit(edition, wanted)
        if unit not in edition.ranked_units:
            (reason,) = (exclusion.reason for exclusion in edition.exclusions if exclusion.unit == unit)
            raise NotFoundError(
                Problem(
                    Text(zh=f"{unit} 未参与排名：{reason.zh}", en=f"{unit} is not ranked: {reason.en}"),
                    remedy=Text(zh="请另选评价对象", en="choose another unit"),
                )
            )
        return edition.row(unit)


def _wide(chart: Figure) -> Figure:
    """Return a chart of the page, which fits its place there, at a width of its own."""
    wide: Figure = chart.properties(width=PAGE_PIXELS)
    return wide


def _contributions(edition: Edition) -> Floats:
    """Return (n_units, n_pillars): pillar scores times the weights of the pillars that are present."""
    root = edition.tree.root
    scores = np.stack([edition.aggregated(code) for code in root.child_codes], axis=1)
    weights = np.where(np.isnan(scores), 0.0, edition.weights[root.code])
    total = weights.sum(axis=1, keepdims=True)
    return np.where(np.isnan(scores), 0.0, scores) * weights / np.where(total == 0, 1.0, total)


def _bins(column: Floats) -> Iterator[tuple[float, float, int]]:
    """Yield the intervals of a histogram after Sturges (1926): 1 + log2 n of equal width."""
    present = column[~np.isnan(column)]
    if not present.size:
        return
    counts, edges = np.histogram(present, bins=1 + int(np.ceil(np.log2(present.size))))
    yield from zip(edges[:-1].tolist(), edges[1:].tolist(), counts.tolist(), strict=True)


def _finite(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
