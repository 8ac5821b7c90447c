"""Places of China by their code (GB/T 2260): two digits each for province, city and district."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

_CODE = re.compile(r"[1-8][0-9]{5}")
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})

Level = Literal["province", "city", "district"]


@dataclass(frozen=True, order=True)
class Place:
    """An administrative place by its six-digit code; whether it exists is for a table of places to say."""

    code: str

    @classmethod
    def parse(cls, code: str) -> Place:
        """Check the form of a code.

        Raises
        ------
        ValueError
            Where it is not six digits that begin with 1 to 8.
        """
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code!r} is not a six-digit code of GB/T 2260")
        return cls(code)

    @property
    def level(self) -> Level:
        """Province (440000), city (440300) or district (440304)."""
        if self.code.endswith("0000"):
            return "province"
        return "city" if self.code.endswith("00") else "district"

    @property
    def province(self) -> Place:
        """The province that it lies in, or itself."""
        return Place(self.code[:2] + "0000")

    @property
    def city(self) -> Place | None:
        """The city that it lies in, or itself; none for a province."""
        return None if self.level == "province" else Place(self.code[:4] + "00")

    @property
    def in_municipality(self) -> bool:
        """Whether it lies in Beijing, Tianjin, Shanghai or Chongqing."""
        return self.code[:2] in MUNICIPALITIES
