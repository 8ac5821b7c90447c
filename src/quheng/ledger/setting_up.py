"""Publish the programmes that ship, in a ledger that does not have them yet."""

from __future__ import annotations

from datetime import datetime

from quheng.declarations import read_yaml
from quheng.ledger.models import VersionRow
from quheng.ledger.programmes import Version, programme_names, shipped_programmes
from quheng.ledger.published import publish_version
from quheng.library import library_file

AUTHOR = "library"
"""Who wrote the programmes that ship."""


def publish_shipped(approver: str, now: datetime) -> tuple[Version, ...]:
    """Publish each programme that ships and has no version yet; those that have one are left alone.

    Raises
    ------
    MethodError
        Where the approver is called like the author.
    """
    known = set(VersionRow.objects.values_list("programme", flat=True))
    published = []
    for name in programme_names():
        if name not in known:
            file = library_file("programmes", f"{name}.yaml")
            text = read_yaml(file)
            published.append(publish_version(text, file.name, AUTHOR, approver, now, shipped_programmes()))
    return tuple(published)
