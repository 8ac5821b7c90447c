"""Telephone numbers of the mainland."""

from __future__ import annotations

import re

from quheng.bilingual import Text
from quheng.ledger.identifiers.wrong import WrongIdentifierError

MOBILE = re.compile(r"1[3-9][0-9]{9}")
FIXED = re.compile(r"0[0-9]{2,3}[2-9][0-9]{6,7}")
SERVICE = re.compile(r"400[0-9]{7}|1[0-9]{4}|9[5-6][0-9]{3,4}")


def read_phone(text: str) -> str:
    """Return a number as it is stored: digits alone, without spaces, hyphens and the +86.

    Raises
    ------
    WrongIdentifierError
        Where it is no mobile, fixed (with its area code) or service number.
    """
    number = re.sub(r"[\s()（）-]", "", text)
    number = re.sub(r"^(\+|00)86", "", number)
    if any(shape.fullmatch(number) for shape in (MOBILE, FIXED, SERVICE)):
        return number
    raise WrongIdentifierError(
        Text(zh="不是电话号码", en="this is no telephone number"),
        Text(
            zh="请写 11 位手机号，或带区号的固定电话",
            en="give a mobile number of 11 digits, or a fixed line with its area code",
        ),
    )
