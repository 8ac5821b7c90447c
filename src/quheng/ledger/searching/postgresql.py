"""The index on PostgreSQL: a tsvector of grams, whose four weights are the four levels, under GIN."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db import connection

from quheng.ledger.searching.clauses import Clause
from quheng.ledger.searching.grams import grams, sought
from quheng.ledger.searching.index import Entry, Question

WEIGHTS = "ABCD"
"""Public, internal, personal, sensitive."""

MOST_ROOTS = 4
"""So many places narrow the index quicker than reading what is beside them."""

FEW = 5_000
"""So many are looked up and sorted in less time than it takes to walk to the first fifty of them."""

SAMPLE = "SELECT 1 FROM ledger_searchrow AS s WHERE s.grams @@ %s::tsquery LIMIT {limit:d}"

WRITE_ROW = """
INSERT INTO ledger_searchrow (place, case_id, roots, public, internal, personal, sensitive, grams)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s::tsvector)
ON CONFLICT (place) DO UPDATE SET roots = excluded.roots, public = excluded.public,
    internal = excluded.internal, personal = excluded.personal, sensitive = excluded.sensitive,
    grams = excluded.grams
"""


class PostgreSQLIndex:
    """See `WordIndex`."""

    def write(self, entries: Sequence[tuple[Entry, Entry | None]]) -> None:
        """Write the rows; what stood there before goes with the row."""
        rows = [(new.place, new.case, " ".join(new.roots), *new.texts, _vector(new)) for new, _ in entries]
        with connection.cursor() as cursor:
            cursor.executemany(WRITE_ROW, rows)

    def newest(self, question: Question, before: int | None, limit: int) -> Clause:
        """Look up and sort what is found; where that is much, walk from the newest instead."""
        query = _query(question)
        seen, params = question.seen
        earlier, place = ("TRUE", []) if before is None else ("place < %s", [before])
        taken = f"ORDER BY s.place DESC LIMIT {limit:d}"
        few = f"ledger_searchrow AS s WHERE {earlier} AND s.grams @@ %s::tsquery AND {seen}"
        walk = f"(SELECT * FROM ledger_searchrow WHERE {earlier} ORDER BY place DESC OFFSET 0)"
        found = "SELECT s.case_id, s.place FROM"
        sql = (
            f"WITH sample AS MATERIALIZED ({SAMPLE.format(limit=FEW + 1)}), "
            f"size AS MATERIALIZED (SELECT COUNT(*) > {FEW:d} AS is_large FROM sample) "
            f"({found} {few} AND NOT (SELECT is_large FROM size) {taken}) UNION ALL "
            f"({found} {walk} AS s WHERE {seen} AND (SELECT is_large FROM size) {taken}) "
            f"ORDER BY place DESC LIMIT {limit:d}"
        )
        return sql, [query, *place, query, *params, *place, *params]

    def counted(self, question: Question, limit: int) -> Clause:
        """Look them up, as far as the limit."""
        seen, params = question.seen
        found = f"SELECT 1 FROM ledger_searchrow AS s WHERE s.grams @@ %s::tsquery AND {seen} LIMIT {limit:d}"
        return f"SELECT COUNT(*) FROM ({found}) AS found", [_query(question), *params]


def _query(question: Question) -> str:
    """Return what is looked up: the grams with the weights up to the deepest level, and the roots if few.

    One conjunction, though it finds more than the looks do apart: GIN is slow to weigh alternatives.
    """
    whole, beginnings = sought(question.words)
    weights = WEIGHTS[: max(look.level for look in question.looks) + 1]
    roots = sorted({root for look in question.looks for root in look.roots})
    is_narrow = len(roots) <= MOST_ROOTS and all(look.roots for look in question.looks)
    terms = [
        *([f"({' | '.join(map(_root, roots))})"] if is_narrow else []),
        *(f"'{gram}':{weights}" for gram in sorted(whole)),
        *(f"'{gram}':*{weights}" for gram in sorted(beginnings)),
    ]
    return " & ".join(terms)


def _root(path: str) -> str:
    """Return a root as a lexeme; no gram holds such a sign."""
    return f"'@{path}'"


def _vector(entry: Entry) -> str:
    """Return the grams with their weights, and the roots; the positions carry the weights alone."""
    levels: dict[str, list[str]] = defaultdict(list)
    for place, (text, weight) in enumerate(zip(entry.texts, WEIGHTS, strict=True), 1):
        for gram in grams(text):
            levels[gram].append(f"{place}{weight}")
    lexemes = [f"'{gram}':{','.join(places)}" for gram, places in sorted(levels.items())]
    return " ".join([*lexemes, *map(_root, entry.roots)])
