"""Find who the rows of a foreign table speak of: the code and the name of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quheng.bilingual import Text, counted, listed
from quheng.errors import DataError, Problem
from quheng.index.starting.foreign_table import ForeignTable
from quheng.index.starting.headers import code_candidates, name_candidates
from quheng.index.starting.numbers import NumberColumn

TOTALS = frozenset(
    ("合计", "总计", "小计", "全国", "全省", "全市", "平均", "平均值", "total", "sum", "average", "mean")
)


@dataclass(frozen=True)
class Keys:
    """The units of the rows.

    Parameters
    ----------
    code_header, name_header
        The columns; one and the same where only one names the units.
    codes, names
        Of each row, without surrounding spaces.
    notes
        What was changed, and what a reader should look at.
    """

    code_header: str
    name_header: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    notes: tuple[Text, ...]


def find_keys(table: ForeignTable) -> Keys:
    """Find the columns of codes and of names.

    Of several columns that could be it, the one with the most different cells is taken: 所属城市 names fewer
    cities than 区县 names districts.

    Raises
    ------
    DataError
        Where no column names the units, or a row has no code or no name.
    """
    code = _most_different(table, code_candidates(table.columns))
    texts = [
        h for h, cells in table.columns.items() if h != code and not NumberColumn.read(h, cells).is_numeric
    ]
    name = _most_different(table, [header for header in name_candidates(texts) if header != code])
    name = name or _first_text(table, texts, code)
    if name is None and code is None:
        raise DataError(
            table.problem(
                Text(zh="找不到评价对象的名称列", en="no column names the units"),
                Text(
                    zh="请设一列 name（名称），可另设 code（代码），每行一个评价对象",
                    en="have a column `name`, and `code` if there is one, and one unit a row",
                ),
            )
        )
    code_header, name_header = code or name or "", name or code or ""
    problems = [
        problem
        for header in dict.fromkeys((code_header, name_header))
        for problem in _empty_problems(table, header)
    ]
    if problems:
        raise DataError(problems)
    codes, code_notes = _stripped(code_header, table.columns[code_header], apostrophes=True)
    names, name_notes = _stripped(name_header, table.columns[name_header], apostrophes=False)
    if name_header == code_header:
        names, name_notes = codes, []
    notes = [
        *code_notes,
        *name_notes,
        *_spaced_names(names),
        *_uneven_codes(code, codes),
        *_totals(table, names),
    ]
    return Keys(code_header, name_header, codes, names, tuple(notes))


def repeated_problems(table: ForeignTable, keys: Keys, periods: Sequence[str]) -> Iterator[Problem]:
    """Yield a problem for each unit that has several rows of one period."""
    rows: dict[tuple[str, str], list[int]] = {}
    for position, key in enumerate(zip(keys.codes, periods, strict=True)):
        rows.setdefault(key, []).append(position)
    several = len(set(periods)) > 1
    for (code, period), positions in rows.items():
        if len(positions) > 1:
            shown = listed(table.rows[position] for position in positions)
            zh, en = (f"（{period}）", f" ({period})") if several else ("", "")
            yield table.problem(
                Text(
                    zh=f"{code}{zh}重复：第 {shown.zh} 行",
                    en=f"{code}{en} stands in several rows: {shown.en}",
                ),
                Text(
                    zh="每个评价对象每个时期只写一行；同名的不同评价对象请另设代码列",
                    en="give each unit one row a period; where namesakes differ, add a column of codes",
                ),
                positions[1],
                keys.code_header,
            )


def _most_different(table: ForeignTable, candidates: Iterable[str]) -> str | None:
    counts = {header: len(set(table.columns[header]) - {None}) for header in candidates}
    return max(counts, key=lambda header: counts[header], default=None) if any(counts.values()) else None


def _first_text(table: ForeignTable, texts: Iterable[str], code: str | None) -> str | None:
    """Return the first column of text; beside a column of codes, the first that tells them all apart."""
    units = len(set(table.columns[code])) if code else 1
    return next((h for h in texts if len(set(table.columns[h]) - {None}) >= units), None)


def _empty_problems(table: ForeignTable, header: str) -> Iterator[Problem]:
    for position, cell in enumerate(table.columns[header]):
        if cell is None:
            yield table.problem(
                Text(zh="单元格是空的", en="the cell is empty"),
                Text(zh="请填写，或删除该行", en="fill it in, or remove the row"),
                position,
                header,
            )


def _stripped(
    header: str, cells: Iterable[str | None], *, apostrophes: bool
) -> tuple[tuple[str, ...], list[Text]]:
    given = [cell or "" for cell in cells]
    kept = tuple(cell.strip().lstrip("'" if apostrophes else "") for cell in given)
    changed = [cell for cell, text in zip(given, kept, strict=True) if cell != text]
    if not changed:
        return kept, []
    what = (
        Text(zh="去掉首尾空格和撇号", en="surrounding spaces and apostrophes removed")
        if apostrophes
        else Text(zh="去掉首尾空格", en="surrounding spaces removed")
    )
    return kept, [
        Text(
            zh=f"“{header}”列：{what.zh} {len(changed)} 格（如 {changed[0]!r}）",
            en=f"column {header!r}: {what.en} in {counted(len(changed), 'cell', 'cells')} "
            f"(such as {changed[0]!r})",
        )
    ]


def _spaced_names(names: Iterable[str]) -> Iterator[Text]:
    alike: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        alike.setdefault(re.sub(r"\s+", "", name), []).append(name)
    for spellings in alike.values():
        if len(spellings) > 1:
            shown = listed(f"“{spelling}”" for spelling in spellings)
            yield Text(
                zh=f"名称仅空格不同：{shown.zh}；若是同一评价对象，请改为一致",
                en=f"names that differ only by spaces: {shown.en}; if they are one unit, spell them alike",
            )


def _uneven_codes(header: str | None, codes: Iterable[str]) -> Iterator[Text]:
    """Yield a note where codes of digits have several lengths: a spreadsheet drops leading zeros."""
    different = list(dict.fromkeys(codes))
    widths = Counter(map(len, different))
    if header is None or len(widths) < 2 or not all(re.fullmatch(r"\d+", code) for code in different):
        return
    usual, _ = widths.most_common(1)[0]
    short = [code for code in different if len(code) < usual]
    if usual > 4 and short:
        shown = listed(short[:5])
        yield Text(
            zh=f"“{header}”列多为 {usual} 位，{len(short)} 个较短（如 {shown.zh}）；请检查开头的 0",
            en=f"most codes of column {header!r} have {usual} digits, and "
            f"{counted(len(short), 'is', 'are')} shorter (such as {shown.en}): check for lost leading zeros",
        )


def _totals(table: ForeignTable, names: Iterable[str]) -> Iterator[Text]:
    for name, row in zip(names, table.rows, strict=True):
        if re.sub(r"\s+", "", name).casefold() in TOTALS:
            yield Text(
                zh=f"第 {row} 行“{name}”似为汇总，也按评价对象处理；如不应参评请从原表删除",
                en=f"row {row}, {name!r}, looks like a total, and is taken as a unit: "
                "remove it from the table if it is none",
            )
