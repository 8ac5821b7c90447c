"""Start an index folder from the commented example, or from a table."""

from __future__ import annotations

import shutil
from pathlib import Path

from quheng.bilingual import Text, listed
from quheng.index.new_folder import require_free
from quheng.index.starting.draft import StartingDraft
from quheng.index.starting.folder import write_folder
from quheng.index.starting.foreign_table import read_foreign_table
from quheng.index.starting.tidy import from_tidy, is_tidy
from quheng.index.starting.wide import from_wide
from quheng.library import library_file
from quheng.observations.unit import group_columns


def start_from_example(folder: Path) -> None:
    """Copy the commented example into a folder that is missing or empty."""
    require_free(folder)
    shutil.copytree(library_file("starter"), folder, dirs_exist_ok=True)


def start_from_table(
    folder: Path, path: Path, period: str | None = None, sheet: str | None = None
) -> tuple[Text, ...]:
    """Make an index folder from a table.

    Parameters
    ----------
    folder
        Missing or empty.
    path
        A CSV, TSV, XLSX or Parquet file: wide (one row a unit, one column an indicator) or tidy (one row an
        observation, with columns of indicators and values).
    period
        The period of the figures, where no column (period, year, 年份 …) gives it.
    sheet
        Of an XLSX; by default the first that has a table.

    Returns
    -------
    Notes on what was taken for what, and on every conversion.

    Raises
    ------
    QuhengError
        With every problem found, each with its row in the table. Nothing is written then.
    """
    require_free(folder)
    table = read_foreign_table(path, sheet)
    draft = from_tidy(table, period) if is_tidy(table) else from_wide(table, period)
    write_folder(draft, folder)
    return (*draft.notes, _summary(draft))


def _summary(draft: StartingDraft) -> Text:
    shown = listed(indicator.title for indicator in draft.indicators)
    groups = listed(group_columns(draft.units))
    code, name = draft.keys.code_header, draft.keys.name_header
    return Text(
        zh=f"代码列：{code}；名称列：{name}；指标：{shown.zh}；分组列：{groups.zh}",
        en=f"codes: {code}; names: {name}; indicators: {shown.en}; groups: {groups.en}",
    )
