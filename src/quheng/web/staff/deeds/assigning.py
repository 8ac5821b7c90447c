"""Give the case to an organisation, and to a person there who can have it in hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import Assign, Command
from quheng.ledger.holders import can_hold, holders
from quheng.ledger.store import Receipt, Store
from quheng.web.staff.deeds.deed import REASON, area, choice
from quheng.web.staff.deeds.records import ActDeed
from quheng.web.staff.desk import Desk


class AssignDeed(ActDeed):
    """Give the case to an organisation or a person."""

    name = "assign"
    has_own_page = True
    act = "assign"

    def declare(self) -> Mapping[str, forms.Field]:
        """Return to whom, and why."""
        where = choice(Text(zh="单位", en="Organisation"), self.desk.organisations)
        where.initial = self.desk.case.organisation
        handler = forms.Field(
            required=False,
            label=Text(zh="经办人（可不指定）", en="Person (may be left open)").speak(),
            widget=forms.Select(choices=people_by_organisation(self.desk)),
        )
        handler.initial = self.desk.case.handler
        return {"organisation": where, "handler": handler, "reason": area(REASON)}

    def commands(self) -> Iterable[Command]:
        """Return the assignment."""
        yield Assign(self.text("organisation"), self.text("handler") or None, self.text("reason"))

    def carry_out(self, store: Store, seen: int | None) -> Receipt | Refusal:
        """Have the ledger carry it out, if the person can have it in hand there."""
        person, where, row = self.text("handler"), self.text("organisation"), self.desk.reading.row
        day = self.desk.now.date()
        if person and not can_hold(person, where, self.desk.programme, row.sensitivity, day):
            return NOT_THERE
        return super().carry_out(store, seen)


NOT_THERE = Refusal(
    "value",
    (
        Problem(
            Text(zh="此人不能在该单位经办本件", en="this person cannot have the case in hand there"),
            Where(field="handler"),
            Text(
                zh="请选择该单位或其上级单位的人员，或不指定",
                en="choose somebody of that organisation or of one above it, or nobody",
            ),
        ),
    ),
)

NOBODY = Text(zh="不指定", en="nobody by name")


def people_by_organisation(desk: Desk) -> list[Any]:
    """Return who can have the case in hand, under the names of their organisations; its own stands first."""
    groups: dict[str, tuple[str, list[tuple[str, str]]]] = {}
    for one in holders(desk.programme, desk.reading.row.sensitivity, desk.now.date()):
        roles = Text(zh="、".join(role.zh for role in one.roles), en=", ".join(role.en for role in one.roles))
        label = Text(zh=f"{one.name}（{roles.zh}）", en=f"{one.name} ({roles.en})")
        groups.setdefault(one.code, (one.organisation.speak(), []))[1].append((one.account, label.speak()))
    own = [groups.pop(desk.case.organisation)] if desk.case.organisation in groups else []
    return [("", NOBODY.speak()), *own, *groups.values()]
