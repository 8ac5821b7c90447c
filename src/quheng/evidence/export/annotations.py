"""Claims as W3C Web Annotations, which other tools can lay upon the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

CONTEXT = 32
"""Characters of text quoted before and after a claim, by which it is found again in a changed text."""

_IN_TARGET = ("start", "end", "text", "sha256")


def as_annotations(
    records: Iterable[Mapping[str, Any]], text: str, source: str, sha256: str
) -> dict[str, Any]:
    """Return claims as one page of annotations (JSON-LD).

    Parameters
    ----------
    records
        As `claim_records` or `reviewed_records` give them.
    text, source, sha256
        The text that was read, the name of its file, and its digest.

    Returns
    -------
    page
        An AnnotationPage. Each target is selected twice, by its characters with those around them
        (TextQuoteSelector) and by its offsets in code points (TextPositionSelector); each body holds the
        claim's fields as JSON.

    References
    ----------
    W3C (2017). Web Annotation Data Model, sections 3.2, 4.2.4, 4.2.5.
    https://www.w3.org/TR/annotation-model/
    """
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:sha256:{sha256}",
        "type": "AnnotationPage",
        "items": [_annotation(record, text, source) for record in records],
    }


def _annotation(record: Mapping[str, Any], text: str, source: str) -> dict[str, Any]:
    start, end = record["start"], record["end"]
    claim = {name: value for name, value in record.items() if name not in _IN_TARGET}
    return {
        "id": f"urn:sha256:{record['sha256']}:{start}-{end}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "format": "application/json",
            "value": json.dumps(claim, ensure_ascii=False, allow_nan=False),
        },
        "target": {
            "source": source,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - CONTEXT) : start],
                    "suffix": text[end : end + CONTEXT],
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        },
    }
