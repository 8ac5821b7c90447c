"""Open another case from this one: its first form, with what the link copies filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from django import forms

from quheng.bilingual import Text
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import OpenLinked
from quheng.ledger.programmes.declared import PERSONAL, Link
from quheng.ledger.published import compiled, version_on
from quheng.ledger.store import Receipt, Store
from quheng.web.staff.deeds.deed import Deed
from quheng.web.staff.desk import Desk
from quheng.web.staff.intake import IntakeForm


class LinkDeed(Deed):
    """Open a linked case, for an item of a checklist where the target names it: `problem:safety:exits`."""

    name = "link"
    has_own_page = True

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the links that can be opened now, and one for each failed item not followed up yet."""
        for link in desk.programme.declared.links:
            if desk.case.is_open and desk.case.stage in link.stages and desk.holds(*link.who):
                yield link.id
                yield from (f"{link.id}:{one}" for one in to_follow_up(desk, link))

    @cached_property
    def place(self) -> tuple[str, str | None, str | None]:
        """The link, the checklist and the item."""
        link, _, rest = self.target.partition(":")
        checklist, _, item = rest.partition(":")
        return link, checklist or None, item or None

    @property
    def title(self) -> Text:
        """What it is called."""
        link, checklist, item = self.place
        title = self.desk.programme.links[link].title
        if checklist is None:
            return title
        items = self.desk.programme.checklists[checklist].items
        failed = next(one.title for one in items if one.id == item)
        return Text(zh=f"{title.zh}：{failed.zh}", en=f"{title.en}: {failed.en}")

    @cached_property
    def intake(self) -> IntakeForm:
        """The first form of the other case."""
        link = self.desk.programme.links[self.place[0]]
        programme = compiled(version_on(link.programme, self.desk.now.date()).digest)
        held = self.desk.case.values
        given = {
            theirs: held[ours]
            for theirs, ours in link.copies.items()
            if ours in held and programme.fields[theirs].sensitivity not in PERSONAL
        }
        return IntakeForm(
            programme,
            self.desk.organisations,
            self.desk.organisations,
            self.data if self.is_bound else None,
            given=given,
            where=self.desk.case.organisation,
        )

    def declare(self) -> Mapping[str, forms.Field]:
        """Return the fields of the other case."""
        return self.intake.fields

    def carry_out(self, store: Store, seen: int | None) -> Receipt | Refusal:
        """Have the ledger open it, and note it here."""
        self.intake.full_clean()
        link, checklist, item = self.place
        opened = store.open_linked(
            self.desk.case.number,
            OpenLinked(link, "", checklist, item),
            self.intake.command(None),
            self.desk.viewer,
            self.desk.now,
        )
        return opened if isinstance(opened, Refusal) else opened[0]


def to_follow_up(desk: Desk, link: Link) -> Iterable[str]:
    """Yield the failed items that must be followed up by a link and are not yet."""
    followed = {(one.checklist, one.item) for one in desk.case.links.values()}
    for checklist in desk.programme.declared.checklists:
        if checklist.follow_up == link.id:
            for item in checklist.items:
                place = (checklist.id, item.id)
                if desk.case.marks.get(place) == "failed" and place not in followed:
                    yield f"{checklist.id}:{item.id}"
