"""Attach a file: what it is, and its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import forms

from quheng.bilingual import Text
from quheng.ledger.attaching import attach_file
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import Command
from quheng.ledger.store import Receipt, Store
from quheng.web.staff.deeds.deed import choice
from quheng.web.staff.deeds.records import ActDeed

OTHER = Text(zh="其他材料", en="something else")


class AttachDeed(ActDeed):
    """Attach a file."""

    name = "attach"
    act = "attach"

    def declare(self) -> Mapping[str, forms.Field]:
        """Return which material it is, and the file."""
        materials = [(one.id, one.title.speak()) for one in self.desk.programme.declared.materials]
        label = Text(zh="文件（图片、PDF、Word、Excel）", en="The file (picture, PDF, Word, Excel)")
        return {
            "material": choice(Text(zh="材料", en="Material"), [*materials, ("", OTHER.speak())]),
            "file": forms.FileField(required=False, label=label.speak()),
        }

    def clean(self) -> dict[str, object]:
        """Ask for the file."""
        if not self.cleaned_data.get("file") and "file" not in self.errors:
            self.add_error("file", str(Text(zh="请选择文件", en="choose a file")))
        return self.cleaned_data

    def commands(self) -> Iterable[Command]:
        """Return nothing: the bytes are kept first, and the ledger names them then."""
        return ()

    def carry_out(self, store: Store, seen: int | None) -> Receipt | Refusal:
        """Have the ledger look at the bytes, keep them and name them."""
        sent = self.cleaned_data["file"]
        return attach_file(
            store,
            self.desk.case.number,
            sent.chunks(),
            sent.name,
            self.desk.viewer,
            self.desk.now,
            material=self.text("material") or None,
            seen=seen,
        )
