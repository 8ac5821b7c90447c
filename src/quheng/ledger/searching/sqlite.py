"""The index on SQLite: FTS5 over grams with spaces between them, a column for each level, no text kept."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from quheng.ledger.programmes.declared import SENSITIVITIES
from quheng.ledger.searching.clauses import Clause
from quheng.ledger.searching.grams import grams, sought
from quheng.ledger.searching.index import Entry, Look, Question

WRITE_ROW = """
INSERT INTO ledger_searchrow (place, case_id, roots, public, internal, personal, sensitive)
VALUES (%s, %s, %s, %s, %s, %s, %s)
ON CONFLICT (place) DO UPDATE SET roots = excluded.roots, public = excluded.public,
    internal = excluded.internal, personal = excluded.personal, sensitive = excluded.sensitive
"""

# An index that keeps no text must be told what to forget.
FORGET = """
INSERT INTO ledger_grams (ledger_grams, rowid, roots, public, internal, personal, sensitive)
VALUES ('delete', %s, %s, %s, %s, %s, %s)
"""

LEARN = """
INSERT INTO ledger_grams (rowid, roots, public, internal, personal, sensitive) VALUES (%s, %s, %s, %s, %s, %s)
"""


class SQLiteIndex:
    """See `WordIndex`."""

    def write(self, entries: Sequence[tuple[Entry, Entry | None]]) -> None:
        """Write the rows, take back the grams that stood there, and add those of now."""
        rows = [(new.place, new.case, " ".join(new.roots), *new.texts) for new, _ in entries]
        with connection.cursor() as cursor:
            cursor.executemany(WRITE_ROW, rows)
            cursor.executemany(FORGET, [_indexed(old) for _, old in entries if old is not None])
            cursor.executemany(LEARN, [_indexed(new) for new, _ in entries])

    def newest(self, question: Question, before: int | None, limit: int) -> Clause:
        """Walk the index, which yields the newest first."""
        found, params = _found(question)
        earlier = "" if before is None else "AND g.rowid < %s"
        sql = f"SELECT s.case_id, s.place {found} {earlier} ORDER BY g.rowid DESC LIMIT {limit:d}"
        return sql, params if before is None else [*params, before]

    def counted(self, question: Question, limit: int) -> Clause:
        """Walk the index as far as the limit."""
        found, params = _found(question)
        return f"SELECT COUNT(*) FROM (SELECT 1 {found} LIMIT {limit:d})", params


def _found(question: Question) -> Clause:
    sql, params = question.seen
    expression = " OR ".join(f"({_expression(question.words, look)})" for look in question.looks)
    # A cross join is carried out in the order in which it is written: the index first.
    tables = "ledger_grams AS g CROSS JOIN ledger_searchrow AS s ON s.place = g.rowid"
    return f"FROM {tables} WHERE ledger_grams MATCH %s AND {sql}", [expression, *params]


def _expression(words: tuple[str, ...], look: Look) -> str:
    """Return what FTS5 looks up: the grams in the columns up to a level, and the roots in theirs."""
    whole, beginnings = sought(words)
    terms = [*(f'"{gram}"' for gram in sorted(whole)), *(f'"{gram}" *' for gram in sorted(beginnings))]
    expression = f"{{{' '.join(SENSITIVITIES[: look.level + 1])}}} : ({' AND '.join(terms)})"
    if not look.roots:
        return expression
    places = " OR ".join(f'"{root}"' for root in look.roots)
    return f"{{roots}} : ({places}) AND {expression}"


def _indexed(entry: Entry) -> tuple[int | str, ...]:
    return entry.place, " ".join(entry.roots), *(" ".join(sorted(grams(text))) for text in entry.texts)
