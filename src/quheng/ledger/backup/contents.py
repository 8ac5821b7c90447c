"""What a backup says of itself: of which kind of database, when, by which program."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

LABEL = "quheng-ledger.json"
"""The name of the label in the file."""

DATABASE = "database"
FILES = "files/"
"""What attached files are called in it: this, and the digits of their digest."""


class Contents(BaseModel):
    """The label of a backup.

    Parameters
    ----------
    format
        Of the file.
    database
        Which kind: a backup goes back into the same kind alone.
    made_at, program
        When, and by which version of Quheng.
    migration
        The newest that the tables have.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    database: Literal["sqlite", "postgresql"]
    made_at: datetime
    program: str
    migration: str
