"""Repeated requests are found by digests that nobody can read back, within the scope, and are forgotten."""

from __future__ import annotations

import pytest
from django.test import override_settings

from quheng.ledger.cases import Subject
from quheng.ledger.cases.commands import AttachFile, Correct, Erase, Make, MergeInto
from quheng.ledger.likeness.digests import digest_of, plain_text
from quheng.ledger.models import EventRow, SimilarRow
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.similar import find_similar
from tests.ledger.town import Town

EDITS = (
    ("  - {id: offices,", "  - {id: place, type: text, sensitivity: personal, title: {zh: 地点, en: Place}}\n"
     "  - {id: offices,"),
    ("acts: {assign", "similar: {by: [owner_phone, place, subject], days: 30}\nacts: {assign"),
    ("channels: {counter: {zh: 窗口", "subject: [enterprise]\n  channels: {counter: {zh: 窗口"),
)  # fmt: skip
PHONE = "13800138000"


@pytest.fixture
def town(database):
    town = Town().build(*EDITS)
    town.grant("li", "dispatcher", "east", sensitivity=2)
    return town


def opens(town, **values):
    return town.opens(values={"thing": "雨伞", **values})


def found(town, number, name="li"):
    return [(one.number, one.by, one.advice) for one in find_similar(number, town.viewer(name))]


def test_the_same_telephone(town):
    first, second, other = (
        opens(town, owner_phone=PHONE),
        opens(town, owner_phone="138-0013 8000"),
        opens(town),
    )
    assert found(town, second) == [(first, ("owner_phone",), "repeat")]
    assert found(town, first) == [(second, ("owner_phone",), "repeat")]
    assert found(town, other) == []


def test_alike_in_two_ways_and_open_is_one_matter(town):
    first = opens(town, owner_phone=PHONE, place="花园路 20 号院")
    second = opens(town, owner_phone=PHONE, place="花园路２０号院。")
    only_place = opens(town, place="花园路20号院")
    (one, two) = find_similar(second, town.viewer("li"))
    assert (one.number, one.by, one.advice) == (first, ("owner_phone", "place"), "merge")
    assert one.reason.zh == "失主电话、地点相同，相隔 0 天：建议合并"
    assert one.reason.en == "the same in: Owner's telephone, Place; 0 days apart: merge them"
    assert (two.number, two.advice) == (only_place, "repeat")
    town.does("li", first, MergeInto(second, "同一件事"))
    assert [number for number, *_ in found(town, second)] == [only_place]


def test_the_same_subject(town):
    firm = Subject("enterprise", "5")
    first, second = town.opens(subject=firm), town.opens(subject=firm)
    town.opens(subject=Subject("enterprise", "6"))
    assert found(town, second) == [(first, ("subject",), "repeat")]


def test_not_long_apart(town):
    first = opens(town, owner_phone=PHONE)
    town.later(days=30)
    near = opens(town, owner_phone=PHONE)
    assert found(town, near) == [(first, ("owner_phone",), "repeat")]
    town.later(days=1)
    far = opens(town, owner_phone=PHONE)
    assert [number for number, *_ in found(town, far)] == [near]


def test_no_likeness_is_told_in_what_may_not_be_shown(town):
    first, second = opens(town, owner_phone=PHONE), opens(town, owner_phone=PHONE)
    assert found(town, second, "wang") == []
    assert found(town, second, "li") == [(first, ("owner_phone",), "repeat")]


def test_a_case_out_of_scope_is_not_found(town):
    town.grant("west-clerk", "clerk", "west")
    west = town.opens("west-clerk", "west", values={"thing": "伞", "owner_phone": PHONE})
    east = opens(town, owner_phone=PHONE)
    assert found(town, east) == []
    assert found(town, west) == []


def test_nothing_of_the_value_is_in_the_table(town):
    opens(town, owner_phone=PHONE, place="花园路20号院")
    rows = str(list(SimilarRow.objects.values()))
    assert PHONE not in rows
    assert "花园路" not in rows
    assert len(set(SimilarRow.objects.values_list("digest", flat=True))) == 2


def test_digests_need_the_key_and_differ_by_field():
    here = digest_of("a", "phone", PHONE)
    assert here == digest_of("a", "phone", PHONE)
    assert len({here, digest_of("a", "other", PHONE), digest_of("b", "phone", PHONE)}) == 3
    with override_settings(SECRET_KEY="another"):
        assert digest_of("a", "phone", PHONE) != here


def test_texts_are_compared_without_blanks_width_and_points():
    assert plain_text("Ａ栋 3-2 室。") == plain_text("a栋32室") == "a栋32室"


def test_a_place_too_short_is_none(town):
    first, second = opens(town, place="路口"), opens(town, place="路口")
    assert (found(town, first), found(town, second)) == ([], [])


def test_what_is_corrected_is_found_by_its_new_value(town):
    first, second = opens(town, owner_phone=PHONE), opens(town, owner_phone="13900139000")
    assert found(town, second) == []
    town.does("wang", second, Correct({"owner_phone": PHONE}, "记错"))
    assert found(town, second) == [(first, ("owner_phone",), "repeat")]
    town.does("wang", second, Correct({"owner_phone": None}, "不愿留"))
    assert found(town, second) == []
    assert SimilarRow.objects.count() == 1


def test_erasure_forgets_and_replay_does_not_remember(town):
    first, second = opens(town, owner_phone=PHONE, worth=5), opens(town, owner_phone=PHONE)
    before = list(SimilarRow.objects.order_by("case", "field").values_list("case", "field", "digest"))
    rebuild()
    assert list(SimilarRow.objects.order_by("case", "field").values_list("case", "field", "digest")) == before
    town.does("li", first, Make("search"))
    town.does("zhao", first, AttachFile("a.pdf", "d", 1, "pdf", "receipt"))
    town.does("zhao", first, Make("hand_out"))
    town.does("zhou", first, Erase("第四十七条"))
    assert found(town, second) == []
    rebuild()
    assert found(town, second) == []
    assert SimilarRow.objects.count() == 1


def test_nothing_is_done_by_it(town):
    first, second = opens(town, owner_phone=PHONE), opens(town, owner_phone=PHONE)
    before = EventRow.objects.count()
    assert found(town, second)
    assert EventRow.objects.count() == before
    assert town.row(first).merged_into == ""
