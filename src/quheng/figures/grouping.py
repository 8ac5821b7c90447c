"""By what a figure is broken down: under which key a tally falls, and what the key is called."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from quheng.bilingual import Text
from quheng.errors import MethodError, NotFoundError, Problem, Where
from quheng.ledger.models import Organisation
from quheng.ledger.paths import WIDTH, lies_under
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import BooleanField, ChoiceField, OrganisationField

UNKNOWN = ""
"""The key of what says nothing of the breakdown."""

ELSEWHERE = "elsewhere"
"""The key of what lies outside the place that is looked at: cases in which an office there has a part."""

WORDS = {
    UNKNOWN: Text(zh="未填", en="not filled in"),
    ELSEWHERE: Text(zh="其他（会办件）", en="elsewhere (a part is here)"),
}
TRUTHS = {"true": Text(zh="是", en="yes"), "false": Text(zh="否", en="no")}


class Office(NamedTuple):
    """An organisation, as far as figures need it."""

    code: str
    title: Text
    kind: str


@dataclass(frozen=True)
class Offices:
    """The tree of organisations, by path."""

    by_path: Mapping[str, Office]

    @classmethod
    def load(cls) -> Offices:
        """Read the tree."""
        rows = Organisation.objects.values_list("path", "code", "name_zh", "name_en", "kind")
        return cls({path: Office(code, Text(zh=zh, en=en), kind) for path, code, zh, en, kind in rows})

    @cached_property
    def paths(self) -> dict[str, str]:
        """The paths by code."""
        return {office.code: path for path, office in self.by_path.items()}

    def find(self, code: str) -> str:
        """Return the path of an organisation.

        Raises
        ------
        NotFoundError
            Where the register has none of that code.
        """
        if code not in self.paths:
            raise NotFoundError(
                Problem(
                    Text(zh=f"机构名录中没有 {code}", en=f"the register has no organisation {code}"),
                    Where(field="under"),
                    Text(zh="请写机构代码", en="give the code of an organisation"),
                )
            )
        return self.paths[code]


@dataclass(frozen=True)
class Grouping:
    """A breakdown.

    Parameters
    ----------
    name
        The breakdown; empty for the whole.
    offices
        The tree.
    node
        The path of the place whose children are compared.
    kinds
        The kinds of organisations that are compared instead.
    programme
        Whose fields it may be.
    """

    name: str
    offices: Offices
    node: str = ""
    kinds: Collection[str] = ()
    programme: Programme | None = None

    @property
    def dimension(self) -> str:
        """The breakdown that tallies are looked up by; empty where they have a column for it, or for none."""
        return "" if self.name in ("", "organisation", "programme") else self.name

    @property
    def is_of_places(self) -> bool:
        """Whether its keys are organisations."""
        field = self.programme.fields.get(self.name) if self.programme else None
        return self.name == "organisation" or isinstance(field, OrganisationField)

    def key_of(self, path: str, value: str) -> str:
        """Return under which key a tally falls: a path, or a value."""
        if self.name in ("", "programme"):
            return UNKNOWN
        if not self.is_of_places:
            return value
        where = path if self.name == "organisation" else self.offices.paths.get(value, UNKNOWN)
        return self._place(where) if where else UNKNOWN

    def title_of(self, key: str) -> Text:
        """Return what a key is called."""
        if self.name in ("", "programme"):
            return Text(zh="合计", en="total")
        if key in WORDS:
            return WORDS[key]
        if self.is_of_places:
            return self.offices.by_path[key].title
        field = self.programme.fields.get(self.name) if self.programme else None
        if isinstance(field, ChoiceField) and key in field.choices:
            return field.choices[key]
        if isinstance(field, BooleanField):
            return TRUTHS[key]
        channels = self.programme.declared.intake.channels if self.programme else {}
        return channels.get(key, Text(zh=key, en=key)) if self.name == "channel" else Text(zh=key, en=key)

    def label_of(self, key: str) -> str:
        """Return a key as a table writes it: the code of an organisation, or the value itself."""
        return self.offices.by_path[key].code if key in self.offices.by_path else key

    def codes_under(self, key: str) -> list[str]:
        """Return the codes of the organisations that fall under a key."""
        return [one.code for path, one in self.offices.by_path.items() if self._place(path) == key]

    def _place(self, path: str) -> str:
        """Return the organisation that a path is counted for."""
        if self.kinds:
            for end in range(len(path), 0, -WIDTH):
                office = self.offices.by_path.get(path[:end])
                if office is not None and office.kind in self.kinds:
                    return path[:end] if lies_under(path[:end], self.node) else ELSEWHERE
            return ELSEWHERE
        return path[: len(self.node) + WIDTH] if lies_under(path, self.node) else ELSEWHERE


def require_breakdown(name: str, allowed: Collection[str], of: str) -> None:
    """Refuse a breakdown that no figure of a programme, or the one that is asked for, declares.

    Raises
    ------
    MethodError
        Where it is not among those allowed.
    """
    if name not in allowed:
        choice = Text(zh="、".join(allowed) or "无", en=", ".join(allowed) or "none")
        raise MethodError(
            Problem(
                Text(
                    zh=f"{of} 的统计数不能按 {name} 分组",
                    en=f"the figures of {of} cannot be broken down by {name}",
                ),
                Where(field="by"),
                Text(zh=f"可用：{choice.zh}", en=f"allowed: {choice.en}"),
            )
        )
