"""A case on somebody's desk: what the pages of a case know beside the case itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from quheng.bilingual import Text, counted
from quheng.ledger.cases import Case
from quheng.ledger.naming import Names
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import (
    PERSONAL,
    AccountField,
    BooleanField,
    ChoiceField,
    Column,
    DeclaredField,
    EntriesField,
    NumberField,
    OrganisationField,
    Sensitivity,
)
from quheng.ledger.programmes.declared.entries import BooleanColumn, ChoiceColumn, NumberColumn
from quheng.ledger.programmes.values import masked
from quheng.ledger.reading import Reading
from quheng.ledger.scope import Viewer
from quheng.web.staff.fields import NO, YES, Choices


@dataclass(frozen=True)
class Desk:
    """A case on somebody's desk.

    Parameters
    ----------
    reading, viewer, now
        The case, who looks, when.
    shown
        Whether the viewer asked for personal values to be shown, and may.
    names
        What codes and accounts are called.
    organisations
        Those that can be chosen, by code and name.
    """

    reading: Reading
    viewer: Viewer
    now: datetime
    shown: bool = False
    names: Names = field(default_factory=Names)
    organisations: Choices = ()

    @property
    def case(self) -> Case:
        """The case."""
        return self.reading.case

    @property
    def programme(self) -> Programme:
        """The version of the programme that the case keeps."""
        return self.reading.rules.programme

    def holds(self, *roles: str) -> bool:
        """Whether the viewer holds one of some roles where the case lies."""
        return self.reading.actor.holds(*roles)

    def sees(self, sensitivity: Sensitivity) -> bool:
        """Whether values of a sensitivity stand on the page unmasked: personal ones when asked for."""
        return self.reading.may_show(sensitivity) and (self.shown or sensitivity not in PERSONAL)

    def is_hidden(self, declared: DeclaredField) -> bool:
        """Whether a field has a value that is not shown."""
        return declared.id in self.case.values and not self.sees(declared.sensitivity)

    def value(self, declared: DeclaredField) -> Text | None:
        """Return the value of a field as it may be shown; None where there is none."""
        stored = self.case.values.get(declared.id)
        if stored is None:
            return None
        if not self.sees(declared.sensitivity):
            return _plain(masked(declared, stored))
        return value_words(declared, stored, self.names)


def value_words(declared: DeclaredField | Column, stored: Any, names: Names) -> Text:
    """Return a stored value in words."""
    match declared:
        case ChoiceField() | ChoiceColumn() if stored in declared.choices:
            return declared.choices[stored]
        case AccountField():
            return names.account(stored)
        case EntriesField():
            return Text(zh=f"{len(stored)} 行", en=counted(len(stored), "row", "rows"))
        case BooleanField() | BooleanColumn():
            return YES if stored else NO
        case OrganisationField() if isinstance(stored, list | tuple):
            called = [names.organisation(code) for code in stored]
            return Text(zh="、".join(one.zh for one in called), en=", ".join(one.en for one in called))
        case OrganisationField():
            return names.organisation(stored)
        case NumberField() | NumberColumn() if declared.measure is not None:
            return Text(zh=f"{stored} {declared.measure.zh}", en=f"{stored} {declared.measure.en}")
    return _plain(stored)


def _plain(value: Any) -> Text:
    return Text(zh=str(value) or "—", en=str(value) or "—")
