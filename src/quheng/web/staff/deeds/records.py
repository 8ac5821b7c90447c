"""What is no move: correct, comment, assess, erase."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms

from quheng.bilingual import Text
from quheng.ledger.cases.commands import Assess, Command, Comment, Correct, Erase
from quheng.ledger.programmes.declared import ACTS, Act, DeclaredField
from quheng.web.staff.deeds.deed import REASON, Deed, area, line
from quheng.web.staff.desk import Desk
from quheng.web.staff.fields import MARK, form_field, initial_of, typed, typed_fields


class ActDeed(Deed):
    """What the roles named under `acts` may do."""

    act: ClassVar[Act]
    while_open: ClassVar[bool | None] = True
    """On open cases alone, on closed ones alone, or (None) on both."""

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the case, where the person may."""
        fits = cls.while_open is None or cls.while_open == desk.case.is_open
        if fits and desk.holds(*desk.programme.who_may(cls.act)):
            yield ""

    @property
    def title(self) -> Text:
        """What it is called."""
        return ACTS[self.act]


class CorrectDeed(ActDeed):
    """Put fields right; the old values stay in the record."""

    name = "correct"
    has_own_page = True
    act = "correct"
    while_open = None

    @property
    def declared(self) -> tuple[DeclaredField, ...]:
        """Every field that is filled in."""
        fields = typed_fields(self.desk.programme.declared.fields)
        return tuple(one for one in fields if one.id in self.desk.case.values)

    def declare(self) -> Mapping[str, forms.Field]:
        """Return the fields, and the reason."""
        fields: dict[str, forms.Field] = {}
        for one in self.declared:
            hidden = self.desk.case.values[one.id] if self.desk.is_hidden(one) else None
            field = form_field(one, self.desk.organisations, required=False, hidden=hidden)
            if hidden is None:
                field.initial = initial_of(one, self.desk.case.values.get(one.id))
            fields[f"{MARK}{one.id}"] = field
        return {**fields, "reason": area(REASON)}

    def commands(self) -> Iterable[Command]:
        """Return what differs."""
        hidden = [one.id for one in self.declared if self.desk.is_hidden(one)]
        values: dict[str, Any] = {
            name: value
            for name, value in typed(self.cleaned_data, self.declared, hidden).items()
            if self[f"{MARK}{name}"].initial != value
        }
        yield Correct(values, self.text("reason"))


class CommentDeed(ActDeed):
    """Write a remark."""

    name = "comment"
    act = "comment"
    while_open = None

    def declare(self) -> Mapping[str, forms.Field]:
        """Return the area."""
        return {"text": area(ACTS["comment"])}

    def commands(self) -> Iterable[Command]:
        """Return the remark."""
        yield Comment(self.text("text"))


class AssessDeed(ActDeed):
    """Assess eligibility."""

    name = "assess"
    has_own_page = True
    act = "assess"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the case, where there is a rule."""
        return super().targets(desk) if desk.programme.declared.eligibility else ()

    def commands(self) -> Iterable[Command]:
        """Return the assessment."""
        yield Assess()


class EraseDeed(ActDeed):
    """Erase the personal data of a closed case."""

    name = "erase"
    has_own_page = True
    act = "erase"
    while_open = False

    def declare(self) -> Mapping[str, forms.Field]:
        """Return the ground in law."""
        return {"basis": line(Text(zh="删除依据", en="The ground in law"), maxlength=200)}

    def commands(self) -> Iterable[Command]:
        """Return the erasure."""
        yield Erase(self.text("basis"))
