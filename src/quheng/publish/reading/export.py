"""Write a reading to the kind of file that the ending names."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from quheng.bilingual import Text, listed
from quheng.errors import DataError, Problem, Where
from quheng.evidence.export import (
    as_annotations,
    as_jsonl,
    claim_records,
    claims_frame,
    reviewed_records,
    without_formulas,
)
from quheng.evidence.reading import Reading
from quheng.evidence.review import Reviewed


@dataclass(frozen=True)
class _Output:
    """What is written, and where.

    Parameters
    ----------
    reading, reviewed
        The reading; with its decisions, where there are any.
    records
        Its claims.
    source
        The name of the text's file.
    path
        The file to write.
    """

    reading: Reading
    reviewed: Reviewed | None
    records: list[dict[str, Any]]
    source: str
    path: Path


def write_claims(read: Reading | Reviewed, path: Path | str, source: str) -> None:
    """Write the claims of a reading.

    Parameters
    ----------
    read
        A reading, or one with its decisions: then each claim carries what was decided on it, as it was read,
        with its corrections beside.
    path
        The file; its ending is one of `ENDINGS`: .jsonl; .csv (where an apostrophe keeps a spreadsheet from
        computing text); .xlsx (sheets for claims, observations, rejected numerals, notes, findings, source);
        .parquet; .json or .jsonld (W3C Web Annotation).
    source
        The name of the text's file.

    Raises
    ------
    DataError
        For another ending, or where XLSX is asked for without the extra `tables`.
    """
    path = Path(path)
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise _unknown(path)
    reviewed = read if isinstance(read, Reviewed) else None
    reading = read.reading if isinstance(read, Reviewed) else read
    records = claim_records(reading) if reviewed is None else reviewed_records(reviewed)
    path.parent.mkdir(parents=True, exist_ok=True)
    write(_Output(reading, reviewed, records, source, path))


def require_known_ending(path: Path) -> None:
    """Raise a DataError where no claims can be written to such a file; asked before the reading starts."""
    if path.suffix.lower() not in ENDINGS:
        raise _unknown(path)


def _unknown(path: Path) -> DataError:
    known = listed(ENDINGS)
    return DataError(
        Problem(
            Text(
                zh=f"不支持写出 {path.suffix or '没有扩展名的'} 文件",
                en=f"cannot write a file of kind {path.suffix!r}",
            ),
            Where(file=str(path)),
            Text(zh=f"可用扩展名：{known.zh}", en=f"use one of the endings {known.en}"),
        )
    )


def _jsonl(out: _Output) -> None:
    _write_text(out.path, as_jsonl(out.records))


def _csv(out: _Output) -> None:
    frame = without_formulas(claims_frame(out.records, out.reading.text))
    _write_text(out.path, frame.write_csv())


def _parquet(out: _Output) -> None:
    claims_frame(out.records, out.reading.text).write_parquet(out.path)


def _annotations(out: _Output) -> None:
    page = as_annotations(out.records, out.reading.text, out.source, out.reading.sha256)
    _write_text(out.path, json.dumps(page, ensure_ascii=False, allow_nan=False, indent=1) + "\n")


def _xlsx(out: _Output) -> None:
    from quheng.publish.reading.workbook import write_reading_workbook

    if find_spec("xlsxwriter") is None:
        raise DataError(
            Problem(
                Text(zh="写出 XLSX 需要附加组件 tables", en="writing XLSX needs the extra `tables`"),
                Where(file=str(out.path)),
                Text(zh='请运行 pip install "quheng[tables]"', en='run: pip install "quheng[tables]"'),
            )
        )
    write_reading_workbook(out.reading, out.records, out.reviewed, out.source, out.path)


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


_WRITERS: Final[Mapping[str, Callable[[_Output], None]]] = {
    ".jsonl": _jsonl,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".parquet": _parquet,
    ".json": _annotations,
    ".jsonld": _annotations,
}

ENDINGS: Final = tuple(_WRITERS)
"""The endings of the files that claims can be written to."""
