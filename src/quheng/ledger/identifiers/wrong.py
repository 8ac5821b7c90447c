"""An identifier that cannot be one."""

from __future__ import annotations

from quheng.bilingual import Text


class WrongIdentifierError(ValueError):
    """What is wrong with an identifier, and what would do; the identifier itself is not repeated in it."""

    def __init__(self, what: Text, remedy: Text | None = None) -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(what.en)
