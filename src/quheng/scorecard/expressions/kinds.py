"""Kinds of value: what an expression can be, and how a message calls it."""

from __future__ import annotations

from dataclasses import dataclass

from quheng.bilingual import Text

NAMES = {
    "boolean": Text(zh="是或否", en="true or false"),
    "number": Text(zh="数", en="a number"),
    "text": Text(zh="文字", en="a text"),
    "date": Text(zh="日期", en="a date"),
    "list": Text(zh="列表", en="a list"),
    "struct": Text(zh="一组字段", en="a group of fields"),
    "map": Text(zh="名称到数的对照", en="a map of names to numbers"),
}


@dataclass(frozen=True)
class Kind:
    """What a value is.

    Parameters
    ----------
    name
        boolean, number, text, date, list, struct or map.
    whole
        Of a number: whether it is always an integer.
    choices
        Of a text: the only values that it can have; None where it is free.
    of
        Of a list: what its entries are; None for the empty list.
    fields
        Of a struct: its fields and what they are.
    """

    name: str
    whole: bool = False
    choices: tuple[str, ...] | None = None
    of: Kind | None = None
    fields: tuple[tuple[str, Kind], ...] = ()

    def fits(self, other: Kind) -> bool:
        """Whether a value of the other kind can stand beside or in place of one of this kind."""
        if self.name != other.name:
            return False
        return self.of is None or other.of is None or self.of.fits(other.of)

    def speak(self) -> Text:
        """Name the kind in both languages."""
        if self.name == "list" and self.of:
            entries = self.of.speak()
            return Text(zh=f"由{entries.zh}组成的列表", en=f"a list, each entry {entries.en}")
        return NAMES[self.name]


BOOLEAN = Kind("boolean")
NUMBER = Kind("number")
WHOLE = Kind("number", whole=True)
TEXT = Kind("text")
DATE = Kind("date")
MAP = Kind("map")
EMPTY_LIST = Kind("list")
NUMBERS = Kind("list", of=NUMBER)
TEXTS = Kind("list", of=TEXT)
