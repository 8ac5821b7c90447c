"""The record and its rows are written in a few named places; no other module of the house changes them."""

from __future__ import annotations

import ast
from pathlib import Path

import quheng

ROWS = ("CaseRow", "EventRow", "SecretRow", "DeadlineRow", "PartRow", "VersionRow", "Anchor", "AnchoredHead")
RELATED = ("events", "secrets", "deadlines", "anchored", "heads")
CHANGES = (
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "delete",
    "save",
    "get_or_create",
    "update_or_create",
)
PLAIN = ("insert_rows", "insert_objects", "update_rows", "delete_rows")
"""The functions that write a table which is their first argument."""

WRITERS = {
    "ledger/rows.py": {"CaseRow", "DeadlineRow", "PartRow", "deadlines"},
    "ledger/appending.py": {"EventRow", "SecretRow"},
    "ledger/store.py": {"SecretRow"},
    "ledger/published.py": {"VersionRow"},
    "ledger/anchoring.py": {"Anchor", "AnchoredHead"},
}


def changed_in(path: Path) -> set[str]:
    """Return the tables that a module calls a changing method of, however long the chain before it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CHANGES:
            inner = list(ast.walk(node.func.value))
            found |= {part.id for part in inner if isinstance(part, ast.Name) and part.id in ROWS}
            found |= {part.attr for part in inner if isinstance(part, ast.Attribute) and part.attr in RELATED}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in PLAIN:
            found |= {part.id for part in node.args[:1] if isinstance(part, ast.Name) and part.id in ROWS}
    return found


def test_only_the_writers_write():
    root = Path(quheng.__file__).parent
    rooms = [path for room in ("ledger", "web", "cli") for path in (root / room).rglob("*.py")]
    found = {path.relative_to(root).as_posix(): changed_in(path) for path in rooms}
    assert {name: tables for name, tables in found.items() if tables} == WRITERS


def test_the_check_itself_finds_a_change(tmp_path):
    module = tmp_path / "view.py"
    module.write_text(
        "def close(number):\n    CaseRow.objects.filter(number=number).update(stage='closed')\n"
    )
    assert changed_in(module) == {"CaseRow"}


def test_the_check_itself_finds_a_plain_statement(tmp_path):
    module = tmp_path / "view.py"
    module.write_text("insert_rows(EventRow, ('seq',), [(1,)])\ndelete_rows(PartRow, case_id=1)\n")
    assert changed_in(module) == {"EventRow", "PartRow"}
