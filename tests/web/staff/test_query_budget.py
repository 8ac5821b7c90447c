"""Every page of staff keeps to its budget of queries: session, account and grants are in it."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quheng.ledger.cases import Subject
from quheng.ledger.cases.commands import Make
from quheng.ledger.models import CaseRow, EventRow, Person
from quheng.web.staff.urls import urlpatterns
from tests.figures.counted_town import CountedTown
from tests.web.staff.test_pages_beside import PNG

MOST_QUERIES = 8

ONLY_SENT_TO = {"case-show", "glass-deed"}
"""Addresses that show nothing."""

SIMILAR = ("acts:", "similar: {by: [thing, subject], days: 30}\nacts:")


@pytest.fixture
def town(database) -> CountedTown:
    """A town with figures of every kind, work in every stage, and one who oversees it."""
    town = CountedTown.built(SIMILAR)
    town.grant("gao", "privacy_officer", "city", sensitivity=2)
    for role in ("dispatcher", "clerk", "handler", "lead", "privacy_officer"):
        town.grant("all", role, "east", sensitivity=2)
    return town


@pytest.fixture
def busy(town, at_desk, monkeypatch, tmp_path):
    """Return what stands for the parameters of an address."""
    monkeypatch.setattr(settings, "FILES", tmp_path)
    person = Person.objects.create(name="张桂兰")
    about = Subject("person", str(person.pk))
    for place in range(6):
        town.opens(values={"thing": f"雨伞{place % 2}", "owner_phone": "13800001234"}, subject=about)
    joint = town.searching(offices=["fire", "police"], owner_phone="13800001234")
    done = town.searching()
    town.does("zhao", done, Make("hand_out"))
    client = at_desk("all")
    picture = SimpleUploadedFile("凭证.png", PNG)
    sent = client.post(f"/cases/{joint}/do/attach/", {"material": "receipt", "file": picture})
    assert sent.status_code == 302, sent.content.decode()
    digest = EventRow.objects.get(case__number=joint, kind="file_attached").record.split('"sha256:')[1][:64]
    return {
        "fresh": CaseRow.objects.order_by("pk").first().number,
        "joint": joint,
        "done": done,
        "digest": f"sha256:{digest}",
        "person": str(person.pk),
    }


AT = "/programmes/lost-property"

PAGES = {
    "queue": ["/", "/?of=mine", "/?of=organisation", "/?of=asked"],
    "cases": ["/cases/", "/cases/?programme=lost-property&stage=reported&state=open&order=due&under=east"],
    "case": ["/cases/{fresh}/", "/cases/{joint}/", "/cases/{done}/"],
    "case-print": ["/cases/{joint}/print/"],
    "deed": [
        "/cases/{fresh}/do/assign/",
        "/cases/{fresh}/do/assign/?organisation=fire",
        "/cases/{fresh}/do/merge/",
        "/cases/{joint}/do/correct/",
        "/cases/{done}/do/erase/",
    ],
    "deed-on": ["/cases/{joint}/do/link/twin/"],
    "case-file": ["/cases/{joint}/files/{digest}/"],
    "case-lookers": ["/cases/{joint}/lookers/"],
    "case-routes": ["/cases/{joint}/routes/"],
    "case-similar": ["/cases/{fresh}/similar/"],
    "glass": ["/glass/"],
    "health": ["/health/"],
    "programmes": ["/programmes/"],
    "programme": [f"{AT}/"],
    "board": [f"{AT}/board/"],
    "new-case": [f"{AT}/new/", f"{AT}/new/?q=雨伞", f"{AT}/new/?find=张"],
    "figures": [
        f"{AT}/figures/",
        f"{AT}/figures/?period=2026-03",
        f"{AT}/figures/?period=2026-01-05/2026-03-20",
        *(
            f"{AT}/figures/?by={by}"
            for by in ("month", "quarter", "organisation", "channel", "sort", "office")
        ),
        f"{AT}/figures/?period=2020-01-01/2026-12-31&by=month",
    ],
    "figures-csv": [f"{AT}/figures.csv", f"{AT}/figures.csv?by=month"],
    "behind": [
        f"{AT}/figures/received/?period=2026",
        f"{AT}/figures/on_time/?period=2026&of=under",
        f"{AT}/figures/open_now/",
        f"{AT}/figures/same_person/",
        f"{AT}/figures/received/?period=2026&by=month&key=2026-03",
        f"{AT}/figures/received/?period=2026&by=organisation&key=east",
    ],
    "search": ["/search/?q=雨伞", "/search/?q=张桂兰&in=register"],
    "subject": ["/subjects/person/{person}/"],
}


def test_every_page_of_staff_is_in_the_table():
    assert {pattern.name for pattern in urlpatterns} - ONLY_SENT_TO == set(PAGES)


def just_signed_in(client):
    """Return a client who need not say again who it is before what is grave."""
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        {"method": "mfa", "at": time.time(), "reauthenticated": True}
    ]
    session.save()
    return client


@pytest.mark.parametrize("who", ["all", "gao", "asked", "waits"])
def test_every_page_of_staff_keeps_to_its_queries(busy, town, at_desk, who, monkeypatch):
    monkeypatch.setattr("quheng.web.staff.figure_pages.now", lambda: town.now)
    client, over, answered = just_signed_in(at_desk(who)), [], 0
    for page in (address.format(**busy) for addresses in PAGES.values() for address in addresses):
        client.get(page).close()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(page)
        answer.close()
        assert answer.status_code in (200, 404), page
        answered += answer.status_code == 200
        if len(asked) > MOST_QUERIES:
            over.append(f"{len(asked)} {page}\n" + "\n".join(f"    {one['sql'][:150]}" for one in asked))
    assert not over, "\n".join(over)
    assert answered > len(PAGES)
