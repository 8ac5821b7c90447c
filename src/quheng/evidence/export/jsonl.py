"""Claims as JSONL: one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any


def as_jsonl(records: Iterable[Mapping[str, Any]]) -> str:
    """Return records as lines of JSON, each closed by a line feed; Chinese stands as it is."""
    return "".join(
        f"{json.dumps(record, ensure_ascii=False, allow_nan=False)}\n".replace("\u2028", "\\u2028").replace(
            "\u2029", "\\u2029"
        )
        for record in records
    )
