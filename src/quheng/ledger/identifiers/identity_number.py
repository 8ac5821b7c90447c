"""The citizen identity number (公民身份号码)."""

from __future__ import annotations

import re
from datetime import date

from quheng.bilingual import Text
from quheng.ledger.identifiers.wrong import WrongIdentifierError

WEIGHTS = tuple(pow(2, 17 - position, 11) for position in range(17))

CHECK_DIGITS = "10X98765432"
"""The check digit for each remainder of the weighted sum by 11."""

SHAPE = re.compile(r"[1-8][0-9]{16}[0-9X]")


def identity_check_digit(first_17: str) -> str:
    """Return the check digit of the first 17 digits.

    Σ ai · 2^(18−i) mod 11 ≡ 1 (ISO 7064, MOD 11-2).

    References
    ----------
    GB 11643-1999, Citizen identification number.
    """
    total = sum(int(digit) * weight for digit, weight in zip(first_17, WEIGHTS, strict=True))
    return CHECK_DIGITS[total % 11]


def read_identity_number(text: str) -> str:
    """Return a number as it is stored: 18 digits, the last may be X.

    Raises
    ------
    WrongIdentifierError
        Where it has another shape, no such birthday, or another check digit.
    """
    number = re.sub(r"\s", "", text).upper()
    if not SHAPE.fullmatch(number) or not _is_day(number[6:14]):
        raise WrongIdentifierError(
            Text(zh="不是公民身份号码", en="this is no citizen identity number"),
            Text(
                zh="应为 18 位，第 7 至 14 位是出生日期，末位可为 X",
                en="it has 18 digits, the 7th to 14th a birthday, and the last may be X",
            ),
        )
    if identity_check_digit(number[:17]) != number[17]:
        raise WrongIdentifierError(
            Text(zh="公民身份号码的校验码不符", en="the check digit of the identity number does not fit"),
            Text(zh="请逐位核对", en="compare it digit by digit"),
        )
    return number


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True
