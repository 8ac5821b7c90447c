"""A case is brought to another version of its programme, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Migrated:
    """The case was brought to another version: what it was, and what became of it.

    `stages` and `fields` are the names that changed, old to new; `set_aside` holds the values of the fields
    that the new version lacks (`dropped`). They are sealed whatever they are. Two people stand behind it.
    """

    version: int
    digest: str
    stage: str
    old_version: int
    old_digest: str
    old_stage: str
    stages: Mapping[str, str]
    fields: Mapping[str, str]
    dropped: tuple[str, ...]
    set_aside: Mapping[str, Any]
    ordered_by: str
    approved_by: str


@dataclass(frozen=True)
class MigrationReverted:
    """The case was brought back to the version that it came from; what was set aside then is there again."""

    version: int
    digest: str
    stage: str
    old_version: int
    old_digest: str
    old_stage: str
    fields: Mapping[str, str]
    dropped: tuple[str, ...]
    set_aside: Mapping[str, Any]
    ordered_by: str
    approved_by: str
