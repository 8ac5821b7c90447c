"""Somebody hands in a case."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quheng.ledger.models import CaseRow, EventRow, PhoneTail
from quheng.ledger.recorded import case_of
from tests.web.portal import PHONE, client_over_tls, hidden

FORM = "/services/park-bench/submit/"


def test_the_open_programmes_are_listed_and_no_other(citizen):
    page = citizen.client.get("/services/").content.decode()
    assert "公园设施报修" in page
    assert "失物招领" not in page
    assert citizen.client.get("/services/lost-property/").status_code == 404
    assert citizen.client.get("/services/lost-property/submit/").status_code == 404


def test_the_guide_of_an_open_programme_is_for_everybody(citizen):
    page = citizen.client.get("/services/park-bench/").content.decode()
    assert "维修时限" in page
    assert "5 个工作日" in page or "5 工作日" in page


def test_the_form_asks_what_the_public_is_asked_at_intake(citizen):
    page = citizen.client.get(FORM).content.decode()
    assert "什么坏了" in page
    assert "尽量具体" in page
    assert "费用" not in page, "not asked of the public"
    assert "评价" not in page, "not asked at intake"


def test_a_case_is_opened_and_its_number_told(citizen):
    number = citizen.submits()
    row = CaseRow.objects.get(number=number)
    assert (row.channel, row.organisation.code, row.stage) == ("web", "east", "reported")
    case = case_of(row.pk)
    assert case.values["what"] == "长椅断了"
    assert case.opened_by == "applicant"
    assert PhoneTail.objects.filter(case=row).exists()


def test_nothing_personal_stands_in_the_address_or_the_title_of_the_receipt(citizen):
    number = citizen.submits()
    answer = citizen.client.get("/receipt/")
    page = answer.content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert number not in title
    assert PHONE not in page


def test_what_the_public_is_not_asked_is_not_taken(citizen):
    number = citizen.submits(**{"f-cost": "9", "f-reply": "已修好"})
    case = case_of(CaseRow.objects.get(number=number).pk)
    assert "cost" not in case.values
    assert "reply" not in case.values


def test_what_is_missing_is_said_beside_its_field_and_what_was_typed_is_kept(citizen):
    answer = citizen.client.post(FORM, citizen.fill_in(**{"f-where": "", "f-phone": "123"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_f-where_error"' in page
    assert "长椅断了" in page
    answer = citizen.client.post(FORM, citizen.fill_in(**{"f-phone": "123"}))
    assert "不是电话号码" in answer.content.decode()
    assert not CaseRow.objects.exists()


def test_a_form_sent_twice_is_one_case(citizen):
    sent = citizen.fill_in()
    first = citizen.client.post(FORM, sent)
    second = citizen.client.post(FORM, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert CaseRow.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", ["", "made up", "eyJhIjoxfQ:1uX:abc"], ids=["none", "no seal", "signed by somebody else"]
)
def test_a_form_that_is_not_ours_opens_nothing(citizen, wrong):
    answer = citizen.client.post(FORM, citizen.fill_in(seal=wrong))
    assert answer.status_code == 422
    assert not CaseRow.objects.exists()


def test_the_seal_of_another_programme_does_not_fit(citizen):
    from quheng.web.public.seal import new_seal, open_seal

    seal = new_seal("park-bench", citizen.clock.at)
    assert open_seal(seal, "park-bench", citizen.clock.at)
    assert open_seal(seal, "street-lamp", citizen.clock.at) is None


def test_a_program_that_sends_at_once_or_fills_in_the_trap_opens_nothing(citizen):
    page = citizen.client.get(FORM).content.decode()
    sent = {**citizen.fill_in(), "seal": hidden(page, "seal")}
    citizen.clock.later(seconds=-20)
    assert citizen.client.post(FORM, sent).status_code == 422
    trapped = citizen.fill_in(website="https://buy.example")
    assert citizen.client.post(FORM, trapped).status_code == 422
    assert not CaseRow.objects.exists()
    del trapped["website"]
    assert citizen.client.post(FORM, trapped).status_code == 302, (
        "a person presses again, and it goes through"
    )


def test_a_form_of_yesterday_is_out_of_date(citizen):
    sent = citizen.fill_in()
    citizen.clock.later(hours=25)
    assert citizen.client.post(FORM, sent).status_code == 422


def test_a_form_without_our_token_is_refused(citizen):
    strict = Client(SERVER_NAME="localhost", headers={"x-forwarded-proto": "https"}, enforce_csrf_checks=True)
    answer = strict.post(FORM, citizen.fill_in())
    assert answer.status_code == 403
    assert "表单已失效" in answer.content.decode()
    assert not CaseRow.objects.exists()


def test_one_telephone_hands_in_five_a_day(citizen):
    for _ in range(5):
        citizen.submits()
    answer = citizen.client.post(FORM, citizen.fill_in(**{"f-phone": "138 0000 1234"}))
    assert answer.status_code == 429, "written otherwise it is the same telephone"
    assert citizen.client.post(FORM, citizen.fill_in(**{"f-phone": "13900000000"})).status_code == 302
    citizen.clock.later(days=1, seconds=1)
    assert citizen.client.post(FORM, citizen.fill_in()).status_code == 302


def test_one_address_hands_in_twenty_an_hour(citizen):
    for one in range(20):
        citizen.submits(**{"f-phone": f"139000000{one:02}"})
    assert citizen.client.post(FORM, citizen.fill_in(**{"f-phone": "13900000099"})).status_code == 429


def test_an_address_cannot_be_made_up_where_no_proxy_of_ours_wrote_it(citizen, monkeypatch):
    from django.test import RequestFactory

    from quheng.web.address import address_of

    request = RequestFactory().get(
        "/", headers={"x-forwarded-for": "6.6.6.6, 10.0.0.1"}, REMOTE_ADDR="1.1.1.1"
    )
    assert address_of(request) == "1.1.1.1"
    monkeypatch.setattr(settings, "PROXIES", 1)
    assert address_of(request) == "10.0.0.1"
    monkeypatch.setattr(settings, "PROXIES", 3)
    assert address_of(request) == "1.1.1.1", "fewer entries than proxies: none of them is believed"


def test_the_receipt_is_for_whoever_handed_in(citizen):
    citizen.submits()
    assert client_over_tls().get("/receipt/").status_code == 302


def test_an_office_without_anybody_takes_nothing_in(citizen):
    from quheng.ledger.models import Grant

    Grant.objects.filter(role="clerk").delete()
    answer = citizen.client.get(FORM)
    assert answer.status_code == 503
    assert "没有单位" in answer.content.decode()


def test_the_choice_of_several_offices_is_kept_to_those(citizen, town):
    town.grant("west-1", "clerk", "west")
    page = citizen.client.get(FORM).content.decode()
    assert '<option value="west"' in page
    number = citizen.submits(office="west")
    assert CaseRow.objects.get(number=number).organisation.code == "west"
    assert citizen.client.post(FORM, citizen.fill_in(office="fire")).status_code == 422


def test_who_handed_it_in_stands_in_the_record(citizen):
    citizen.submits()
    assert set(EventRow.objects.values_list("who", flat=True)) == {"applicant"}


def png(width: int = 2, height: int = 2) -> bytes:
    """Return a picture, made by hand."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff\0\0" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "FILES", tmp_path / "files")
    return tmp_path / "files"


def kept(files) -> list:
    return [path for path in files.rglob("*") if path.is_file() and path.parent.name != "incoming"]


def test_a_photograph_comes_with_the_case(citizen, files):
    sent = citizen.fill_in()
    sent["file-photo"] = [SimpleUploadedFile("../../etc/长椅.png", png(), "text/html")]
    assert citizen.client.post(FORM, sent).status_code == 302
    case = case_of(CaseRow.objects.get().pk)
    assert [(one.media, one.material) for one in case.files] == [("png", "photo")]
    assert "/" not in case.files[0].name
    assert [path.is_relative_to(files) for path in kept(files) if path.name != ".lock"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", b"<script>alert(1)</script>"),
        ("a.png", b""),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("a.pdf", b"%PDF-1.4\n%%EOF"),
        ("a.png", png() + b"PK\x03\x04<script>alert(1)</script>"),
        ("a.html", png()),
        ("a.png", b"GIF89a<script>"),
        ("huge.png", png(1, 1)[:16] + b"\0\0\x27\x10\0\0\x27\x10" + png(1, 1)[24:]),
    ],
    ids=["script", "empty", "svg", "not asked for", "two at once", "wrong ending", "other kind", "flood"],
)
def test_a_file_that_is_not_what_is_asked_for_is_refused_and_the_case_with_it(citizen, files, name, content):
    sent = {**citizen.fill_in(), "file-photo": [SimpleUploadedFile(name, content, "image/png")]}
    answer = citizen.client.post(FORM, sent)
    assert answer.status_code == 422, name
    assert name in answer.content.decode()
    assert not CaseRow.objects.exists()


def test_a_file_for_a_material_that_is_not_the_publics_is_not_taken(citizen, files):
    sent = {**citizen.fill_in(), "file-letter": [SimpleUploadedFile("a.png", png(), "image/png")]}
    assert citizen.client.post(FORM, sent).status_code == 302
    assert not case_of(CaseRow.objects.get().pk).files


def test_what_is_larger_than_any_form_is_turned_away_unread(citizen, monkeypatch):
    monkeypatch.setattr(settings, "FILE_LIMIT", 1024)
    sent = {**citizen.fill_in(), "file-photo": [SimpleUploadedFile("a.png", b"x" * 2_000_000, "image/png")]}
    answer = citizen.client.post(FORM, sent)
    assert answer.status_code == 413
    assert "内容过大" in answer.content.decode()


def test_a_form_grows_with_what_is_filled_in(citizen, town):
    from quheng.ledger.published import publish_version
    from quheng.library import library_file

    file = library_file("programmes", "one-thing-once.yaml")
    publish_version(file.read_text(encoding="utf-8"), file.name, "author", "approver", town.now)
    form = "/services/one-thing-once/submit/"
    page = citizen.client.get(form).content.decode()
    assert "f-bundle" in page
    assert "f-child_name" not in page, "not before it is known that a child was born"
    assert "file-birth_record" not in page
    assert "下一步" in page
    citizen.clock.later(seconds=20)
    sent = {
        "seal": hidden(page, "seal"),
        "f-bundle": "newborn",
        "f-applicant_name": "王强",
        "f-applicant_phone": PHONE,
    }
    answer = citizen.client.post(form, sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "请接着填写新出现的各项" in page
    assert "f-child_name" in page
    assert "file-birth_record" in page
    assert "王强" in page
    assert not CaseRow.objects.exists()
    places = re.findall(r'name="offered" value="([^"]+)"', page)
    asked = dict.fromkeys(re.findall(r'name="(f-[a-z_]+)"', page), "")
    child = {"f-child_name": "王小满", "f-born_on": "2026-02-20", "f-home": "花园路 20 号"}
    more = {**child, "f-identity": "11010519491231002X", "offered": places}
    answer = citizen.client.post(form, {**asked, **sent, **more})
    assert answer.status_code == 302, answer.content.decode()
    values = case_of(CaseRow.objects.get().pk).values
    assert values["child_name"] == "王小满"
    assert "firm_name" not in values
