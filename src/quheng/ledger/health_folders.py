"""Where this installation keeps its data on this machine."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import connection


def folders() -> tuple[Path, ...]:
    """Return the folder of the files, and that of the database where it is a file, each disk's once."""
    found = [Path(settings.FILES)]
    if connection.vendor == "sqlite":
        found.append(Path(connection.settings_dict["NAME"]).parent)
    return tuple(dict.fromkeys(found))
