"""What the bodies of requests have in common."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query
from pydantic import Field

LONGEST_TEXT = 2000

Code = Annotated[str, Field(min_length=1, max_length=64)]
"""The id of something declared, or the code of an organisation."""

Written = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
"""A reason, an answer, a remark: sealed in the record, since it may name people."""

Unwritten = Annotated[str, Field(max_length=LONGEST_TEXT)]
"""A text that may be empty."""

Values = Annotated[dict[str, Any], Field(max_length=500, description="By field, as the form's schema says.")]

Number = Annotated[str, Field(min_length=1, max_length=32)]
"""The number of a case."""

Size = Annotated[int, Query(ge=1, le=200)]
"""How many rows a page has."""

After = Annotated[str | None, Query(max_length=120, description="`after` of the page before.")]

Reveal = Annotated[
    bool, Query(description="Show personal values as far as the token may; the record notes who saw them.")
]
