"""My queue."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def queue_page(request: HttpRequest) -> HttpResponse:
    """Show what waits for the viewer."""
    return render(request, "staff/queue.html")
