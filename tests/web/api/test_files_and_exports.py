"""Files and tables through the API."""

from __future__ import annotations

import csv
import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quheng.ledger.cases.commands import Make
from quheng.ledger.models import EventRow, ReadRow
from tests.web.api.conftest import problem
from tests.web.api.test_cases import CASE, opens

PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "FILES", tmp_path / "files")


def sends(program, number: str, content: bytes = PDF, name: str = "凭证.pdf", **headers: str):
    client = Client(SERVER_NAME="localhost", headers={"x-forwarded-proto": "https", "accept-language": "en"})
    return client.post(
        f"/api/v1/cases/{number}/files",
        {"file": SimpleUploadedFile(name, content, "text/html"), "material": "receipt"},
        headers={"authorization": f"Bearer {program.key}", **headers},
    )


@pytest.fixture
def number(town, program):
    found = opens(program("wang"))
    town.does("li", found, Make("search"))
    return found


def test_a_file_is_attached_by_what_it_holds_and_fetched(town, program, number):
    handler = program("zhao")
    assert sends(handler, number).json()["happened"] == ["file_attached"]
    told = handler.reads(f"cases/{number}")["files"]
    assert [(one["name"], one["media"], one["material"], one["size"]) for one in told] == [
        ("***", "pdf", "receipt", len(PDF))
    ]
    answer = handler.get(f"cases/{number}/files/{told[0]['digest']}")
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"<html><script>1</script>", "a.pdf"), (b"", "a.pdf"), (PDF, "a.exe"), (b"MZ" + b"\0" * 99, "a.pdf")],
)
def test_what_is_no_document_is_refused(town, program, number, content, name):
    before = EventRow.objects.count()
    answer = sends(program("zhao"), number, content, name)
    assert answer.status_code in (400, 422)
    assert answer.json()["problems"][0]["what"]
    assert EventRow.objects.count() == before
    assert not list((settings.FILES).glob("??/??/*"))


def test_a_file_that_is_sent_twice_with_a_key_is_attached_once(town, program, number):
    handler = program("zhao")
    first = sends(handler, number, **{"idempotency-key": "f-1"}).json()
    assert sends(handler, number, **{"idempotency-key": "f-1"}).json() == first
    assert EventRow.objects.filter(kind="file_attached").count() == 1
    problem(sends(handler, number, PDF + b"\n", **{"idempotency-key": "f-1"}), 422)


def test_too_large_a_file_is_not_read(town, program, number, monkeypatch):
    monkeypatch.setattr(settings, "FILE_LIMIT", 1024)
    monkeypatch.setattr(settings, "API_BODY_LIMIT", 1024)
    assert "too large" in problem(sends(program("zhao"), number, PDF + b" " * 5000), 413)


def test_a_file_of_a_case_out_of_reach_is_not_there(town, program, number):
    sends(program("zhao"), number)
    digest = program("zhao").reads(f"cases/{number}")["files"][0]["digest"]
    far = program("stranger")
    problem(far.get(f"cases/{number}/files/{digest}"), 404)
    problem(sends(far, number), 404)
    other = opens(program("wang"), "k-2")
    problem(program("zhao").get(f"cases/{other}/files/{digest}"), 404)
    for strange in ("..%2f..%2fetc%2fpasswd", "sha256:" + "0" * 64, "a" * 300):
        problem(program("zhao").get(f"cases/{number}/files/{strange}"), 404)


def test_cases_are_exported_masked_and_without_formulas(town, program):
    clerk = program("wang", sensitivity="personal")
    opens(clerk, "k-1", thing="=1+1", owner_phone="13800138000")
    opens(clerk, "k-2", thing="手套")
    town.grant("wei", "clerk", "west")
    program("wei").does("cases", CASE, Idempotency_Key="w")
    answer = clerk.get("programmes/lost-property/export")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Thing"] for row in rows] == ["手套", "'=1+1"]
    assert [row["Owner's telephone"] for row in rows] == ["", "138****8000"]
    assert not ReadRow.objects.exists()
    problem(clerk.get("programmes/nothing/export"), 404)
    problem(clerk.get("programmes/lost-property/export?organisation=atlantis"), 422)
