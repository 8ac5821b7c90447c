"""The workbook of results: results, errors to mend, and what was assessed by which rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from quheng.bilingual import Text
from quheng.publish.scorecard.result_frame import as_text, flat, own_frame, result_frame
from quheng.publish.sheets import Sheet, write_sheets
from quheng.scorecard.assessment import VERDICT_TEXTS
from quheng.scorecard.files import Assessed
from quheng.version import __version__

HEADS = {
    "row": Text(zh="行", en="row"),
    "verdict": Text(zh="结论", en="verdict"),
    "total": Text(zh="总分", en="total"),
    "total_low": Text(zh="总分下限", en="total_low"),
    "total_high": Text(zh="总分上限", en="total_high"),
    "route": Text(zh="途径", en="route"),
    "failed": Text(zh="未过条件", en="failed"),
    "missing": Text(zh="缺少的输入项", en="missing"),
    "reasons_zh": Text(zh="理由", en="reasons_zh"),
    "reasons_en": Text(zh="理由（英文）", en="reasons_en"),
    "version": Text(zh="规定版本", en="version"),
}

VERDICTS = {code: f"{text.zh} {code}" for code, text in VERDICT_TEXTS.items()}
"""符合 pass, 不符合 fail, 待核 needs_review."""


def write_result_workbook(found: Assessed, path: Path) -> None:
    """Write the workbook; it needs the extra `tables`."""
    write_sheets([_results(found), _errors(found), _about(found)], found.card.title.zh, path)


def _results(found: Assessed) -> Sheet:
    own = own_frame(found).columns
    good = flat(result_frame(found), "；").filter(pl.col("error").is_null()).drop("error")
    titles = _titles(found)
    heads = [column if column in own else _head(column, titles) for column in good.columns]
    verdict = good.columns.index("verdict")
    rows = (
        [VERDICTS.get(cell, cell) if at == verdict else _cell(cell) for at, cell in enumerate(row)]
        for row in good.iter_rows()
    )
    return Sheet("结果 results", [heads], rows)


def _head(column: str, titles: dict[str, Text]) -> str:
    title = HEADS.get(column) or titles.get(column)
    return column if title is None or title.zh == column else f"{title.zh} {column}"


def _titles(found: Assessed) -> dict[str, Text]:
    """Return the titles of items, blocks and outputs."""
    titles: dict[str, Text] = {}
    for version in found.card.all_versions:
        titles |= {one.declared.id: one.declared.name for one in version.all_items}
        titles |= {one.line.id: one.line.name for one in version.results}
    return titles


def _errors(found: Assessed) -> Sheet:
    """List what is wrong, one problem a row, beside the cells as they stand in the file."""
    own, raw = found.subjects.own, found.subjects.raw
    heads = ["行 row", "字段 field", "错误", "error", *own.columns, *raw.columns]
    rows = (
        [
            int(found.subjects.rows[at]),
            problem.where.field,
            problem.what.zh + (f"；{problem.remedy.zh}" if problem.remedy else ""),
            problem.what.en + (f"; {problem.remedy.en}" if problem.remedy else ""),
            *map(_cell, own.row(at)),
            *map(_cell, raw.row(at)),
        ]
        for at, problems in found.errors.items()
        for problem in problems
    )
    return Sheet("错误 errors", [heads], rows)


def _about(found: Assessed) -> Sheet:
    counts = found.counts
    versions = [one for one in found.card.all_versions if one.declared.sources]
    sources = dict.fromkeys(source for one in versions for source in one.declared.sources)
    rows: Iterable[tuple[str, Any]] = (
        ("评价表 scorecard", found.card.name),
        ("名称", found.card.title.zh),
        ("title", found.card.title.en),
        ("按何日的规定 on", None if found.on is None else found.on.isoformat()),
        ("文件 file", found.subjects.file),
        ("对象数 subjects", len(found)),
        (VERDICTS["pass"], counts.passed),
        (VERDICTS["fail"], counts.failed),
        (VERDICTS["needs_review"], counts.review),
        ("错误 errors", counts.errors),
        *(("依据 source", " ".join(filter(None, (one.title.zh, one.number)))) for one in sources),
        *(("说明 note", str(note.zh)) for note in found.subjects.notes),
        ("区衡版本 version", __version__),
    )
    return Sheet("说明 about", [["项目 item", "内容 value"]], [list(row) for row in rows])


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "是 yes" if value else "否 no"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float) else as_text(value)
