"""Files of a case: attached, known by what they hold; fetched by whoever reaches their material."""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from django.http import FileResponse, HttpResponse
from ninja import File, Form, Router, UploadedFile

from quheng.ledger.attaching import attach_file
from quheng.ledger.attachments import open_attachment
from quheng.ledger.cases import Refusal
from quheng.ledger.reads import record_read
from quheng.ledger.store import Store
from quheng.web.api.problems import FAILED, ProblemsOut, refused
from quheng.web.api.reading import open_case
from quheng.web.api.request import ApiRequest, seen_by, tag_of
from quheng.web.api.writing import ReceiptOut, carry_out, receipt

router = Router()

Material = Annotated[str | None, Form(max_length=64, description="Which material of the programme it is.")]

SANDBOXED = "default-src 'none'; sandbox"

BYTES = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


@router.post("cases/{number}/files", response={200: ReceiptOut, FAILED: ProblemsOut}, summary="Attach a file")
def attach(
    request: ApiRequest,
    response: HttpResponse,
    number: str,
    file: Annotated[UploadedFile, File(description="PDF, JPEG, PNG, DOCX or XLSX; what it holds decides.")],
    material: Material = None,
) -> dict[str, Any]:
    """Attach a file.

    It is taken by what it holds, whatever its name and declared type say; what a programme does not accept,
    holds macros or is two things at once is refused.
    """
    seen = seen_by(request)

    def attaches() -> dict[str, Any] | Refusal:
        found = attach_file(
            Store(), number, file.chunks(), file.name or "", request.viewer, request.moment, material, seen
        )
        return receipt(found)

    answer = carry_out(request, "\n".join((material or "", file.name or "", _digest(file))), attaches)
    response["ETag"] = tag_of(answer["seq"])
    return answer


@router.get(
    "cases/{number}/files/{digest}",
    response={200: None, FAILED: ProblemsOut},
    summary="Fetch a file",
    openapi_extra={"responses": {200: BYTES}},
)
def fetch(request: ApiRequest, number: str, digest: str) -> FileResponse:
    """Return the bytes of a file. Where the material is personal, the record notes who fetched it."""
    reading = open_case(request, number).reading
    opened = open_attachment(request.viewer, number, digest)
    if isinstance(opened, Refusal):
        raise refused(opened)
    if opened.sensitive:
        record_read(request.viewer, reading.row, [opened.material or "file"], "api:file", request.moment)
    answer = FileResponse(
        opened.path.open("rb"),
        as_attachment=True,
        filename=opened.name or "file",
        content_type=opened.content_type,
    )
    answer["Content-Security-Policy"] = SANDBOXED
    return answer


def _digest(file: UploadedFile) -> str:
    running = hashlib.sha256()
    for chunk in file.chunks():
        running.update(chunk)
    file.seek(0)
    return running.hexdigest()
