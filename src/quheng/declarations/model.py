"""The base of every declared model."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Declared(BaseModel):
    """A frozen piece of a declaration; a key that the model does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
