"""Organisations from a table: code, name_zh, name_en, kind, parent."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

from django.db import transaction

from quheng.bilingual import Text, listed
from quheng.ledger.importing.result import Imported
from quheng.ledger.importing.sheet import Cells, Sheet, read_sheet
from quheng.ledger.models import Organisation
from quheng.ledger.paths import child_path, position_of

COLUMNS = ("code", "name_zh", "name_en", "kind", "parent")
KINDS = tuple(kind for kind, _ in Organisation.KINDS)


def import_organisations(path: Path, *, dry_run: bool = False) -> Imported:
    """Take a tree of organisations in; a parent may stand in the table, in any order, or in the register.

    Parameters
    ----------
    path
        A CSV or XLSX file.
    dry_run
        Check everything and write nothing.

    Raises
    ------
    DataError
        With every row that is wrong; then nothing is written.
    """
    sheet = read_sheet(path, COLUMNS)
    with transaction.atomic():
        stored = {
            one.code: one
            for one in Organisation.objects.select_for_update(of=("self",)).select_related("parent")
        }
        rows = {cells["code"]: (number, cells) for number, cells in sheet.once("code")}
        for number, cells in rows.values():
            _check(sheet, number, cells, rows, stored)
        sheet.raise_problems()
        new = [code for code in _parents_first(sheet, rows) if code not in stored]
        changed = [
            code for code, (_, cells) in rows.items() if code in stored and _differs(stored[code], cells)
        ]
        if not dry_run:
            _write(new, changed, rows, stored)
    return Imported(len(new), len(changed), len(rows) - len(new) - len(changed), dry_run)


def _check(
    sheet: Sheet,
    number: int,
    cells: Cells,
    rows: Mapping[str, tuple[int, Cells]],
    stored: Mapping[str, Organisation],
) -> None:
    for column in ("name_zh", "name_en"):
        if not cells[column]:
            sheet.wrong(number, column, Text(zh="没有填写", en="it is empty"))
    if cells["kind"] not in KINDS:
        kinds = listed(KINDS)
        kind = cells["kind"] or "—"
        sheet.wrong(
            number,
            "kind",
            Text(zh=f"没有机构类别 {kind}", en=f"there is no kind {kind}"),
            Text(zh=f"可用：{kinds.zh}", en=f"allowed: {kinds.en}"),
        )
    parent = cells["parent"]
    if parent and parent not in rows and parent not in stored:
        near = difflib.get_close_matches(parent, [*rows, *stored], n=1)
        sheet.wrong(
            number,
            "parent",
            Text(zh=f"没有上级机构 {parent}", en=f"there is no organisation {parent}"),
            Text(zh=f"是否应为 {near[0]}？", en=f"did you mean {near[0]}?") if near else None,
        )
    known = stored.get(cells["code"])
    if known is not None and parent != (known.parent.code if known.parent else ""):
        sheet.wrong(
            number,
            "parent",
            Text(
                zh="已登记机构的上级不能改变",
                en="the parent of a registered organisation cannot change",
            ),
            Text(
                zh="办件按机构路径授权，请另立新机构",
                en="cases are granted by the path: register a new organisation",
            ),
        )


def _parents_first(sheet: Sheet, rows: Mapping[str, tuple[int, Cells]]) -> list[str]:
    """Return the codes such that each parent in the table comes before its children; a circle is an error."""
    ordered: list[str] = []
    placed: set[str] = set()
    waiting = list(rows)
    while waiting:
        ready = [
            code
            for code in waiting
            if rows[code][1]["parent"] not in rows or rows[code][1]["parent"] in placed
        ]
        if not ready:
            for code in waiting:
                sheet.wrong(
                    rows[code][0], "parent", Text(zh="上级关系绕成了圈", en="the parents go in a circle")
                )
            sheet.raise_problems()
        ordered += ready
        placed |= set(ready)
        waiting = [code for code in waiting if code not in placed]
    return ordered


def _differs(stored: Organisation, cells: Cells) -> bool:
    return any(getattr(stored, name) != cells[name] for name in ("name_zh", "name_en", "kind"))


def _write(
    new: list[str],
    changed: list[str],
    rows: Mapping[str, tuple[int, Cells]],
    stored: dict[str, Organisation],
) -> None:
    children: dict[str, int] = {}
    for one in stored.values():
        parent_path = one.parent.path if one.parent else ""
        children[parent_path] = max(children.get(parent_path, 0), position_of(one.path))
    for code in new:
        cells = rows[code][1]
        parent = stored.get(cells["parent"])
        parent_path = parent.path if parent else ""
        children[parent_path] = children.get(parent_path, 0) + 1
        path = child_path(parent_path, children[parent_path])
        stored[code] = Organisation.objects.create(
            code=code,
            name_zh=cells["name_zh"],
            name_en=cells["name_en"],
            kind=cells["kind"],
            parent=parent,
            path=path,
        )
    for code in changed:
        one, cells = stored[code], rows[code][1]
        one.name_zh, one.name_en, one.kind = cells["name_zh"], cells["name_en"], cells["kind"]
        one.save(update_fields=["name_zh", "name_en", "kind"])
