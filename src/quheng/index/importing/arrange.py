"""From rows that name their parents to a tree, with every way checked in which that can fail."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from quheng.bilingual import Text
from quheng.errors import DataError, Problem, Where
from quheng.index.importing.entry import Branch, Entry

_CODE = re.compile(r"[\w.\-]{1,80}")


def arrange(entries: Sequence[Entry]) -> tuple[Branch, ...]:
    """Return the entries as branches under their top nodes, in the order of the file.

    Parameters
    ----------
    entries
        Indicators (level 1) and aggregates (levels above).

    Returns
    -------
    The nodes of the highest level, which have no parent: one for an index, several for as many indices.

    Raises
    ------
    DataError
        Where a code is no code or stands twice, a parent is unknown, not above its child or its own
        descendant, a node below the highest level has no parent, an aggregate has no child, an indicator's
        direction is not 1 or -1 or that of an aggregate is -1, or there is no aggregate at all.
    """
    problems = [*code_problems((entry.code, entry.where) for entry in entries)]
    if problems:
        raise DataError(problems)
    by_code = {entry.code: entry for entry in entries}
    circle = _circle(by_code)
    problems += [circle] if circle else [p for entry in entries for p in _parent_problems(entry, by_code)]
    problems += [p for entry in entries for p in _direction_problems(entry)]
    problems += _childless(entries)
    if problems:
        raise DataError(problems)
    return tuple(_branch(entry, entries) for entry in entries if entry.parent is None)


def code_problems(codes: Iterable[tuple[str, Where]]) -> Iterator[Problem]:
    """Yield a problem for each code that index.yaml could not hold, and for each that stands twice."""
    seen: dict[str, Where] = {}
    for code, where in codes:
        if not _CODE.fullmatch(code):
            yield Problem(
                Text(zh=f"{code!r} 不能用作代码", en=f"{code!r} cannot be a code"),
                where,
                Text(
                    zh="代码可用文字、数字、“_”“.”“-”，至多 80 个字符，不含空格",
                    en="a code has letters, digits, `_`, `.` and `-`, at most 80 of them, and no space",
                ),
            )
        elif code in seen:
            first = seen[code].speak()
            yield Problem(
                Text(
                    zh=f"代码 {code} 重复（另见{first.zh}）",
                    en=f"the code {code} stands twice (first at {first.en})",
                ),
                where,
                Text(zh="每个代码只写一行", en="give each code one row"),
            )
        else:
            seen[code] = where


def _circle(by_code: Mapping[str, Entry]) -> Problem | None:
    """Return the first circle of parents there is."""
    cleared: set[str] = set()
    for start in by_code:
        path: list[str] = []
        code: str | None = start
        while code is not None and code in by_code and code not in cleared:
            if code in path:
                route = " → ".join([*path[path.index(code) :], code])
                return Problem(
                    Text(
                        zh=f"上级关系成环：{route}",
                        en=f"the parents run in a circle: {route}",
                    ),
                    by_code[code].where,
                    Text(zh="请更正其中一项的 Parent", en="correct the Parent of one of them"),
                )
            path.append(code)
            code = by_code[code].parent
        cleared.update(path)
    return None


def _parent_problems(entry: Entry, by_code: Mapping[str, Entry]) -> Iterator[Problem]:
    if entry.parent is None:
        if entry.is_indicator or entry.level < max(other.level for other in by_code.values()):
            yield Problem(
                Text(
                    zh=f"{entry.code}（第 {entry.level} 级）没有上级",
                    en=f"{entry.code}, of level {entry.level}, has no parent",
                ),
                entry.where,
                Text(
                    zh="只有最高一级可以没有上级；请填写 Parent",
                    en="only the highest level does without; fill in its Parent",
                ),
            )
    elif entry.parent not in by_code:
        yield Problem(
            Text(
                zh=f"{entry.code} 的上级 {entry.parent} 不存在",
                en=f"{entry.code} names the parent {entry.parent}, which does not exist",
            ),
            entry.where,
            Text(zh="请更正 Parent，或补上该行", en="correct the Parent, or add the row of that code"),
        )
    elif (level := by_code[entry.parent].level) <= entry.level:
        yield Problem(
            Text(
                zh=f"{entry.code}（第 {entry.level} 级）的上级 {entry.parent} 为第 {level} 级",
                en=f"{entry.code} is of level {entry.level}, and its parent {entry.parent} of level {level}",
            ),
            entry.where,
            Text(zh="上级的 Level 应更高", en="a parent is of a higher level than its children"),
        )


def _direction_problems(entry: Entry) -> Iterator[Problem]:
    if entry.is_indicator and entry.direction not in ("1", "-1"):
        yield Problem(
            Text(
                zh=f"{entry.code} 的方向 {entry.direction!r} 不是 1 或 -1",
                en=f"{entry.code} has the direction {entry.direction!r}, which is not 1 or -1",
            ),
            entry.where,
            Text(zh="越大越好写 1，越小越好写 -1", en="1 where more is better, -1 where less is better"),
        )
    if not entry.is_indicator and entry.direction == "-1":
        yield Problem(
            Text(
                zh=f"{entry.code} 不是指标，方向 -1 无从执行",
                en=f"{entry.code} is no indicator: its direction -1 could not be followed",
            ),
            entry.where,
            Text(
                zh="请改写其下各指标的方向，此处写 1", en="turn the directions of its indicators, and write 1"
            ),
        )


def _childless(entries: Sequence[Entry]) -> Iterator[Problem]:
    parents = {entry.parent for entry in entries}
    for entry in entries:
        if not entry.is_indicator and entry.code not in parents:
            yield Problem(
                Text(zh=f"{entry.code} 之下没有指标", en=f"there is nothing below {entry.code}"),
                entry.where,
                Text(zh="请删除该行，或更正下级的 Parent", en="remove the row, or correct a Parent"),
            )


def _branch(entry: Entry, entries: Sequence[Entry]) -> Branch:
    return Branch(entry, tuple(_branch(child, entries) for child in entries if child.parent == entry.code))
