"""Flip any character, drop, exchange or borrow any entry: the chain names the place."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quheng.ledger.canonical import canonical_json, digest
from quheng.ledger.cases.chain import Link, find_break, hash_of, linked


def chain_of(case: str, length: int, algorithm="sha256") -> list[Link]:
    links: list[Link] = []
    for seq in range(1, length + 1):
        record = {"case": case, "seq": seq, "kind": "commented", "members": {"text": f"第 {seq} 条"}}
        links.append(linked(record, links[-1].hash if links else "", algorithm))
    return links


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_a_whole_chain_proves(algorithm):
    assert find_break("A1", chain_of("A1", 5, algorithm)) is None
    assert find_break("A1", []) is None


def test_a_hash_by_hand():
    # sha256 of a newline and {"case":"A1","kind":"x","seq":1}, by coreutils' sha256sum
    link = linked({"seq": 1, "case": "A1", "kind": "x"}, "")
    assert link.record == '{"case":"A1","kind":"x","seq":1}'
    assert link.hash == "sha256:06e464105a7fb0c8c80262d9ad142c64659e22a8bfe69ae2277fa26933868a61"


@given(st.integers(1, 6), st.data())
def test_any_changed_character_is_found_at_its_entry(length, data):
    links = chain_of("A1", length)
    place = data.draw(st.integers(0, length - 1))
    part = data.draw(st.sampled_from(["record", "before", "hash"]))
    text = getattr(links[place], part)
    position = data.draw(st.integers(0, max(len(text) - 1, 0)))
    other = data.draw(st.characters(codec="utf-8").filter(lambda sign: sign != text[position : position + 1]))
    links[place] = replace(links[place], **{part: text[:position] + other + text[position + 1 :]})
    found = find_break("A1", links)
    assert found is not None
    assert found.seq == place + 1


@given(st.integers(2, 6), st.data())
def test_a_missing_entry_is_found(length, data):
    links = chain_of("A1", length)
    place = data.draw(st.integers(0, length - 2))
    del links[place]
    assert find_break("A1", links).seq == place + 1


@given(st.integers(2, 6), st.data())
def test_two_entries_exchanged_are_found(length, data):
    links = chain_of("A1", length)
    first, second = sorted(
        data.draw(st.lists(st.integers(0, length - 1), min_size=2, max_size=2, unique=True))
    )
    links[first], links[second] = links[second], links[first]
    assert find_break("A1", links).seq == first + 1


def test_an_entry_of_another_case_is_found_even_with_right_hashes():
    forged = chain_of("B2", 3)
    assert find_break("A1", forged).seq == 1


def test_a_forged_end_that_fits_its_own_hash_is_found():
    links = chain_of("A1", 3)
    links[-1] = linked({"case": "A1", "seq": 3, "kind": "commented"}, "sha256:of-something-else")
    assert find_break("A1", links).seq == 3


def test_renumbered_after_a_deletion_it_is_still_found():
    links = chain_of("A1", 4)
    del links[1]
    links = [replace(link, seq=place) for place, link in enumerate(links, 1)]
    assert find_break("A1", links).seq == 2


def test_a_record_that_is_no_json_is_found_even_with_the_right_hash():
    link = Link(1, "{", "", hash_of("{", "", "sha256"))
    assert find_break("A1", [link]).what.en == "its content is no JSON"


def test_a_break_is_told_with_its_place():
    broken = find_break("A1", chain_of("B2", 1))
    assert str(broken) == "case A1, entry 1: it belongs to another case or place"


def test_canonical_json_is_one_text_for_one_value():
    assert canonical_json({"b": 1, "a": "区"}) == '{"a":"区","b":1}'
    with pytest.raises(TypeError, match=r"a float has no canonical text: 1\.5"):
        canonical_json({"a": [1.5]})


def test_sm3_is_the_national_hash():
    # The first example of GB/T 32905-2016.
    assert digest("abc", "sm3") == "sm3:66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
