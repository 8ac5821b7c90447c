"""Coordinates: written behind an address and read back from there, so that no form has a box for them."""

from __future__ import annotations

import re

from quheng.bilingual import Text
from quheng.errors import Problem, Where
from quheng.web.api.problems import ApiError

PLACES = 6
"""Decimals: a tenth of a metre."""

WRITTEN = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?")
BEHIND = re.compile(
    r"^(?P<address>.*?)\s*\((?P<lat>-?\d{1,2}\.\d{6}), (?P<long>-?\d{1,3}\.\d{6})\)$", re.DOTALL
)

LARGEST = {"lat": 90.0, "long": 180.0}


def read_coordinate(name: str, text: str) -> float | None:
    """Return a coordinate that a client gave; None where it gave none.

    Raises
    ------
    ApiError
        Where there is no such place on earth.
    """
    if not text:
        return None
    if WRITTEN.fullmatch(text) and abs(float(text)) <= LARGEST[name]:
        return float(text)
    most = f"{LARGEST[name]:.0f}"
    raise ApiError(
        400,
        Problem(
            Text(zh=f"{name} 不是坐标", en=f"{name} is no coordinate"),
            Where(field=name),
            Text(zh=f"请写 WGS 84 度数，-{most} 到 {most}", en=f"write degrees (WGS 84), -{most} to {most}"),
        ),
    )


def with_coordinates(address: str, lat: float | None, long: float | None) -> str:
    """Return an address with coordinates behind it, where there are both."""
    if lat is None or long is None:
        return address
    return f"{address} ({lat:.{PLACES}f}, {long:.{PLACES}f})".strip()


def parted(written: str) -> tuple[str, float | None, float | None]:
    """Return an address and the coordinates behind it."""
    found = BEHIND.match(written)
    if found is None:
        return written, None, None
    return found["address"], float(found["lat"]), float(found["long"])
