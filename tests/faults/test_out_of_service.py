"""A database that goes away, a disk that is full, a clock that is put back: words, no trace, nothing lost."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quheng.bilingual import Text
from quheng.ledger.cases.commands import Comment
from quheng.ledger.models import CaseRow, EventRow
from quheng.ledger.verifying import find_broken
from tests.faults.going_away import database_away, disk_full
from tests.web.api.conftest import clock

__all__ = ["clock"]
"""The API reads the clock of the town."""

CASE = {"programme": "lost-property", "channel": "counter", "organisation": "east", "values": {"thing": "伞"}}

NO_DATABASE = Text(zh="数据库没有响应", en="the database does not answer")
NO_ROOM = Text(zh="磁盘已满", en="the disk is full")

HIDDEN = ("Traceback", "OperationalError", "psycopg", "sqlite", "base/1", "ledger_", "No space left")


def is_told(answer, why: Text, language: str = "en") -> None:
    """Check that a page (in both languages) or the API (in one) says why, and hides how."""
    said = answer.content.decode()
    assert answer.status_code == 503, said
    if answer["Content-Type"] == "application/json":
        assert set(answer.json()) == {"ground", "problems"}
        assert why.speak(language) in answer.json()["problems"][0]["what"]
        assert "Idempotency-Key" in answer.json()["problems"][0]["remedy"]
    else:
        assert why.zh in said
        assert f"{why.en[0].upper()}{why.en[1:]}." in said
        assert answer["Retry-After"] == "60"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert not [word for word in HIDDEN if word in said]


@pytest.fixture
def staff(signed_in):
    client = signed_in("zhao")
    client.raise_request_exception = False
    return client


class TestNoDatabase:
    def test_every_page_says_so_and_the_work_goes_on_when_it_is_back(self, town, staff):
        number = town.searching()
        form = {"text": "已到现场", "key": "k-1"}
        with database_away():
            for path in ("/", f"/cases/{number}/", "/search/?q=a", "/services/", "/account/password/change/"):
                is_told(staff.get(path), NO_DATABASE)
            is_told(staff.post(f"/cases/{number}/do/comment/", form), NO_DATABASE)
        assert staff.post(f"/cases/{number}/do/comment/", form).status_code == 302
        assert EventRow.objects.filter(kind="commented").count() == 1
        assert list(find_broken()) == []

    def test_who_is_not_signed_in_is_told_as_well(self, town):
        client = Client(SERVER_NAME="localhost", headers={"x-forwarded-proto": "https"})
        client.raise_request_exception = False
        with database_away():
            is_told(client.get("/services/lost-property/"), NO_DATABASE)

    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_a_program_is_told_and_sends_it_again(self, town, program, language):
        one = program("wang")
        one.language = language
        with database_away():
            is_told(one.post("cases", CASE, Idempotency_Key="k-1"), NO_DATABASE, language)
            is_told(one.get("cases"), NO_DATABASE, language)
        assert one.post("cases", CASE, Idempotency_Key="k-1").status_code == 201
        assert CaseRow.objects.count() == 1


class TestNoRoom:
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_nothing_is_half_written_and_it_is_carried_out_once(self, town, program, language):
        one, taken, last = program("wang"), 0, None
        one.language = language
        with disk_full():
            while last is None or last.status_code == 201:
                taken += last is not None
                last = one.post("cases", CASE, Idempotency_Key=f"k-{taken}")
        is_told(last, NO_ROOM, language)
        assert CaseRow.objects.count() == taken
        assert one.post("cases", CASE, Idempotency_Key=f"k-{taken}").status_code == 201
        assert CaseRow.objects.count() == taken + 1
        assert list(find_broken()) == []

    def test_a_page_says_so(self, town, staff):
        number = town.searching()
        form = {"text": "已到现场。" * 1000, "key": "k-1"}
        with disk_full():
            is_told(staff.post(f"/cases/{number}/do/comment/", form), NO_ROOM)
        assert staff.post(f"/cases/{number}/do/comment/", form).status_code == 302
        assert EventRow.objects.filter(kind="commented").count() == 1

    def test_a_file_for_which_there_is_no_room_is_not_attached(self, town, staff, monkeypatch):
        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        number = town.searching()
        file = SimpleUploadedFile("凭证.pdf", b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n")
        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", full)
            is_told(staff.post(f"/cases/{number}/do/attach/", {"key": "k-1", "file": file}), NO_ROOM)
        assert not [path for path in settings.FILES.rglob("*") if path.is_file() and path.name != "lock"]
        assert not EventRow.objects.filter(kind="file_attached").exists()


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "FILES", tmp_path / "files")


class TestClockPutBack:
    """Nothing is written before what was written: it is refused until the clock is right again."""

    def test_a_program_and_a_page_say_which_time_it_is(self, town, program, staff, monkeypatch):
        number = town.searching()
        one = program("zhao")
        monkeypatch.setattr("quheng.web.staff.case_page.now", lambda: town.now)
        staff.cookies["language"] = "en"
        town.later(hours=-2)
        told = "the server's clock says 2026-03-02 07:00:00, before the last entry 2026-03-02 09:00:00"
        answer = one.post(f"cases/{number}/comments", {"text": "a"}, Idempotency_Key="k-1")
        assert (answer.status_code, answer.json()["problems"][0]["what"]) == (503, told)
        page = staff.post(f"/cases/{number}/do/comment/", {"text": "a", "key": "k-1"})
        assert told in re.sub(r"&#x27;", "'", page.content.decode())
        assert staff.get(f"/cases/{number}/").status_code == 200
        town.later(hours=2)
        assert one.post(f"cases/{number}/comments", {"text": "a"}, Idempotency_Key="k-1").status_code == 200
        town.does("zhao", number, Comment("b"))
        assert list(find_broken()) == []
