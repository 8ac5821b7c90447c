"""The words of statistical tables: library/lexicons/tables.yaml."""

from __future__ import annotations

from functools import cache, cached_property
from typing import Literal, get_args

from quheng.declarations import Declared, read_yaml, validated
from quheng.evidence.tables.plain import compact
from quheng.library import library_file

Role = Literal["place", "indicator", "period", "measure", "value", "code", "serial", "remark"]
"""What a column holds."""

ROLES: tuple[Role, ...] = get_args(Role)


class TableWords(Declared):
    """The lists of the file, which explains each."""

    missing: tuple[str, ...]
    columns: dict[Role, tuple[str, ...]]
    totals: tuple[str, ...]
    fillers: tuple[str, ...]
    title_words: tuple[str, ...]
    units: tuple[str, ...]
    forms: tuple[str, ...]
    notes: tuple[str, ...]
    numbering: tuple[str, ...]

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Header, as `compact` writes it → what its column holds."""
        return {compact(word): role for role, words in self.columns.items() for word in words}

    @cached_property
    def blanks(self) -> frozenset[str]:
        """What stands for a figure that is not there."""
        return frozenset(compact(word) for word in self.missing)

    @cached_property
    def naming_nothing(self) -> frozenset[str]:
        """Words that name no indicator."""
        return frozenset(map(compact, self.fillers))

    @cached_property
    def sums(self) -> frozenset[str]:
        """Words of a total."""
        return frozenset(map(compact, self.totals))


@cache
def table_words() -> TableWords:
    """Return the words of the library, read once."""
    path = library_file("lexicons", "tables.yaml")
    return validated(TableWords, read_yaml(path), "library/lexicons/tables.yaml")
