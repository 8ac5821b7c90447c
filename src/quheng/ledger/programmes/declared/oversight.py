"""What a role oversees, beside the work itself."""

from __future__ import annotations

from typing import Literal

Oversight = Literal["reads", "broken_glass", "reviews"]
"""reads: who looked at protected data. broken_glass: who broke the glass. reviews: judges whether rightly."""
