"""Send a file of a case: as its content says, never shown inside a page of ours."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from quheng.ledger.attachments import open_attachment
from quheng.ledger.cases import Refusal
from quheng.ledger.reads import record_read
from quheng.web.middleware.viewer import ViewerRequest
from quheng.web.moment import now

SAFE = "default-src 'none'; sandbox"
"""What a file may do in a browser that opens it all the same: nothing."""


@require_safe
def file_page(request: ViewerRequest, number: str, digest: str) -> FileResponse:
    """Send a file, and note it where it holds personal data."""
    opened = open_attachment(request.viewer, number, digest)
    if isinstance(opened, Refusal):
        raise Http404(number)
    fields = [opened.material or "file"] if opened.sensitive else []
    record_read(request.viewer, opened.row, fields, request.path, now())
    answer = FileResponse(
        opened.path.open("rb"),
        as_attachment=True,
        filename=opened.name or "file",
        content_type=opened.content_type,
    )
    answer.headers["Content-Security-Policy"] = SAFE
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
