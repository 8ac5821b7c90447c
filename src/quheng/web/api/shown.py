"""What a token is shown of a case: masked by default, as far as its level reaches when it asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from quheng.ledger.cases.events import SEALED, Event
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import PERSONAL, Sensitivity
from quheng.ledger.programmes.values import masked
from quheng.ledger.reading import Reading

HIDDEN = "***"

WRITTEN = "written"
"""What free texts are called where it is noted that they were told."""


@dataclass(frozen=True)
class Shown:
    """A case in the hands of a program.

    Parameters
    ----------
    reading
        The case.
    reveal
        Whether personal values are asked for.
    """

    reading: Reading
    reveal: bool = False

    @property
    def programme(self) -> Programme:
        """The version of the programme that the case keeps."""
        return self.reading.rules.programme

    def sees(self, sensitivity: Sensitivity) -> bool:
        """Whether values of a sensitivity are told unmasked."""
        return self.reading.may_show(sensitivity) and (self.reveal or sensitivity not in PERSONAL)

    def hides(self, name: str) -> bool:
        """Whether a field is masked; one that the programme does not know is."""
        field = self.programme.fields.get(name)
        return field is None or not self.sees(field.sensitivity)

    def values(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return values by field, masked where they are not to be seen."""
        return {name: self._value(name, value) for name, value in values.items()}

    def masked_in(self, values: Mapping[str, Any]) -> list[str]:
        """Return which of some values are masked."""
        return [name for name, value in values.items() if value is not None and self.hides(name)]

    @property
    def protected(self) -> list[str]:
        """The personal fields that are told whole, now or as they were, and what was written."""
        fields = self.programme.fields
        told = [
            name
            for entry in self.reading.entries
            for name in getattr(entry.event, "values", {})
            if not self.hides(name) and fields[name].sensitivity in PERSONAL
        ]
        written = [WRITTEN] if self.sees("personal") else []
        return sorted({*told, *written})

    def text(self, written: str) -> str:
        """Return a free text, hidden where personal values are: it may name people."""
        return written if not written or self.sees("personal") else HIDDEN

    def written(self, event: Event) -> str | None:
        """Return the free text of an event; None where its kind has none."""
        free = [getattr(event, one.name) for one in fields(event) if one.metadata.get(SEALED)]
        return self.text(" ".join(text for text in free if text)) if free else None

    def _value(self, name: str, value: Any) -> Any:
        if value is None or not self.hides(name):
            return value
        field = self.programme.fields.get(name)
        return HIDDEN if field is None else masked(field, value)
