"""The unified social credit code (统一社会信用代码) of an enterprise or other organisation."""

from __future__ import annotations

import re

from quheng.bilingual import Text
from quheng.ledger.identifiers.wrong import WrongIdentifierError

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The 31 characters of the code, each worth its position: no I, O, S, V, Z."""

WEIGHTS = tuple(pow(3, position, 31) for position in range(17))

SHAPE = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{10}}")


def credit_code(first_17: str) -> str:
    """Return the whole code of its first 17 characters, with the check character behind them.

    C18 = 31 − (Σ Ci · 3^(i−1) mod 31) mod 31, where Ci is worth its position in the alphabet.

    References
    ----------
    GB 32100-2015, Coding rule of the unified social credit identifier.
    """
    total = sum(ALPHABET.index(sign) * weight for sign, weight in zip(first_17, WEIGHTS, strict=True))
    return first_17 + ALPHABET[-total % 31]


def read_credit_code(text: str) -> str:
    """Return a code as it is stored: 18 characters, upper case, no spaces.

    Raises
    ------
    WrongIdentifierError
        Where it has another shape, or its check character does not fit.
    """
    code = re.sub(r"[\s-]", "", text).upper()
    if not SHAPE.fullmatch(code):
        raise WrongIdentifierError(
            Text(zh="不是统一社会信用代码", en="this is no unified social credit code"),
            Text(
                zh="应为 18 位数字或大写字母（不用 I、O、S、V、Z），第 3 至 8 位为数字",
                en="it has 18 digits and capital letters (no I, O, S, V, Z); the 3rd to 8th are digits",
            ),
        )
    if credit_code(code[:17]) != code:
        raise WrongIdentifierError(
            Text(zh="统一社会信用代码的校验码不符", en="the check character of the credit code does not fit"),
            Text(zh="请逐位核对", en="compare it sign by sign"),
        )
    return code
