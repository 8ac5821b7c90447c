"""The digest of an edition: what it is known by."""

from __future__ import annotations

import hashlib

from quheng.index import Edition
from quheng.version import __version__


def edition_digest(edition: Edition) -> str:
    """Return the SHA-256 of an edition, in hexadecimal: the same inputs and version, the same digest.

    It is taken over one line ``<SHA-256>  <name>`` for each input file, in the order of the names, and a last
    line ``quheng <version>``.

    Parameters
    ----------
    edition
        The built index.

    Returns
    -------
    64 hexadecimal digits; an empty text where the edition was not built from files.
    """
    files = sorted(edition.inputs.files, key=lambda file: file.name)
    if not files:
        return ""
    lines = [f"{file.sha256}  {file.name}" for file in files]
    return hashlib.sha256("\n".join([*lines, f"quheng {__version__}"]).encode()).hexdigest()
