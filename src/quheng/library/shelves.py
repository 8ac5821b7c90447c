"""Where the shipped content stands."""

from __future__ import annotations

from pathlib import Path

LIBRARY = Path(__file__).parent


def library_file(*parts: str) -> Path:
    """Return the path of a shipped file or folder, such as ("measures", "measures.yaml")."""
    return LIBRARY.joinpath(*parts)


def index_names() -> tuple[str, ...]:
    """Return the names of the shipped indices, sorted."""
    return tuple(sorted(found.parent.name for found in LIBRARY.glob("indices/*/index.yaml")))
