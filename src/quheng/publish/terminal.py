"""What the command line prints of an edition and of a unit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from quheng.bilingual import Text, current_language
from quheng.index import Edition
from quheng.index.rank import ranks_of_present
from quheng.publish.units import find_unit, unit_groups, unit_names
from quheng.robustness import Study
from quheng.robustness.sensitivity import Sensitivity

FIRST = 20


def print_edition(edition: Edition, study: Study | None, folder: Path) -> None:
    """Print the first units with their rank intervals, and where the files are."""
    console = Console()
    title = Text(
        zh=f"{edition.inputs.declaration.title.zh}：参与排名 {len(edition.ranked_units)} 个，"
        f"未参与排名 {len(edition.exclusions)} 个",
        en=f"{edition.inputs.declaration.title.en}: {len(edition.ranked_units)} ranked, "
        f"{len(edition.exclusions)} not",
    )
    table = Table(title=str(title), title_justify="left")
    table.add_column(str(Text(zh="名次", en="rank")), justify="right")
    table.add_column(str(Text(zh="代码", en="code")))
    table.add_column(str(Text(zh="名称", en="name")))
    groups = unit_groups(edition, current_language())
    if any(groups.values()):
        table.add_column(str(Text(zh="所属", en="group")))
    table.add_column(str(Text(zh="得分", en="score")), justify="right")
    if study is not None:
        table.add_column(str(Text(zh="名次区间 5–95 %", en="rank 5–95 %")), justify="right")
        table.add_column(str(Text(zh="中位名次", en="median")), justify="right")
    names = unit_names(edition, current_language())
    intervals = {} if study is None else {row[0]: row[3:] for row in study.rank_intervals(0.9).iter_rows()}
    for unit, rank, score in edition.ranks.head(FIRST).select("unit", "rank", "score").iter_rows():
        cells = [str(rank), unit, names[unit]]
        if any(groups.values()):
            cells.append(groups[unit] or "")
        cells.append(f"{score:.2f}")
        if study is not None:
            low, median, high = intervals[unit]
            cells += [f"{low}–{high}", str(median)]
        table.add_row(*cells)
    console.print(table)
    report = folder / "report.html"
    console.print(str(Text(zh=f"报告：{report}", en=f"report: {report}")), soft_wrap=True, highlight=False)


def print_sensitivity(found: Sensitivity) -> None:
    """Print the measures of each uncertain choice with their intervals."""
    table = Table(title=str(found.title), title_justify="left")
    table.add_column(str(Text(zh="不确定选择", en="choice")))
    for name in found.measures:
        table.add_column(escape(f"{name} [{found.level:.0%}]"), justify="right")
    for at, factor in enumerate(found.factors):
        cells = (
            f"{own.estimate[at]:.3f} [{own.low[at]:.3f}, {own.high[at]:.3f}]"
            for own in found.measures.values()
        )
        table.add_row(str(factor.title), *(escape(cell) for cell in cells))
    Console().print(table)


def print_unit(edition: Edition, wanted: str) -> None:
    """Print the profile of a unit: its scores, and each figure with its source.

    Raises
    ------
    NotFoundError
        Where no unit, or more than one, has the code or name.
    """
    unit = find_unit(edition, wanted)
    console = Console()
    names = unit_names(edition, current_language())
    reasons = {exclusion.unit: exclusion.reason for exclusion in edition.exclusions}
    if unit in reasons:
        named, reason = f"{unit} {names[unit]}", reasons[unit]
        not_ranked = Text(zh=f"{named}：未参与排名 — {reason.zh}", en=f"{named}: not ranked — {reason.en}")
        console.print(str(not_ranked))
        return
    row = edition.row(unit)
    ranked = len(edition.ranked_units)
    console.print(
        str(
            Text(
                zh=f"{unit} {names[unit]}：第 {edition.rank[row]} 名（共 {ranked} 个），"
                f"得分 {edition.score[row]:.2f}",
                en=f"{unit} {names[unit]}: rank {edition.rank[row]} of {ranked}, "
                f"score {edition.score[row]:.2f}",
            )
        )
    )
    console.print(_pillar_table(edition, row))
    console.print(_indicator_table(edition, row))


def _pillar_table(edition: Edition, row: int) -> Table:
    table = Table(str(Text(zh="一级指标", en="pillar")))
    table.add_column(str(Text(zh="得分", en="score")), justify="right")
    table.add_column(str(Text(zh="名次", en="rank")), justify="right")
    for node in edition.tree.pillars:
        scores = edition.aggregated(node.code)
        table.add_row(str(node.title), _number(scores[row]), _rank_among(scores, row))
    return table


def _indicator_table(edition: Edition, row: int) -> Table:
    table = Table(str(Text(zh="指标", en="indicator")))
    for title in (Text(zh="数值", en="value"), Text(zh="标准化得分", en="score"), Text(zh="名次", en="rank")):
        table.add_column(str(title), justify="right")
    table.add_column(str(Text(zh="来源", en="source")))
    observations = edition.inputs.observations
    for column, leaf in enumerate(edition.tree.indicators):
        value = edition.steps["denominate"].values[row, column]
        scores = edition.normalised(leaf.code)
        at = int(edition.data.source[row, column])
        source = "—"
        if at >= 0:
            seen = observations.row(at, named=True)
            source = f"{seen['source'] or '—'} {seen['period']} (observations:{seen['row']})"
        estimated = " (E)" if edition.imputed[row, column] else ""
        shown = f"{_number(value)} {leaf.shown_measure}{estimated}"
        table.add_row(str(leaf.title), shown, _number(scores[row]), _rank_among(scores, row), source)
    return table


def _rank_among(scores: np.ndarray, row: int) -> str:
    rank = int(ranks_of_present(scores)[row])
    return "—" if rank < 0 else str(rank)


def _number(value: float) -> str:
    return "—" if np.isnan(value) else f"{value:.6g}"
