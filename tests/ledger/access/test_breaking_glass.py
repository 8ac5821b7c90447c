"""Glass gives sight for a term, on record, and no say; another person judges whether it was right."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction

from quheng.ledger.breaking_glass import (
    break_glass,
    end_glass,
    glass_over_case,
    glass_overseen,
    looks_under,
    review_glass,
)
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import Comment
from quheng.ledger.models import BrokenGlassRow, GlassEndRow, ReadRow
from quheng.ledger.reading import read_case
from quheng.ledger.reads import record_read, record_reads
from quheng.ledger.scope import readable
from tests.ledger.town import Town


@pytest.fixture
def town(database):
    town = Town().build()
    town.grant("officer", "privacy_officer", "city", sensitivity=3)
    town.grant("officer-2", "privacy_officer", "city", sensitivity=3)
    town.grant("watch", "supervisor", "east")
    return town


def breaks(town, name, **more):
    account = User.objects.get(username=name)
    until = more.pop("until", town.now + timedelta(hours=2))
    return break_glass(account, more.pop("reason", "走失老人"), until, town.now, **more)


def looking(town, name):
    return town.viewer(name, now=town.now)


def test_it_shows_one_case_and_no_other(town):
    number, other = town.searching(owner_phone="13800138000"), town.searching()
    assert read_case(number, looking(town, "stranger")) is None
    found = breaks(town, "stranger", case=number)
    assert (found.case, found.sensitivity) == (number, 3)
    viewer = looking(town, "stranger")
    assert list(readable(viewer).values_list("number", flat=True)) == [number]
    reading = read_case(number, viewer)
    assert reading.may_show("sensitive")
    assert not reading.actor.roles
    assert read_case(other, viewer) is None
    town.is_refused("stranger", number, Comment("x"), "unknown")
    refused = town.store.act(number, Comment("x"), viewer, town.now)
    assert isinstance(refused, Refusal)
    assert refused.ground == "role"


def test_it_shows_an_organisation_up_to_the_level_asked_for(town):
    number = town.searching(owner_phone="13800138000")
    breaks(town, "stranger", organisation="east", sensitivity="personal")
    viewer = looking(town, "stranger")
    assert readable(viewer).filter(number=number).exists()
    assert (
        read_case(number, viewer).may_show("personal"),
        read_case(number, viewer).may_show("sensitive"),
    ) == (
        True,
        False,
    )


def test_it_ends_by_itself_and_can_be_ended(town):
    number = town.searching()
    first = breaks(town, "stranger", case=number)
    town.later(hours=1, minutes=59)
    assert readable(looking(town, "stranger")).exists()
    town.later(minutes=1)
    assert not readable(looking(town, "stranger")).exists()
    again = breaks(town, "stranger", case=number)
    assert isinstance(end_glass(again.key, looking(town, "wang"), town.now), Refusal)
    assert readable(looking(town, "stranger")).exists()
    assert end_glass(again.key, looking(town, "stranger"), town.now) is None
    assert not readable(looking(town, "stranger")).exists()
    assert end_glass(first.key, looking(town, "officer"), town.now) is None
    assert GlassEndRow.objects.count() == 1


def test_a_clock_that_jumps_back_opens_nothing(town):
    number = town.searching()
    breaks(town, "stranger", case=number)
    town.later(hours=-1)
    assert not readable(looking(town, "stranger")).exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"reason": "  "}, "the reason is missing"),
        ({"until": timedelta(hours=24, seconds=1)}, "within the next 24 hours"),
        ({"until": timedelta(0)}, "within the next 24 hours"),
        ({"case": None}, "not both"),
        ({"organisation": "east"}, "not both"),
        ({"case": "SW1"}, "there is no case SW1"),
        ({"case": None, "organisation": "mars"}, "no organisation mars"),
    ],
)
def test_what_is_refused(town, more, words):
    number = town.searching()
    if "until" in more:
        more = {**more, "until": town.now + more["until"]}
    found = breaks(town, "stranger", **{"case": number, **more})
    assert isinstance(found, Refusal)
    assert words in str(found)
    assert not BrokenGlassRow.objects.exists()


def test_a_whole_day_is_allowed(town):
    assert not isinstance(
        breaks(town, "stranger", organisation="east", until=town.now + timedelta(hours=24)), Refusal
    )


def test_only_somebody_at_work_breaks_it(town):
    User.objects.create(username="citizen")
    assert "somebody at work" in str(breaks(town, "citizen", organisation="east"))
    User.objects.filter(username="stranger").update(is_active=False)
    assert "somebody at work" in str(breaks(town, "stranger", organisation="east"))


def test_reads_under_it_are_marked(town):
    number, east = town.searching(), town.searching()
    glass = breaks(town, "stranger", case=number)
    record_read(looking(town, "stranger"), town.row(number), [], "case", town.now)
    record_reads(
        looking(town, "zhao"), [(town.row(number), ["owner_phone"]), (town.row(east), [])], "list", town.now
    )
    assert list(ReadRow.objects.order_by("id").values_list("account", "case__number", "fields", "glass")) == [
        ("stranger", number, "", glass.key),
        ("zhao", number, "owner_phone", None),
    ]
    under = looks_under(glass.key, looking(town, "watch"))
    assert [(look.account, look.number, look.page) for look in under.looks] == [("stranger", number, "case")]
    assert isinstance(looks_under(glass.key, looking(town, "stranger")), Refusal)


def test_who_may_see_it_anyway_is_not_marked(town):
    number = town.searching()
    glass = breaks(town, "zhao", case=number, sensitivity="internal")
    record_read(looking(town, "zhao"), town.row(number), ["owner_phone"], "case", town.now)
    assert ReadRow.objects.get().glass_id is None
    wider = breaks(town, "zhao", case=number)
    record_read(looking(town, "zhao"), town.row(number), ["owner_phone"], "case", town.now)
    assert ReadRow.objects.latest("id").glass_id == wider.key != glass.key


def test_it_is_shown_to_those_who_oversee(town):
    number = town.searching()
    glass = breaks(town, "stranger", case=number)
    for name, sees in [("officer", 1), ("watch", 1), ("qian", 1), ("zhao", 0), ("stranger", 0)]:
        assert len(glass_overseen(looking(town, name), town.now)) == sees, name
        assert len(glass_over_case(number, looking(town, name), town.now)) == sees, name
    (seen,) = glass_overseen(looking(town, "officer"), town.now)
    assert (seen.key, seen.account, seen.case, seen.reason, seen.is_live, seen.reads, seen.verdict) == (
        glass.key, "stranger", number, "走失老人", True, 0, None,
    )  # fmt: skip


def test_glass_over_the_district_is_shown_at_its_cases(town):
    number = town.searching()
    breaks(town, "stranger", organisation="city")
    breaks(town, "stranger", organisation="west")
    assert [one.organisation for one in glass_over_case(number, looking(town, "qian"), town.now)] == ["city"]


def test_another_person_reviews_it_once_when_it_is_over(town):
    number = town.searching()
    own = breaks(town, "officer", case=number)
    glass = breaks(town, "stranger", case=number)
    record_read(looking(town, "stranger"), town.row(number), ["owner_phone"], "case", town.now)
    officer, second = looking(town, "officer"), looking(town, "officer-2")

    def review(key, viewer, verdict="justified", note=""):
        return review_glass(key, verdict, note, viewer, town.now)

    assert "it is reviewed when it is over" in str(review(glass.key, officer))
    town.later(hours=3)
    assert "another person reviews it" in str(review(own.key, officer))
    assert "there is no broken glass" in str(review(glass.key, looking(town, "watch")))
    assert "there is no broken glass 99" in str(review(99, officer))
    assert "what was wrong is missing" in str(review(glass.key, officer, "unjustified"))
    assert "there is no verdict fine" in str(review(glass.key, officer, "fine"))
    found = review(glass.key, officer, "unjustified", "与工作无关")
    assert (found.verdict, found.reviewed_by, found.note, found.reads, found.is_live) == (
        "unjustified", "officer", "与工作无关", 1, False,
    )  # fmt: skip
    assert "it is reviewed already" in str(review(glass.key, second))
    assert review(own.key, second).verdict == "justified"


def test_the_database_refuses_to_change_it(town):
    number = town.searching()
    glass = breaks(town, "stranger", case=number)
    record_read(looking(town, "stranger"), town.row(number), ["owner_phone"], "case", town.now)
    end_glass(glass.key, looking(town, "stranger"), town.now)
    review_glass(glass.key, "justified", "", looking(town, "officer"), town.now)
    for rows in (BrokenGlassRow, GlassEndRow, ReadRow):
        for change in (
            lambda rows: rows.objects.update(id=7),
            lambda rows: rows.objects.all()._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
                change(rows)
