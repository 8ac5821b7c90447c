"""The newspaper page with its gold annotation, which stays outside the repository."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

EVIDENCE = Path(__file__).resolve().parents[3] / "shared" / "evidence"


@dataclass(frozen=True)
class Page:
    """A text with what a reader should find in it.

    Parameters
    ----------
    text
        Its characters, line ends untouched.
    published, home
        The day of publication, and the code of the place whose paper it is.
    claims, nonclaims, dates, contradictions
        The gold files, one dictionary a line.
    """

    text: str
    published: date
    home: str
    claims: list[dict[str, Any]]
    nonclaims: list[dict[str, Any]]
    dates: list[dict[str, Any]]
    contradictions: list[dict[str, Any]]


@pytest.fixture(scope="session")
def page() -> Page:
    if not (EVIDENCE / "page.txt").exists():
        pytest.skip(f"the page and its gold files are not beside this checkout ({EVIDENCE})")

    def lines(name: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (EVIDENCE / name).read_text("utf-8").splitlines() if line]

    return Page(
        text=(EVIDENCE / "page.txt").read_bytes().decode("utf-8"),
        published=date(2024, 12, 12),
        home="410100",
        claims=lines("claims.jsonl"),
        nonclaims=lines("nonclaims.jsonl"),
        dates=lines("dates.jsonl"),
        contradictions=lines("contradictions.jsonl"),
    )
