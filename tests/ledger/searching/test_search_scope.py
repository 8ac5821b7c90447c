"""Random grants, random words: found is what may be read and holds the words in what may be seen of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.broken_glass import BrokenGlass
from quheng.ledger.listing.reach import NEVER
from quheng.ledger.models import CaseRow, Organisation, PartRow, ReachRow
from quheng.ledger.paths import lies_under, upwards
from quheng.ledger.scope import Permit, Viewer
from quheng.ledger.searching import search_cases
from quheng.ledger.searching.folding import folded, words_of
from quheng.ledger.searching.index import Entry, word_index
from quheng.ledger.searching.words import place_of

NOW = datetime(2026, 3, 4, 15, tzinfo=BEIJING)
PATHS = ["0001", "00010001", "000100010001", "00010002", "00019999", "0002"]
PROGRAMMES, STAGES = ["a", "b"], ["s", "t"]
TEXTS = ["", "欧阳明 138", "漏水", "Ａ座12号", "阳台漏水", "明 漏"]

permits = st.builds(
    Permit,
    path=st.sampled_from([*PATHS, "9999"]),
    role=st.sampled_from(["handler", "lead"]),
    programme=st.sampled_from(["", *PROGRAMMES]),
    stage=st.sampled_from(["", *STAGES]),
    sensitivity=st.integers(0, 3),
)
broken = st.builds(
    BrokenGlass,
    key=st.just(1),
    path=st.just(""),
    case=st.integers(0, 179).map("N{}".format),
    sensitivity=st.integers(0, 3),
    until=st.just(NOW),
)
queries = st.sampled_from(
    [
        "欧阳",
        "明",
        "阳",
        "漏水",
        "台漏 阳",
        "a座",
        "12",
        "1",
        "38",
        "明 漏",
        "欧阳 漏水",
        "a座12号",
        "不在",
        "水号",
    ]
)


def roots_of(row, parts):
    return tuple(sorted({root for path in (row.path, *parts.get(row.pk, ())) for root in upwards(path)}))


@pytest.fixture
def cases(database):
    """Give 180 cases whose places, levels and words vary apart; every third has a part elsewhere."""
    organisations = [
        Organisation.objects.create(code=path, name_zh=path, name_en=path, kind="street", path=path)
        for path in PATHS
    ]

    def made(place):
        organisation = organisations[place % 6]
        return CaseRow(
            number=f"N{place}", programme=PROGRAMMES[place // 6 % 2], version=1, stage=STAGES[place // 3 % 2],
            sensitivity=place // 2 % 4, organisation=organisation, path=organisation.path, channel="web",
            accepted_on=NOW.date(), opened_at=NOW - timedelta(minutes=place // 3), seq=1,
        )  # fmt: skip

    CaseRow.objects.bulk_create(made(place) for place in range(180))
    rows = list(CaseRow.objects.order_by("id"))
    parts = {row.pk: [PATHS[row.pk * 5 % 6]] for row in rows[::3]}
    PartRow.objects.bulk_create(
        PartRow(case_id=key, parts="p", organisation=path, path=path, is_open=True, answered=False)
        for key, paths in parts.items()
        for path in paths
    )
    ReachRow.objects.bulk_create(
        ReachRow(
            case=row, root=root, lies=lies_under(row.path, root), programme=row.programme, stage=row.stage,
            sensitivity=row.sensitivity, opened_at=row.opened_at, due_at=NEVER, is_open=True,
        )
        for row in rows
        for root in roots_of(row, parts)
    )  # fmt: skip
    texts = {
        row.pk: tuple(folded(TEXTS[place // step % len(TEXTS)]) for step in (1, 4, 7, 11))
        for place, row in enumerate(rows)
    }
    word_index().write(
        [(Entry(place_of(row), row.pk, roots_of(row, parts), texts[row.pk]), None) for row in rows]
    )
    return rows, parts, texts


def may_find(someone, row, asked, texts, words):
    """Say in Python when a case is found: one grant shows it and all of the words."""
    return any(
        permit.covers(row.programme, row.stage, row.sensitivity)
        and any(lies_under(path, permit.path) for path in (row.path, *asked))
        and all(any(word in text for text in texts[: permit.sensitivity + 1]) for word in words)
        for permit in someone.permits
    ) or any(
        row.number == one.case
        and row.sensitivity <= one.sensitivity
        and all(any(word in text for text in texts[: one.sensitivity + 1]) for word in words)
        for one in someone.glass
    )


@pytest.mark.parametrize("few", [5_000, 3])
def test_found_is_what_may_be_read_and_holds_the_words(cases, few, monkeypatch):
    monkeypatch.setattr("quheng.ledger.searching.postgresql.FEW", few)
    rows, parts, texts = cases

    @settings(max_examples=80, deadline=None)
    @given(st.lists(permits, max_size=5), st.lists(broken, max_size=2), queries, st.sampled_from([11, 200]))
    def check(held, glass, query, size):
        someone = Viewer("x", frozenset(held), glass=tuple(glass))
        found, after = [], None
        while True:
            page = search_cases(someone, query, after, size)
            found += [row.pk for row in page.rows]
            after = page.after
            if after is None:
                break
        expected = [
            row
            for row in rows
            if may_find(someone, row, parts.get(row.pk, ()), texts[row.pk], words_of(query))
        ]
        newest = sorted(expected, key=lambda row: (row.opened_at, row.pk), reverse=True)
        assert found == [row.pk for row in newest]
        assert page.count.number == len(found)

    check()
