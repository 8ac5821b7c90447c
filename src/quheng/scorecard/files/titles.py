"""Which input a column speaks of: by the code of the input, or by its label in either language."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Mapping

from quheng.bilingual import Text
from quheng.scorecard.declared import Input, InputBase, ListInput, MapInput, StructInput
from quheng.scorecard.scorecard import Scorecard

NEAR = 0.82
"""From here on a title is near enough to another to be a slip of the keyboard."""


def inputs_of(card: Scorecard) -> dict[str, Input]:
    """Return the inputs of all versions of a scorecard by name, as the latest version has them."""
    return {name: one for version in card.all_versions for name, one in version.inputs.items()}


class Titles:
    """The titles that a column may have.

    Parameters
    ----------
    inputs
        The inputs by name.
    others
        Inputs without a declaration: the one that chooses among scorecards.
    """

    def __init__(self, inputs: Mapping[str, Input], others: tuple[str, ...] = ()) -> None:
        self.inputs = inputs
        self._found: dict[str, set[str]] = {}
        self._measures: dict[str, set[str]] = {}
        for name in (*others, *inputs):
            self._found[_folded(name)] = {name}
        for name, one in inputs.items():
            if isinstance(one, StructInput):
                for field in one.fields_:
                    self._found.setdefault(_folded(f"{name}.{field.id}"), {f"{name}.{field.id}"})
        codes = set(self._found)
        for name, one in inputs.items():
            self._label(one, name, codes)
            if isinstance(one, StructInput):
                for field in one.fields_:
                    self._label(field, f"{name}.{field.id}", codes)
                    for of, label in _both(one.name, field.name):
                        self._add(f"{of}.{label}", f"{name}.{field.id}", codes)

    @classmethod
    def of_card(cls, card: Scorecard) -> Titles:
        """Return the titles of a scorecard's inputs, in any version."""
        return cls(inputs_of(card), card.input_names)

    def find(self, title: str) -> str | None:
        """Return what a column of this title gives, None where it is no input.

        `employees`, 职工总数, 年销售收入（万元）, `ip.advance` for a field, `sales3.2` for the second entry
        of a list, `values.A` for an entry of a map. A label that two inputs share stands for neither.
        """
        folded = _folded(title)
        found = self._exactly(folded) or self._with_measure(folded)
        return found or self._entry(title)

    def near(self, title: str) -> str | None:
        """Return the title of an input that this one may be a slip of, None without one."""
        close = difflib.get_close_matches(_folded(title), self._found, n=1, cutoff=NEAR)
        return close[0] if close else None

    def _exactly(self, folded: str) -> str | None:
        names = self._found.get(folded, set())
        return next(iter(names)) if len(names) == 1 else None

    def _with_measure(self, folded: str) -> str | None:
        head, opening, tail = folded.rpartition("(")
        name = self._exactly(head.strip()) if opening and tail.endswith(")") else None
        return name if name and tail[:-1].strip() in self._measures.get(name, ()) else None

    def _entry(self, title: str) -> str | None:
        head, _, tail = title.strip().rpartition(".")
        name = self._exactly(_folded(head))
        one = self.inputs.get(name or "")
        if isinstance(one, ListInput) and tail.isascii() and tail.isdigit() and 1 <= int(tail) < 1000:
            return f"{name}.{int(tail)}"
        return f"{name}.{tail.strip()}" if isinstance(one, MapInput) and tail.strip() else None

    def _label(self, one: InputBase, name: str, codes: set[str]) -> None:
        if one.label is not None:
            self._add(one.label.zh, name, codes)
            self._add(one.label.en, name, codes)
        if one.measure is not None:
            self._measures[name] = {_folded(one.measure.zh), _folded(one.measure.en)}

    def _add(self, title: str, name: str, codes: set[str]) -> None:
        folded = _folded(title)
        if folded not in codes:
            self._found.setdefault(folded, set()).add(name)


def _both(of: Text, label: Text) -> tuple[tuple[str, str], tuple[str, str]]:
    return (of.zh, label.zh), (of.en, label.en)


def _folded(title: str) -> str:
    """Return a title without differences that no reader sees: full-width signs, case, blanks."""
    return " ".join(unicodedata.normalize("NFKC", title).casefold().split())
