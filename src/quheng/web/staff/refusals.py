"""What a refusal says, beside the fields that it is about."""

from __future__ import annotations

from collections.abc import Callable

from django import forms

from quheng.errors import Problem
from quheng.ledger.cases import Refusal
from quheng.web.staff.fields import MARK


def put_beside(form: forms.Form, refusal: Refusal, words: Callable[[Problem], str]) -> None:
    """Put each problem beside the field that it is about, and those without one above the form.

    Parameters
    ----------
    form
        Whose fields bear the names of declared fields, or names of their own.
    refusal
        What the ledger said.
    words
        Says a problem in a line.
    """
    for problem in refusal.problems:
        named = problem.where.field or ""
        field = next((one for one in (f"{MARK}{named}", named) if one in form.fields), None)
        form.add_error(field, words(problem))
