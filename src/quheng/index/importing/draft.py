"""Write what was read from a foreign tool as an index folder: whole, or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from quheng.bilingual import Text
from quheng.index.folder import read_inputs
from quheng.index.importing.entry import Branch
from quheng.index.importing.index_yaml import index_yaml
from quheng.index.new_folder import NO_MEASURE, quoted, written_whole

SOURCE = "imported"


@dataclass(frozen=True)
class Divisor:
    """A variable that indicators are divided by, and that is not scored."""

    code: str
    name: str
    measure: str | None = None


@dataclass(frozen=True)
class Draft:
    """An index as a foreign tool had it.

    Parameters
    ----------
    tops
        The top nodes of its framework.
    divisors
        The variables that its indicators are divided by.
    units
        code, name, and a column for each group.
    observations
        unit, indicator, period, value (text, null where missing).
    tool
        The name of the tool.
    files
        The names of the files.
    notes
        What a reader should know of how they were read.
    """

    tops: tuple[Branch, ...]
    divisors: tuple[Divisor, ...]
    units: pl.DataFrame
    observations: pl.DataFrame
    tool: str
    files: tuple[str, ...]
    notes: tuple[Text, ...] = ()


def write_draft(draft: Draft, folder: Path) -> tuple[Text, ...]:
    """Write index.yaml, units.csv, observations.csv and sources.yaml into a folder.

    Parameters
    ----------
    draft
        What was read.
    folder
        Missing or empty.

    Returns
    -------
    The notes of the draft, and those on how its framework was fitted in.

    Raises
    ------
    QuhengError
        Where the folder holds anything, or the index that was written could not be read again.
    """
    with written_whole(folder) as place:
        declaration, notes = index_yaml(draft.tops, draft.divisors, folder.resolve().name, draft.tool)
        (place / "index.yaml").write_text(declaration, encoding="utf-8")
        draft.units.write_csv(place / "units.csv")
        _observations(draft).write_csv(place / "observations.csv")
        (place / "sources.yaml").write_text(_sources_yaml(draft), encoding="utf-8")
        read_inputs(place)
    return (*draft.notes, *notes)


def measures_of(branches: tuple[Branch, ...]) -> Iterator[tuple[str, str]]:
    """Yield each indicator's code and measure."""
    for branch in branches:
        if branch.entry.is_indicator:
            yield branch.entry.code, branch.entry.measure or NO_MEASURE
        yield from measures_of(branch.children)


def _observations(draft: Draft) -> pl.DataFrame:
    measures = dict(measures_of(draft.tops)) | {d.code: d.measure or NO_MEASURE for d in draft.divisors}
    missing = pl.col("value").is_null()
    return draft.observations.select(
        "unit",
        "indicator",
        "period",
        "value",
        measure=pl.col("indicator").replace_strict(measures),
        status=pl.when(missing).then(pl.lit("M")).otherwise(pl.lit("A")),
        source=pl.lit(SOURCE),
    )


def _sources_yaml(draft: Draft) -> str:
    files = ", ".join(draft.files)
    return (
        "# Say where the figures come from: publisher, year, licence, how to get them again.\n"
        "# 请写明数据来源：发布者、年份、许可、获取方式。\n"
        f"- id: {SOURCE}\n"
        f"  title: {quoted(files)}\n"
        f"  obtain: {{zh: {quoted(f'由 {draft.tool} 的文件导入')}, "
        f"en: {quoted(f'imported from files of {draft.tool}')}}}\n"
    )
