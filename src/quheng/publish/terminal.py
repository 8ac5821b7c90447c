"""What the command line prints of an edition and of a unit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
from rich.console import Console
from rich.table import Table

from quheng.bilingual import Text, current_language
from quheng.errors import NotFoundError, Problem, Where
from quheng.index import Edition
from quheng.index.rank import competition_ranks
from quheng.robustness import Study

FIRST = 20


def print_edition(edition: Edition, study: Study | None, folder: Path) -> None:
    """Print the first units with their rank intervals, and where the files are."""
    console = Console()
    title = Text(
        zh=f"{edition.inputs.declaration.title.zh}: 排名 {len(edition.ranked_units)} 个, "
        f"未参加 {len(edition.exclusions)} 个",
        en=f"{edition.inputs.declaration.title.en}: {len(edition.ranked_units)} ranked, "
        f"{len(edition.exclusions)} not",
    )
    table = Table(title=str(title), title_justify="left")
    table.add_column(str(Text(zh="排名", en="rank")), justify="right")
    table.add_column(str(Text(zh="代码", en="code")))
    table.add_column(str(Text(zh="名称", en="name")))
    table.add_column(str(Text(zh="得分", en="score")), justify="right")
    if study is not None:
        table.add_column(str(Text(zh="排名区间 5–95%", en="rank 5–95 %")), justify="right")
        table.add_column(str(Text(zh="中位数", en="median")), justify="right")
    names = _names(edition)
    intervals = {} if study is None else {row[0]: row[3:] for row in study.rank_intervals(0.9).iter_rows()}
    for unit, rank, score in edition.ranks.head(FIRST).select("unit", "rank", "score").iter_rows():
        cells = [str(rank), unit, names[unit], f"{score:.2f}"]
        if study is not None:
            low, median, high = intervals[unit]
            cells += [f"{low}–{high}", str(median)]
        table.add_row(*cells)
    console.print(table)
    report = folder / "report.html"
    console.print(str(Text(zh=f"报告: {report}", en=f"report: {report}")), soft_wrap=True, highlight=False)


def print_unit(edition: Edition, wanted: str) -> None:
    """Print the profile of a unit: its scores, and each figure with its source.

    Raises
    ------
    NotFoundError
        Where no unit, or more than one, has the code or name.
    """
    unit = _find_unit(edition, wanted)
    console = Console()
    names = _names(edition)
    reasons = {exclusion.unit: exclusion.reason for exclusion in edition.exclusions}
    if unit in reasons:
        console.print(f"{unit} {names[unit]}: {Text(zh='未参加排名', en='not ranked')} — {reasons[unit]}")
        return
    row = edition.row(unit)
    ranked = len(edition.ranked_units)
    console.print(
        f"{unit} {names[unit]}: "
        + str(
            Text(
                zh=f"第 {edition.rank[row]} 名(共 {ranked} 个), 得分 {edition.score[row]:.2f}",
                en=f"rank {edition.rank[row]} of {ranked}, score {edition.score[row]:.2f}",
            )
        )
    )
    console.print(_pillar_table(edition, row))
    console.print(_indicator_table(edition, row))


def _pillar_table(edition: Edition, row: int) -> Table:
    table = Table(str(Text(zh="一级指标", en="pillar")))
    table.add_column(str(Text(zh="得分", en="score")), justify="right")
    table.add_column(str(Text(zh="排名", en="rank")), justify="right")
    for node in edition.tree.pillars:
        scores = edition.aggregated(node.code)
        table.add_row(str(node.title), _number(scores[row]), _rank_among(scores, row))
    return table


def _indicator_table(edition: Edition, row: int) -> Table:
    table = Table(str(Text(zh="指标", en="indicator")))
    for title in (Text(zh="数值", en="value"), Text(zh="标准化", en="score"), Text(zh="排名", en="rank")):
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
    present = np.flatnonzero(~np.isnan(scores))
    if row not in present:
        return "—"
    return str(competition_ranks(scores[present])[int(np.searchsorted(present, row))])


def _number(value: float) -> str:
    return "—" if np.isnan(value) else f"{value:.6g}"


def _names(edition: Edition) -> dict[str, str]:
    units = edition.inputs.units
    column = "name_en" if current_language() == "en" and "name_en" in units.columns else "name"
    return {code: own or name for code, name, own in units.select("code", "name", own=column).iter_rows()}


def _find_unit(edition: Edition, wanted: str) -> str:
    """Return the code of the unit that is called `wanted`, by code, name or English name."""
    units = edition.inputs.units
    if wanted in units["code"].to_list():
        return wanted
    names = [column for column in ("name", "name_en") if column in units.columns]
    exact = [row["code"] for row in units.to_dicts() if wanted in (row[name] for name in names)]
    if len(exact) == 1:
        return str(exact[0])
    near = exact or [
        row["code"]
        for row in units.to_dicts()
        if any(wanted and wanted in (row[name] or "") for name in names)
    ]
    shown = ", ".join(f"{code} {_label(edition, code)}" for code in near[:10]) or "—"
    what = (
        Text(zh=f"有 {len(exact)} 个对象叫“{wanted}”", en=f"{len(exact)} units are called {wanted!r}")
        if exact
        else Text(zh=f"没有“{wanted}”", en=f"there is no unit {wanted!r}")
    )
    raise NotFoundError(
        Problem(what, Where(), Text(zh=f"请用代码; 相近的有: {shown}", en=f"use the code; near are: {shown}"))
    )


def _label(edition: Edition, code: str) -> str:
    """Name a unit together with its groups, so that namesakes can be told apart."""
    row = edition.inputs.units.row(by_predicate=pl.col("code") == code, named=True)
    groups = [str(row[group]) for group in ("province", "city") if row.get(group)]
    return " ".join([*groups, str(row["name"])])
