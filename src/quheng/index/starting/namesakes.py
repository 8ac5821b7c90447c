"""Units of one name: 鼓楼区 of two cities are two districts, but twice in one city it is a slip."""

from __future__ import annotations

import polars as pl

from quheng.bilingual import Text, listed
from quheng.errors import DataError
from quheng.index.starting.foreign_table import ForeignTable
from quheng.index.starting.keys import Keys
from quheng.observations.unit import group_columns


def check_namesakes(table: ForeignTable, keys: Keys, units: pl.DataFrame) -> list[Text]:
    """Return a note on each name that units of different codes and groups share.

    Raises
    ------
    DataError
        Where no group tells the units of one name apart.
    """
    first = {code: row for row, code in reversed(list(zip(table.rows, keys.codes, strict=True)))}
    own = ["name", *group_columns(units)]
    repeated = units.filter(pl.col("name").is_duplicated())
    alike = set(repeated.filter(pl.struct(own).is_duplicated())["name"])
    notes, problems = [], []
    for name, codes in repeated.group_by("name", maintain_order=True).agg("code").iter_rows():
        rows, shown = listed(first[code] for code in codes), listed(codes)
        if name in alike:
            problems.append(
                table.problem(
                    Text(
                        zh=f"名称“{name}”重复：第 {rows.zh} 行（代码 {shown.zh}）",
                        en=f"the name {name!r} stands in several rows: {rows.en} (codes {shown.en})",
                    ),
                    Text(
                        zh="请更正；若是同名的不同评价对象，请写全名称，或设一列分组（如所属城市）加以区分",
                        en="correct it; if they are namesakes, write the names in full, or add a column of "
                        "groups, such as their city, that tells them apart",
                    ),
                    column=keys.name_header,
                )
            )
        else:
            notes.append(
                Text(
                    zh=f"名称“{name}”对应多个代码（{shown.zh}；第 {rows.zh} 行），按不同评价对象处理",
                    en=f"the name {name!r} has several codes ({shown.en}; rows {rows.en}): "
                    "they are taken as different units",
                )
            )
    if problems:
        raise DataError(problems)
    return notes
