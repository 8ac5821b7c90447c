"""One way to write a value as bytes, and their digest: what a chain of hashes needs."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Literal

Algorithm = Literal["sha256", "sm3"]

ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_json(value: Any) -> str:
    """Return JSON with sorted keys, no blanks and no escapes that need not be: one text for one value.

    Floats are refused: their text depends on who writes it; amounts are integers or decimal texts.

    Raises
    ------
    TypeError
        Where the value has a float, or anything that is no JSON.
    """
    _no_floats(value)
    return ENCODER.encode(value)


def digest(text: str, algorithm: Algorithm = "sha256") -> str:
    """Return the digest of a text in UTF-8, behind the name of its algorithm: `sha256:9f86…`."""
    return f"{algorithm}:{hashlib.new(algorithm, text.encode('utf-8')).hexdigest()}"


def algorithm_of(named_digest: str) -> Algorithm | None:
    """Return by which algorithm a digest was made; None where it does not say so."""
    name = named_digest.partition(":")[0]
    return "sha256" if name == "sha256" else "sm3" if name == "sm3" else None


def _no_floats(value: Any) -> None:
    if isinstance(value, str):
        return
    if isinstance(value, float):
        raise TypeError(f"a float has no canonical text: {value!r}")
    if isinstance(value, dict):
        for inner in value.values():
            _no_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _no_floats(inner)
