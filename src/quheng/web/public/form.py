"""The forms of the public: built from the declaration, and judged by the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.cases import Refusal
from quheng.ledger.programmes.declared import DeclaredField, Move
from quheng.web.staff.fields import MARK, form_field, initial_of, typed
from quheng.web.staff.refusals import put_beside

LONGEST_REASON = 500


class AskedForm(forms.Form):
    """Some fields of a programme.

    Parameters
    ----------
    fields
        Which.
    required
        Those that are shown as needed.
    data
        What was sent; None for a form that is only shown.
    given
        The values that it begins with.
    """

    def __init__(
        self,
        asked: Iterable[DeclaredField],
        required: Iterable[str],
        data: Mapping[str, Any] | None = None,
        given: Mapping[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix)
        self.asked = tuple(asked)
        needed, begun = set(required), given or {}
        self.needed = {f"{MARK}{one.id}" for one in self.asked if one.id in needed}
        for one in self.asked:
            field = form_field(one, (), required=one.id in needed, hidden=None)
            field.initial = initial_of(one, begun.get(one.id))
            self.fields[f"{MARK}{one.id}"] = field

    def values(self) -> dict[str, Any]:
        """Return what was typed, by field."""
        return typed(self.cleaned_data, self.asked, ()) if self.is_valid() else {}

    def put_beside(self, refusal: Refusal) -> None:
        """Put each problem beside the field that it is about, and the rest above the form."""
        self.is_valid()
        put_beside(self, refusal, problem_words)

    def refuse(self, words: Text) -> None:
        """Put words above the form."""
        self.is_valid()
        self.add_error(None, words.speak())


class MoveForm(AskedForm):
    """What is filled in with a move.

    Parameters
    ----------
    move
        Which.
    """

    REASON = "reason"

    takes_files = False

    def __init__(
        self,
        move: Move,
        asked: Iterable[DeclaredField],
        required: Iterable[str],
        data: Mapping[str, Any] | None,
        given: Mapping[str, Any],
    ) -> None:
        super().__init__(asked, required, data, given, prefix=move.id)
        self.move = move
        if move.wants_reason:
            self.needed.add(self.REASON)
            self.fields[self.REASON] = forms.CharField(
                required=False,
                max_length=LONGEST_REASON,
                label=Text(zh="理由", en="Reason").speak(),
                widget=forms.Textarea({"rows": 2, "maxlength": LONGEST_REASON, "aria-required": "true"}),
            )

    @property
    def reason(self) -> str:
        """What was written as the reason."""
        return str(self.cleaned_data.get(self.REASON, "")) if self.is_valid() else ""


def problem_words(problem: Problem) -> str:
    """Return a problem, and what to do about it, in one line."""
    return f"{problem.what} {problem.remedy}" if problem.remedy else str(problem.what)
