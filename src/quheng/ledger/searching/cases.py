"""Search the cases that a viewer may see, by words that the viewer may see of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection

from quheng.ledger.at_once import fetch
from quheng.ledger.broken_glass import BrokenGlass
from quheng.ledger.listing.cursor import read_cursor, write_cursor
from quheng.ledger.listing.page import CEILING, Page, capped, fetched, right_size
from quheng.ledger.listing.streams import MOST_STREAMS
from quheng.ledger.paths import WIDTH
from quheng.ledger.programmes.declared import SENSITIVITIES
from quheng.ledger.scope import Permit, Viewer, widest
from quheng.ledger.searching.clauses import Clause, all_of, any_of
from quheng.ledger.searching.folding import words_of
from quheng.ledger.searching.index import Look, Question, word_index

ORDER = "found"

HOLDS = {"sqlite": "instr(s.{column}, %s) > 0", "postgresql": "position(%s in s.{column}) > 0"}
"""How a text holds a word, exactly: not LIKE, in which some signs mean others."""


def search_cases(viewer: Viewer, words: str, after: str | None = None, size: int = 50) -> Page:
    """Return the cases that hold all of some words, the newest first, in at most three queries.

    The scope is part of the search: what the viewer may not see is neither found nor counted. By a personal
    word a case is found only with a grant whose sensitivity reaches that word.

    Parameters
    ----------
    viewer
        Who.
    words
        What people type: a number or part of one, a name, words of the text. Whatever stands between letters,
        digits and Chinese signs parts words.
    after
        Where the page begins: `Page.after` of the one before.
    size
        How many rows.

    Raises
    ------
    DataError
        Where there is no word, or `after` or `size` is wrong.
    """
    right_size(size)
    place = None if after is None else read_cursor(after, ORDER, 1)[0]
    sought = words_of(words)
    permits, opened = widest(viewer.permits), [one for one in viewer.glass if one.case]
    if not permits and not opened:
        return Page((), None, capped(0))
    seen = any_of([*_granted(permits, sought), *_through_glass(opened, sought)])
    question, index = Question(sought, _looks(permits, opened), seen), word_index()
    found = fetch(*index.newest(question, place, size + 1))
    rows = fetched(viewer, [case for case, _ in found[:size]])
    is_more = len(found) > size
    if place is None and not is_more:
        number = len(rows)
    else:
        number = fetch(*index.counted(question, CEILING + 1))[0][0]
    return Page(rows, write_cursor(ORDER, found[size - 1][1]) if is_more else None, capped(number))


def _looks(permits: Sequence[Permit], opened: Iterable[BrokenGlass]) -> tuple[Look, ...]:
    """Return from where the index is looked into: more than may be seen, since `_granted` says what may.

    A grant over a whole tree is no narrower than the index, and very many grants are as quick without.
    """
    paths: dict[int, set[str]] = defaultdict(set)
    for permit in permits:
        paths[permit.sensitivity].add(permit.path)
    whole = {one.sensitivity for one in opened} | {
        level
        for level, held in paths.items()
        if len(held) > MOST_STREAMS or any(len(path) <= WIDTH for path in held)
    }
    deepest = max(whole, default=-1)
    narrow = [Look(level, tuple(sorted(held))) for level, held in sorted(paths.items()) if level > deepest]
    return (*([Look(deepest)] if whole else []), *narrow)


def _granted(permits: Sequence[Permit], words: Sequence[str]) -> list[Clause]:
    """Return the conditions that some grant shows the case, and the words in what it shows of it."""
    by_level: dict[int, list[Permit]] = defaultdict(list)
    for permit in permits:
        by_level[permit.sensitivity].append(permit)
    return [
        all_of(*(_holds(word, level) for word in words), _reached(held))
        for level, held in sorted(by_level.items())
    ]


def _through_glass(opened: Iterable[BrokenGlass], words: Sequence[str]) -> list[Clause]:
    """Return the conditions that glass was broken for the case, and that it shows the words."""
    case = "s.case_id = (SELECT c.id FROM ledger_caserow AS c WHERE c.number = %s AND c.sensitivity <= %s)"
    return [
        all_of(*(_holds(word, one.sensitivity) for word in words), (case, [one.case, one.sensitivity]))
        for one in opened
    ]


def _holds(word: str, level: int) -> Clause:
    """Return the condition that a word stands in the texts up to a level."""
    holds = HOLDS[connection.vendor]
    return any_of((holds.format(column=column), [word]) for column in SENSITIVITIES[: level + 1])


def _reached(permits: Iterable[Permit]) -> Clause:
    """Return the condition that a case is seen from the place of one of some grants."""
    places: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for permit in permits:
        places[permit.programme, permit.stage, permit.sensitivity].append(permit.path)
    sql, params = any_of(_from(*held, paths) for held, paths in places.items())
    return f"EXISTS (SELECT 1 FROM ledger_reachrow AS r WHERE r.case_id = s.case_id AND {sql})", params


def _from(programme: str, stage: str, sensitivity: int, paths: Sequence[str]) -> Clause:
    clauses: list[Clause] = [
        (f"r.root IN ({', '.join(['%s'] * len(paths))})", list(paths)),
        ("r.sensitivity <= %s", [sensitivity]),
    ]
    clauses += [("r.programme = %s", [programme])] if programme else []
    clauses += [("r.stage = %s", [stage])] if stage else []
    return all_of(*clauses)
