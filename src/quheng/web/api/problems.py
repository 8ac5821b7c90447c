"""What goes wrong, as JSON: one shape, in the language of the client, never a trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ninja import Schema

from quheng.bilingual import Text
from quheng.declarations.wording import in_both_languages
from quheng.errors import NotFoundError, Problem, QuhengError, Where
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.refusal import Ground

FAILED = frozenset({400, 401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503})
"""The codes with which a request may fail."""

BY_GROUND: Mapping[Ground, int] = {
    "role": 403,
    "stage": 409,
    "value": 422,
    "missing": 422,
    "condition": 409,
    "gate": 409,
    "clock": 409,
    "parts": 409,
    "link": 409,
    "time": 503,
    "changed": 409,
    "unknown": 404,
}
"""The code of a refusal."""


class PlaceOut(Schema):
    """Where a problem is: the member of the request, or the row and column of a file."""

    field: str | None = None
    row: int | None = None
    column: str | None = None


class ProblemOut(Schema):
    """One thing that is wrong: what was found, where, and what can be done."""

    what: str
    where: PlaceOut
    remedy: str | None = None


class ProblemsOut(Schema):
    """Why a request failed. `ground` is for programs, `problems` are for people."""

    ground: str
    problems: list[ProblemOut]


class ApiError(Exception):
    """A request that cannot be answered: its code, and why."""

    def __init__(self, status: int, *problems: Problem, ground: str = "request") -> None:
        super().__init__(status, *problems)
        self.status = status
        self.ground = ground
        self.problems = problems


def problems_out(ground: str, problems: Iterable[Problem]) -> ProblemsOut:
    """Return problems as they are answered, in the language in force."""
    return ProblemsOut(
        ground=ground,
        problems=[
            ProblemOut(
                what=problem.what.speak(),
                where=PlaceOut(field=problem.where.field, row=problem.where.row, column=problem.where.column),
                remedy=problem.remedy.speak() if problem.remedy else None,
            )
            for problem in problems
        ],
    )


def refused(refusal: Refusal) -> ApiError:
    """Return the error of a command that was refused."""
    return ApiError(BY_GROUND.get(refusal.ground, 409), *refusal.problems, ground=refusal.ground)


def bad_input(error: QuhengError) -> ApiError:
    """Return the error of input that the house cannot use."""
    is_missing = isinstance(error, NotFoundError)
    return ApiError(404 if is_missing else 422, *error.problems, ground="unknown" if is_missing else "value")


def ill_formed(errors: Iterable[Mapping[str, object]]) -> ApiError:
    """Return the error of a request that does not fit what is declared for it."""
    return ApiError(422, *(_worded(error) for error in errors), ground="value")


def nothing_here() -> ApiError:
    """Return the error of what is not there: the same whether it never was, or is for others."""
    return ApiError(404, Problem(Text(zh="没有这一项", en="there is no such thing")), ground="unknown")


def _worded(error: Mapping[str, object]) -> Problem:
    what, remedy = in_both_languages(error)  # type: ignore[arg-type]
    location = error.get("loc")
    parts = location if isinstance(location, list | tuple) else ()
    return Problem(what, Where(field=".".join(str(part) for part in parts[1:]) or None), remedy)
