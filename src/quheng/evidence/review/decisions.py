"""The file of decisions: one line each, only ever appended to."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from quheng.bilingual import Text
from quheng.declarations import checked
from quheng.errors import DataError, DeclarationError, Problem, Where
from quheng.evidence.review.decision import Decision, decision_line
from quheng.observations.table_file import require_file

REMEDY = Text(
    zh="决定只可追加，不可改动；请恢复这一行，或从备份取回文件",
    en="decisions are only added, never changed: restore the line, or take the file from a backup",
)


def record(path: Path | str, decisions: Iterable[Decision]) -> None:
    """Append decisions to a file, which is made where there is none; no line of it is ever changed.

    A line that a crash left unfinished stays, and is told of when the file is read.
    """
    path = Path(path)
    lines = "".join(f"{decision_line(decision)}\n" for decision in decisions)
    unfinished = path.exists() and path.stat().st_size > 0 and not path.read_bytes().endswith(b"\n")
    with path.open("ab") as file:
        file.write((("\n" if unfinished else "") + lines).encode())


def read_decisions(path: Path | str) -> tuple[Decision, ...]:
    """Read a file of decisions, in its order.

    Raises
    ------
    NotFoundError
        Where there is no such file.
    DataError
        With every line that is no decision.
    """
    path = Path(path)
    require_file(path)
    return parse_decisions(path.read_bytes().decode("utf-8-sig", "replace"), path.name)


def parse_decisions(text: str, file: str) -> tuple[Decision, ...]:
    """Read decisions from the text of a file, whose name serves the messages."""
    found: list[Decision] = []
    problems: list[Problem] = []
    for row, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(checked(Decision, json.loads(line)))
        except (ValueError, RecursionError):
            what = Text(zh="这一行不是完整的 JSON", en="the line is no complete JSON")
            problems.append(Problem(what, Where(file=file, row=row), REMEDY))
        except DeclarationError as error:
            problems += (
                Problem(one.what, Where(file=file, row=row, field=one.where.field), one.remedy or REMEDY)
                for one in error.problems
            )
    if problems:
        raise DataError(problems)
    return tuple(found)
