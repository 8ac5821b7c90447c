"""Places of China by their code (GB/T 2260): two digits each for province, city and district."""

from __future__ import annotations

import re
from typing import Literal

Level = Literal["province", "city", "district"]

_CODE = re.compile(r"[1-8][0-9]{5}")


def level_of(code: str) -> Level | None:
    """Return the level of a place: province (440000), city (440300) or district (440304).

    None where the code is not six digits that begin with 1 to 8; whether the place exists is for a table of
    places to say.
    """
    if not _CODE.fullmatch(code):
        return None
    if code.endswith("0000"):
        return "province"
    return "city" if code.endswith("00") else "district"
