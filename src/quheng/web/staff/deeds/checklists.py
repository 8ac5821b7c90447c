"""Mark a checklist as a whole: every item that is marked becomes a command, all of them or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, cast, get_args

from django import forms

from quheng.bilingual import Text
from quheng.ledger.attaching import attach_file
from quheng.ledger.cases.asking import asked_items, severity_of
from quheng.ledger.cases.commands import Command, MarkItem
from quheng.ledger.cases.events import Mark
from quheng.ledger.cases.facts import seen
from quheng.ledger.cases.refusal import Refusal
from quheng.ledger.programmes.declared import Item
from quheng.ledger.store import Receipt, Store
from quheng.web.staff.deeds.deed import NOTHING_ASKED, Deed, line, one_of, said
from quheng.web.staff.desk import Desk

MARKS = (
    ("passed", Text(zh="合格", en="passed")),
    ("failed", Text(zh="不合格", en="failed")),
    ("not_applicable", Text(zh="不适用", en="not applicable")),
)
SEVERITIES = {
    "minor": Text(zh="轻微", en="minor"),
    "general": Text(zh="一般", en="general"),
    "major": Text(zh="重大", en="major"),
}
PHOTO = Text(zh="照片", en="Photograph")
NOTE = Text(zh="情况（不合格必填）", en="What was found (needed where it failed)")


class ChecklistDeed(Deed):
    """One checklist."""

    name = "checklist"

    @classmethod
    def targets(cls, desk: Desk) -> Iterable[str]:
        """Yield the checklists of this stage that the person marks."""
        for one in desk.programme.declared.checklists:
            may = desk.case.is_open and desk.case.stage in one.stages and desk.holds(*one.who)
            if may and asked_items(desk.programme, one, seen(desk.case, desk.programme)):
                yield one.id

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items that are looked at in this case."""
        programme = self.desk.programme
        return asked_items(programme, programme.checklists[self.target], self.values)

    @cached_property
    def values(self) -> Mapping[str, Any]:
        """What conditions see of the case."""
        return seen(self.desk.case, self.desk.programme)

    @property
    def title(self) -> Text:
        """What it is called."""
        return self.desk.programme.checklists[self.target].title

    def declare(self) -> Mapping[str, forms.Field]:
        """Return a mark and a note for each item."""
        fields = {}
        for item in self.items:
            fields[f"mark-{item.id}"] = one_of(item.title, MARKS)
            fields[f"mark-{item.id}"].initial = self.desk.case.marks.get((self.target, item.id))
            fields[f"note-{item.id}"] = line(NOTE, maxlength=500)
            if self.photo is not None:
                widget = forms.FileInput({"accept": "image/*", "capture": "environment"})
                fields[f"photo-{item.id}"] = forms.FileField(
                    required=False, label=PHOTO.speak(), widget=widget
                )
        return fields

    @property
    def photo(self) -> str | None:
        """The material that shows a failed item, where the checklist asks for one."""
        return self.desk.programme.checklists[self.target].photo

    def rows(
        self,
    ) -> Iterator[tuple[Item, Text, forms.BoundField, forms.BoundField, forms.BoundField | None]]:
        """Yield each item with how grave a failure is, its mark, its note and its photograph."""
        for item in self.items:
            grave = severity_of(self.desk.programme, self.target, item, self.values)
            yield item, SEVERITIES[grave], self[f"mark-{item.id}"], self[f"note-{item.id}"], self._photo(item)

    def _photo(self, item: Item) -> forms.BoundField | None:
        return self[f"photo-{item.id}"] if self.photo is not None else None

    def carry_out(self, store: Store, seen: int | None) -> Receipt | Refusal:
        """Have the ledger note the marks, and keep the photographs with their items."""
        pictures = [(item.id, self.cleaned_data.get(f"photo-{item.id}")) for item in self.items]
        sent = [(item, file) for item, file in pictures if file]
        done: Receipt | Refusal = NOTHING_ASKED
        if any(True for _ in self.commands()) or not sent:
            done, seen = super().carry_out(store, seen), None
        for item, file in sent:
            if isinstance(done, Refusal) and done is not NOTHING_ASKED:
                break
            done = attach_file(
                store,
                self.desk.case.number,
                file.chunks(),
                file.name,
                self.desk.viewer,
                self.desk.now,
                material=self.photo,
                seen=seen,
                item=(self.target, item),
            )
            seen = None
        return done

    def commands(self) -> Iterable[Command]:
        """Return the marks that are new, or that have a note."""
        for item in self.items:
            mark, note = self.text(f"mark-{item.id}"), self.text(f"note-{item.id}")
            if mark in get_args(Mark) and (note or mark != self.desk.case.marks.get((self.target, item.id))):
                yield MarkItem(self.target, item.id, cast(Mark, mark), note)

    def put_beside(self, refusal: Refusal) -> None:
        """Put what is wrong with a note beside the item that failed without one."""
        bare = next(
            (
                item.id
                for item in self.items
                if self.text(f"mark-{item.id}") == "failed" and not self.text(f"note-{item.id}")
            ),
            None,
        )
        for problem in refusal.problems:
            named = problem.where.field == "note" and bare is not None
            self.add_error(f"note-{bare}" if named else None, said(problem))
