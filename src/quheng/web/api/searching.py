"""Search: cases by their words, subjects of the register, and the history of one."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Path, Query, Router, Schema

from quheng.bilingual import Text
from quheng.ledger.cases import Subject
from quheng.ledger.searching import search_cases
from quheng.ledger.searching.register import SubjectFound, search_subjects
from quheng.ledger.subject_history import subject_history
from quheng.web.api.asked import After, Size
from quheng.web.api.page_out import CaseBrief, CountedCasesOut, brief, page_out
from quheng.web.api.problems import FAILED, ProblemsOut
from quheng.web.api.request import ApiRequest

router = Router()

Kind = Literal["enterprise", "person", "project", "site"]
Words = Annotated[str, Query(min_length=1, max_length=200, description="All must be found.")]


class SubjectFoundOut(Schema):
    """An entry of the register; people are masked."""

    kind: str
    key: str
    name: str
    identifiers: list[str]
    organisation: str | None


class SubjectsOut(Schema):
    """The entries found."""

    subjects: list[SubjectFoundOut]


class HistoryOut(CountedCasesOut):
    """A page of the cases about a subject, and those that are linked with them."""

    linked: list[CaseBrief]


@router.get("search", response={200: CountedCasesOut, FAILED: ProblemsOut}, summary="Search cases")
def search(request: ApiRequest, words: Words, after: After = None, size: Size = 50) -> dict[str, Any]:
    """Return the cases that hold all of some words, the newest first; by a masked word none is found."""
    return page_out(search_cases(request.viewer, words, after, size))


@router.get("subjects", response={200: SubjectsOut, FAILED: ProblemsOut}, summary="Search the register")
def search_register(
    request: ApiRequest, words: Words, size: Annotated[int, Query(ge=1, le=50)] = 20
) -> dict[str, Any]:
    """Return the enterprises, people, projects and sites that hold all of some words."""
    return {"subjects": [_found(one) for one in search_subjects(request.viewer, words, size)]}


@router.get(
    "subjects/{kind}/{key}/cases",
    response={200: HistoryOut, FAILED: ProblemsOut},
    summary="A subject's cases",
)
def read_history(
    request: ApiRequest,
    kind: Kind,
    key: Annotated[str, Path(pattern="^[1-9][0-9]{0,17}$")],
    after: After = None,
    size: Size = 50,
) -> dict[str, Any]:
    """Return the cases about a subject that the token reaches, across programmes."""
    history = subject_history(request.viewer, Subject(kind, key), after, size)
    return {**page_out(history.page), "linked": [brief(row) for row in history.linked]}


def _found(one: SubjectFound) -> dict[str, Any]:
    where = Text(zh=one.organisation[0], en=one.organisation[1]).speak() if one.organisation else None
    return {
        "kind": one.kind,
        "key": one.key,
        "name": one.name,
        "identifiers": list(one.identifiers),
        "organisation": where,
    }
