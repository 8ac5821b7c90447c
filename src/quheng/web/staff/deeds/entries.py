"""The rows of a table inside a case: add one, put one right, strike one out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from quheng.bilingual import Text
from quheng.ledger.cases.commands import AddEntry, Command, CorrectEntry
from quheng.ledger.programmes.declared import WHO, EntriesField
from quheng.web.staff.deeds.deed import REASON, Deed, area
from quheng.web.staff.desk import Desk
from quheng.web.staff.fields import column_field

COLUMN = "c-"
STRIKE = Text(zh="划去这一行", en="Strike this row out")


def tables_of(desk: Desk) -> Iterable[EntriesField]:
    """Yield the tables of a programme."""
    return (one for one in desk.programme.declared.fields if isinstance(one, EntriesField))


def rows_in(desk: Desk, table: EntriesField) -> Sequence[Mapping[str, Any]]:
    """Return the rows of a table."""
    return tuple(desk.case.values.get(table.id, ()))


class AddEntryDeed(Deed):
    """Add a row."""

    name = "add-entry"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the tables that the stage shows and that the person writes in."""
        shown = desk.programme.fields_shown_in(desk.case.stage)
        for table in tables_of(desk):
            if desk.case.is_open and table in shown and desk.holds(*table.who):
                yield table.id

    @property
    def table(self) -> EntriesField:
        """The table."""
        field = self.desk.programme.fields[self.target.partition(":")[0]]
        assert isinstance(field, EntriesField)
        return field

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(zh=f"增加一行：{self.table.title.zh}", en=f"Add a row to “{self.table.title.en}”")

    def declare(self) -> Mapping[str, forms.Field]:
        """Return a field for each column."""
        return {f"{COLUMN}{column.id}": column_field(column) for column in self.table.columns}

    def row(self) -> dict[str, str]:
        """Return the cells that were typed."""
        return {column.id: self.text(f"{COLUMN}{column.id}") for column in self.table.columns}

    def commands(self) -> Iterable[Command]:
        """Return the new row."""
        yield AddEntry(self.target, self.row())


class CorrectEntryDeed(AddEntryDeed):
    """Put a row right, or strike it out; the target names the table and the place of the row: `money:3`."""

    name = "correct-entry"
    has_own_page = True

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the rows that the person may put right."""
        corrects = desk.holds(*desk.programme.who_may("correct"))
        writes = set(AddEntryDeed.targets(desk))
        for table in tables_of(desk):
            for place, row in enumerate(rows_in(desk, table)):
                own = row.get(WHO, desk.viewer.account) == desk.viewer.account
                may = table.id in writes or (corrects and not table.is_personal_to_each)
                if own and may:
                    yield f"{table.id}:{place}"

    @property
    def before(self) -> Mapping[str, Any]:
        """The row as it stands."""
        return rows_in(self.desk, self.table)[int(self.target.partition(":")[2])]

    @property
    def title(self) -> Text:
        """What it is called."""
        return Text(zh=f"更正一行：{self.table.title.zh}", en=f"Correct a row of “{self.table.title.en}”")

    def declare(self) -> Mapping[str, forms.Field]:
        """Return the columns with what they hold, and the reason."""
        fields = dict(super().declare())
        for column in self.table.columns:
            fields[f"{COLUMN}{column.id}"].initial = self.before.get(column.id)
        fields["strike"] = forms.BooleanField(required=False, label=STRIKE.speak())
        return {**fields, "reason": area(REASON)}

    def commands(self) -> Iterable[Command]:
        """Return the correction."""
        key = {name: self.before.get(name) for name in self.table.key}
        row = None if self.cleaned_data.get("strike") else self.row()
        yield CorrectEntry(self.table.id, key, row, self.text("reason"))
