"""The sheets of a reading: claims, observations, what is no claim, notes, findings, and the source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from quheng.evidence.export import claims_frame
from quheng.evidence.quotation import Sentences, one_line
from quheng.evidence.reading import Reading
from quheng.evidence.review import Reviewed, observations
from quheng.publish.sheets import Sheet, write_sheets
from quheng.version import __version__

HEADS = {
    "start": "起 start",
    "end": "止 end",
    "text": "原文 text",
    "value": "数值 value",
    "low": "下限 low",
    "high": "上限 high",
    "measure": "计量单位 measure",
    "hedge": "约数 hedge",
    "kind": "类别 kind",
    "period": "时期 period",
    "period_start": "时期起 period_start",
    "period_end": "时期止 period_end",
    "period_as_of": "时点 period_as_of",
    "period_how": "时期依据 period_how",
    "place": "地区 place",
    "place_name": "地名 place_name",
    "place_level": "层级 place_level",
    "indicator": "指标 indicator",
    "phrase": "指标原文 phrase",
    "modifier": "限定 modifier",
    "relative_to": "相对于 relative_to",
    "findings": "核对结果 findings",
    "rules": "规则 rules",
    "sentence": "原句 sentence",
    "quote": "原文 quote",
    "sha256": "文本摘要 sha256",
    "review": "审核状态 review",
    "reviewer": "审核人 reviewer",
    "reviewed": "审核时间 reviewed",
    "reason": "理由 reason",
    "corrected": "更正 corrected",
    "unit": "评价对象 unit",
    "status": "状态 status",
    "source": "来源 source",
    "vintage": "版本 vintage",
    "file": "文件 file",
}


def write_reading_workbook(
    reading: Reading,
    records: Sequence[dict[str, Any]],
    reviewed: Reviewed | None,
    source: str,
    path: Path,
) -> None:
    """Write the workbook of a reading; it needs the extra `tables`.

    Parameters
    ----------
    reading, records
        The reading, and its claims as records.
    reviewed
        The reading with its decisions; None leaves the observations out.
    source
        The name of the text's file.
    path
        The file to write.
    """
    sentences = Sentences(reading.text)
    sheets = [
        _of_frame("陈述 claims", claims_frame(records, reading.text)),
        *([] if reviewed is None else [_of_frame("观测值 observations", observations(reviewed, source))]),
        _rejected(reading, sentences),
        _notes(reading, sentences),
        _findings(reading, sentences),
        _source(reading, source),
    ]
    write_sheets(sheets, source, path)


def _of_frame(title: str, frame: pl.DataFrame) -> Sheet:
    heads = [[HEADS.get(column, column) for column in frame.columns]]
    return Sheet(title, heads, (list(map(_cell, row)) for row in frame.iter_rows()))


def _rejected(reading: Reading, sentences: Sentences) -> Sheet:
    head = "起 start|止 end|原文 text|理由 reason|规则 rule|原句 sentence"
    return Sheet(
        "非陈述 rejected",
        [head.split("|")],
        (
            [
                one.start,
                one.end,
                one_line(one.text),
                one.reason,
                one.rule,
                sentences.quote(one.start, one.end),
            ]
            for one in reading.rejected
        ),
    )


def _notes(reading: Reading, sentences: Sentences) -> Sheet:
    head = "起 start|止 end|代码 code|说明|note|原句 sentence"
    return Sheet(
        "说明 notes",
        [head.split("|")],
        (
            [
                one.start,
                one.end,
                one.code,
                one.message.zh,
                one.message.en,
                sentences.quote(one.start, one.end),
            ]
            for one in reading.notes
        ),
    )


def _findings(reading: Reading, sentences: Sentences) -> Sheet:
    head = (
        "编号 no.|代码 code|程度 severity|起 start|止 end|原文 text|原句 sentence"
        "|算式|arithmetic|可能的原因|likely cause"
    )
    rows = (
        [
            number,
            finding.code,
            finding.severity,
            claim.start,
            claim.end,
            one_line(claim.text),
            sentences.quote(claim.start, claim.end),
            finding.arithmetic.zh,
            finding.arithmetic.en,
            finding.cause.zh,
            finding.cause.en,
        ]
        for number, finding in enumerate(reading.findings, 1)
        for claim in (reading.claims[at] for at in finding.claims)
    )
    return Sheet("核对 findings", [head.split("|")], rows)


def _source(reading: Reading, source: str) -> Sheet:
    rows: Iterable[tuple[str, Any]] = (
        ("文件 file", source),
        ("文本摘要 sha256 (UTF-8)", reading.sha256),
        ("字符数 characters", len(reading.text)),
        ("发布日期 published", _cell(reading.published)),
        ("发布地 home", reading.home),
        ("区衡版本 version", __version__),
    )
    return Sheet("来源 source", [["项目 item", "内容 value"]], [list(row) for row in rows])


def _cell(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
