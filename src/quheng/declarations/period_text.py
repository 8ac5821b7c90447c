"""A period as a declaration writes it: 2020 without quotes is the year."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

PeriodText = Annotated[str, Field(coerce_numbers_to_str=True)]
