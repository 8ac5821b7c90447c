"""The names of a scorecard's parts, and the day on which a rule begins or ends."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=64)]
"""Letters, digits and underscores: it can be used in an expression."""

CardName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_\-]*$", max_length=64)]

Cel = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""An expression: see `quheng.scorecard.expressions`."""
