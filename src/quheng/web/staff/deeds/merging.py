"""Merge a duplicate into the case that it repeats: one that looks like it, or any other by its number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from quheng.bilingual import Text
from quheng.ledger.cases.commands import Command, MergeInto
from quheng.ledger.similar import similar_to
from quheng.web.staff.deeds.deed import REASON, area, line, one_of
from quheng.web.staff.deeds.records import ActDeed


class MergeDeed(ActDeed):
    """Merge this case, a duplicate, into another."""

    name = "merge"
    has_own_page = True
    act = "merge"

    def declare(self) -> Mapping[str, forms.Field]:
        """Return the cases that it may repeat, the line for another number, and the reason."""
        found = [one for one in similar_to(self.desk.reading, self.desk.viewer) if one.is_open]
        into = line(Text(zh="并入哪件（编号）", en="Into which case (number)"), maxlength=32)
        fields: dict[str, forms.Field] = {"into": into, "reason": area(REASON)}
        if not found:
            return fields
        into.label = Text(zh="或并入另一件（编号）", en="Or into another case (number)").speak()
        picked = one_of(
            Text(zh="可能重复的办件", en="Cases that it may repeat"),
            [
                (one.number, Text(zh=f"{one.number} · {one.reason.zh}", en=f"{one.number} · {one.reason.en}"))
                for one in found
            ],
        )
        return {"picked": picked, **fields}

    def commands(self) -> Iterable[Command]:
        """Return the merger: into the number that was typed, else into the case that was picked."""
        yield MergeInto(self.text("into") or self.text("picked"), self.text("reason"))
