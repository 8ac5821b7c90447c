"""The scales behind digits: 2.1万, 1.2万亿."""

from __future__ import annotations

import re

SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}

_TRAILING = re.compile("[十百千万亿]*\\Z")


def scale_of(core: str) -> int:
    """Return the scale behind the digits of `core`, 1 where there is none."""
    found = _TRAILING.search(core)
    return SCALES.get(found[0], 1) if found else 1
