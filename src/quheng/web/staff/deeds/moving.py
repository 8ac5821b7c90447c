"""Fill in the form of the stage, and move the case on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from django import forms

from quheng.bilingual import Text
from quheng.ledger.cases.asking import is_asked
from quheng.ledger.cases.commands import Command, Make
from quheng.ledger.cases.decide.outlook import Outlook, outlooks
from quheng.ledger.cases.facts import seen
from quheng.ledger.programmes.declared import DeclaredField
from quheng.web.staff.deeds.deed import REASON, Deed, area
from quheng.web.staff.desk import Desk
from quheng.web.staff.fields import MARK, form_field, initial_of, typed, typed_fields


class MoveDeed(Deed):
    """The form of the stage, with a button for each move."""

    name = "move"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the case, where the person may make a move from here."""
        if outlooks(desk.reading.rules, desk.case, desk.reading.actor, desk.now):
            yield ""

    @property
    def title(self) -> Text:
        """What it is called."""
        return self.desk.programme.stages[self.desk.case.stage].title

    @cached_property
    def outlooks(self) -> tuple[Outlook, ...]:
        """The moves that can be made, with what each still wants."""
        return outlooks(self.desk.reading.rules, self.desk.case, self.desk.reading.actor, self.desk.now)

    @property
    def with_reason(self) -> tuple[Outlook, ...]:
        """The moves that must be given a reason."""
        return tuple(one for one in self.outlooks if one.move.wants_reason)

    @cached_property
    def declared(self) -> tuple[DeclaredField, ...]:
        """The fields that the stage asks for in this case, and that are typed."""
        desk = self.desk
        values = seen(desk.case, desk.programme)
        return tuple(
            one
            for one in typed_fields(desk.programme.fields_shown_in(desk.case.stage))
            if one.id in desk.case.values or is_asked(desk.programme, ("fields", one.id), values)
        )

    @property
    def meant(self) -> str:
        """The move that is likeliest meant: the first that goes on and wants nothing more."""
        ready = (one.move.id for one in self.outlooks if not one.wanted and not one.move.wants_reason)
        return next(ready, "")

    def pairs(self) -> Iterator[tuple[DeclaredField, forms.BoundField]]:
        """Yield each declared field with the field of the form."""
        for one in self.declared:
            yield one, self[f"{MARK}{one.id}"]

    def declare(self) -> Mapping[str, forms.Field]:
        """Return a field for each that the stage shows, and the reason where a move wants one."""
        desk, fields = self.desk, {}
        for one in self.declared:
            hidden = desk.case.values[one.id] if desk.is_hidden(one) else None
            needed = desk.case.stage in one.required
            field = form_field(one, desk.organisations, required=needed, hidden=hidden)
            if hidden is None:
                field.initial = initial_of(one, desk.case.values.get(one.id))
            fields[f"{MARK}{one.id}"] = field
        if self.with_reason:
            fields["reason"] = area(REASON)
        return fields

    def commands(self) -> Iterable[Command]:
        """Return the move whose button was pressed."""
        hidden = [one.id for one in self.declared if self.desk.is_hidden(one)]
        values = typed(self.cleaned_data, self.declared, hidden)
        yield Make(str(self.data.get("move", "")), values, self.text("reason"))
