"""A deed: a form on the page of a case that becomes commands; refusals stand beside its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from quheng.bilingual import Text
from quheng.errors import Problem
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import Command
from quheng.ledger.store import Receipt, Store
from quheng.web.staff.desk import Desk
from quheng.web.staff.refusals import put_beside

REASON = Text(zh="理由", en="Reason")


NOTHING_ASKED = Refusal("missing", (Problem(Text(zh="没有填写任何内容", en="nothing was filled in")),))


class Deed(forms.Form):
    """A form on the page of a case.

    `targets` yields on what it can be done now, and by this person: a clock, some parts, a checklist; the
    empty text for the case itself, and nothing where it is not offered. Whether it may be done is not decided
    here: the ledger refuses what may not.
    """

    name: ClassVar[str]
    has_own_page: ClassVar[bool] = False
    """Whether its form stands on a page of its own, and the page of the case only leads there."""

    def __init__(
        self, desk: Desk, target: str = "", data: Any = None, files: Any = None, *, bare: bool = False
    ) -> None:
        super().__init__(data, files, auto_id=f"{self.name}-{target or 'case'}-%s", label_suffix="")
        self.desk, self.target = desk, target
        if not bare:
            self.fields.update(self.declare())

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield on what it can be done."""
        return ()

    @property
    def title(self) -> Text:
        """What it is called."""
        raise NotImplementedError

    def declare(self) -> Mapping[str, forms.Field]:
        """Return its fields."""
        return {}

    def commands(self) -> Iterable[Command]:
        """Return what is asked for; the form was found well-formed."""
        raise NotImplementedError

    def carry_out(self, store: Store, seen: int | None) -> Receipt | Refusal:
        """Have the ledger carry it out: everything that is asked for, up to the first refusal.

        Parameters
        ----------
        store
            The writer.
        seen
            The place of the last entry that the person had before the eyes.
        """
        done: Receipt | Refusal = NOTHING_ASKED
        for command in self.commands():
            done = store.act(self.desk.case.number, command, self.desk.viewer, self.desk.now, seen)
            seen = None
            if isinstance(done, Refusal):
                break
        return done

    def put_beside(self, refusal: Refusal) -> None:
        """Put the problems of a refusal beside their fields, those without one above the form."""
        put_beside(self, refusal, said)

    def text(self, name: str) -> str:
        """Return what was typed into a field."""
        return str(self.cleaned_data.get(name) or "").strip()


def said(problem: Problem) -> str:
    """Return a problem and what can be done about it, in a line."""
    parts = [problem.what.speak()]
    if problem.remedy is not None:
        parts.append(problem.remedy.speak())
    return "；".join(parts) if any(sign >= "\u4e00" for sign in parts[0]) else "; ".join(parts)


def line(label: Text, **attributes: object) -> forms.Field:
    """Return a line to type into."""
    return forms.Field(required=False, label=label.speak(), widget=forms.TextInput(attributes))


def area(label: Text, rows: int = 2) -> forms.Field:
    """Return an area to write in."""
    return forms.Field(
        required=False, label=label.speak(), widget=forms.Textarea({"rows": rows, "maxlength": 2000})
    )


def choice(label: Text, choices: Iterable[tuple[str, str]]) -> forms.Field:
    """Return a list to choose one from."""
    return forms.Field(required=False, label=label.speak(), widget=forms.Select(choices=list(choices)))


def one_of(label: Text, choices: Iterable[tuple[str, Text]]) -> forms.Field:
    """Return a few answers, of which one is marked."""
    worded = [(code, text.speak()) for code, text in choices]
    return forms.Field(required=False, label=label.speak(), widget=forms.RadioSelect(choices=worded))
