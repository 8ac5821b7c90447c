"""A small town for tests: organisations, published programmes, people with grants, and a clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib.auth.models import User

from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import Command, Create, Make
from quheng.ledger.models import CaseRow, Grant, Organisation
from quheng.ledger.paths import child_path
from quheng.ledger.published import publish_version
from quheng.ledger.scope import Viewer, viewer_of
from quheng.ledger.store import Receipt, Store
from tests.ledger.cases.desk import MONDAY
from tests.ledger.small import edited

TREE = {
    "city": ("", "city"),
    "east": ("city", "district"),
    "west": ("city", "district"),
    "street-1": ("east", "street"),
    "street-2": ("east", "street"),
    "fire": ("east", "department"),
    "police": ("east", "department"),
}

PEOPLE = {
    "wang": ("clerk", "east"),
    "li": ("dispatcher", "east"),
    "zhao": ("handler", "east"),
    "qian": ("lead", "east"),
    "zhou": ("privacy_officer", "east"),
    "fire-1": ("handler", "fire"),
    "police-1": ("handler", "police"),
    "stranger": ("handler", "west"),
}


@dataclass
class Town:
    now: datetime = MONDAY
    store: Store = field(default_factory=Store)
    programme: str = "lost-property"

    def build(self, *edits: tuple[str, str]) -> Town:
        for code, (parent, kind) in TREE.items():
            above = Organisation.objects.filter(code=parent).first()
            position = Organisation.objects.filter(parent=above).count() + 1
            path = child_path(above.path if above else "", position)
            Organisation.objects.create(
                code=code, name_zh=code, name_en=code, kind=kind, parent=above, path=path
            )
        for name, (role, where) in PEOPLE.items():
            self.grant(name, role, where)
        publish_version(edited(*edits), "lost-property.yaml", "author", "approver", self.now)
        return self

    def grant(self, name: str, role: str, where: str, **more: object) -> None:
        account, _ = User.objects.get_or_create(username=name)
        organisation = Organisation.objects.get(code=where)
        Grant.objects.create(
            account=account, role=role, organisation=organisation, **{"since": self.now.date(), **more}
        )

    def viewer(self, name: str, **more: object) -> Viewer:
        return viewer_of(User.objects.get(username=name), self.now.date(), **more)

    def tries_to_open(self, name: str = "wang", where: str = "east", **more: object) -> Receipt | Refusal:
        command = Create(
            "", where, more.pop("channel", "counter"), more.pop("values", {"thing": "雨伞"}), **more
        )
        return self.store.open_case(self.programme, command, self.viewer(name), self.now)

    def opens(self, *who: str, **more: object) -> str:
        found = self.tries_to_open(*who, **more)
        assert isinstance(found, Receipt), str(found)
        return found.number

    def tries(self, name: str, number: str, command: Command, seen: int | None = None) -> Receipt | Refusal:
        return self.store.act(number, command, self.viewer(name), self.now, seen)

    def does(self, name: str, number: str, command: Command, seen: int | None = None) -> Receipt:
        found = self.tries(name, number, command, seen)
        assert isinstance(found, Receipt), str(found)
        return found

    def is_refused(self, name: str, number: str, command: Command, ground: str, words: str = "") -> Refusal:
        found = self.tries(name, number, command)
        assert isinstance(found, Refusal), found
        assert (found.ground, words in str(found)) == (ground, True), f"{found.ground}: {found}"
        return found

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)

    def searching(self, **values: object) -> str:
        number = self.opens(values={"thing": "雨伞", **values})
        self.does("li", number, Make("search"))
        return number

    def row(self, number: str) -> CaseRow:
        return CaseRow.objects.get(number=number)
