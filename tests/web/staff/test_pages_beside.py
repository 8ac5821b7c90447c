"""Figures, who looked, broken glass, suggestions, files: and for whom each is."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile

from quheng.ledger.models import BrokenGlassRow, EventRow

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


def text(answer) -> str:
    return answer.content.decode()


def test_figures_count_and_lead_to_the_cases(town, at_desk, monkeypatch):
    monkeypatch.setattr("quheng.web.staff.figure_pages.now", lambda: town.now)
    page = text(at_desk("qian").get("/programmes/lost-property/figures/?period=2026"))
    assert "0 cases" in page
    assert text(at_desk("qian").get("/programmes/lost-property/figures.csv?period=2026")).startswith(
        "figure,"
    )


@pytest.mark.parametrize("wrong", ["figures/?period=nonsense", "figures/?period=2026&by=nothing"])
def test_a_period_that_is_none_is_no_server_error(town, at_desk, wrong):
    assert at_desk("zhao").get(f"/programmes/lost-property/{wrong}").status_code in (200, 400)
    assert at_desk("zhao").get("/programmes/lost-property/figures/nothing/").status_code == 404


def test_every_page_that_shows_personal_values_is_in_the_list_of_who_looked(town, at_desk):
    town.grant("zhao", "handler", "east", sensitivity=2)
    town.grant("zhou", "privacy_officer", "east", sensitivity=2)
    number = town.opens(values={"thing": "雨伞", "owner_phone": "13800001234"})
    reader, officer = at_desk("zhao"), at_desk("zhou")
    reader.get(f"/cases/{number}/")
    assert "Nobody has looked" in text(officer.get(f"/cases/{number}/lookers/"))
    reader.post(f"/cases/{number}/show/", {"show": "yes"})
    reader.get(f"/cases/{number}/")
    page = text(officer.get(f"/cases/{number}/lookers/"))
    assert "owner_phone" in page
    assert "13800001234" not in page
    assert reader.get(f"/cases/{number}/lookers/").status_code == 404


def test_broken_glass_lets_a_case_be_seen_and_says_so(town, at_desk):
    number = town.opens()
    account = User.objects.get(username="stranger")
    account.set_password("correct horse battery")
    account.save()
    stranger = at_desk("stranger")
    assert stranger.get(f"/cases/{number}/").status_code == 404
    assert stranger.post("/glass/", {}).headers["Location"].startswith("/account/again/")
    stranger.post("/account/again/", {"password": "correct horse battery"})
    refused = stranger.post("/glass/", {"case": number, "hours": "1", "reason": ""})
    assert "the reason is missing" in text(refused)
    assert stranger.post("/glass/", {"case": number, "hours": "1", "reason": "有人落水"}).status_code == 302
    assert stranger.get(f"/cases/{number}/").status_code == 200
    assert BrokenGlassRow.objects.get().reason == "有人落水"


def test_suggestions_are_told_to_who_may_see_the_case(town, at_desk):
    number = town.searching()
    for page in ("routes", "similar"):
        assert at_desk("zhao").get(f"/cases/{number}/{page}/").status_code == 200
        assert at_desk("stranger").get(f"/cases/{number}/{page}/").status_code == 404


def test_a_file_is_attached_sent_back_and_hidden_from_strangers(town, at_desk, monkeypatch, tmp_path):
    monkeypatch.setattr(settings, "FILES", tmp_path)
    number = town.searching()
    client = at_desk("zhao")
    bare = client.post(f"/cases/{number}/do/attach/", {"material": "receipt"})
    assert "choose a file" in text(bare)
    fake = SimpleUploadedFile("凭证.pdf", b"<html><script>alert(1)</script>")
    assert (
        client.post(f"/cases/{number}/do/attach/", {"material": "receipt", "file": fake}).status_code == 409
    )
    picture = SimpleUploadedFile("凭证.png", PNG)
    sent = client.post(f"/cases/{number}/do/attach/", {"material": "receipt", "file": picture})
    assert sent.status_code == 302
    digest = EventRow.objects.get(case__number=number, kind="file_attached").record.split('"sha256:')[1][:64]
    address = f"/cases/{number}/files/sha256:{digest}/"
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == PNG
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert at_desk("stranger").get(address).status_code == 404
