"""The values of fields: read from what people write, stored as JSON, and as expressions see them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from quheng.bilingual import Text
from quheng.ledger.identifiers import (
    WrongIdentifierError,
    mask_credit_code,
    mask_identity_number,
    mask_name,
    mask_phone,
    read_credit_code,
    read_identity_number,
    read_phone,
)
from quheng.ledger.programmes.declared import Column, DeclaredField, IdentifierField
from quheng.ledger.programmes.declared.types import (
    AccountType,
    DateType,
    MonthType,
    NumberType,
    OrganisationType,
    TextType,
)
from quheng.scorecard.exact import decimal_text, read_bound
from quheng.scorecard.inputs import READERS, WrongValueError
from quheng.scorecard.unknown import Unknown

MONTH = re.compile(r"(19|20)\d{2}-(0[1-9]|1[0-2])")
LONGEST_ACCOUNT = 150

IDENTIFIERS = {
    "phone": read_phone,
    "identity_number": read_identity_number,
    "credit_code": read_credit_code,
}
MASKS = {"phone": mask_phone, "identity_number": mask_identity_number, "credit_code": mask_credit_code}


def read_value(declared: DeclaredField | Column, raw: Any) -> Any:
    """Return a value as it is stored: an integer, a text (decimals and days too), a boolean or a list.

    Raises
    ------
    WrongValueError
        Where the field cannot have it.
    """
    match declared:
        case IdentifierField():
            return _identifier(declared, raw)
        case OrganisationType():
            return _organisations(declared, raw)
        case AccountType():
            return _account(raw)
        case MonthType():
            return _month(raw)
        case TextType():
            return _text(declared, raw)
    value = READERS[declared.type](declared, raw)
    if isinstance(value, Fraction):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, date) else value


def evaluated(declared: DeclaredField | Column, stored: Any) -> Any:
    """Return a stored value as expressions see it: numbers exact, days as days, lists as tuples."""
    if isinstance(declared, NumberType):
        return read_bound(stored) if isinstance(stored, str) else stored
    if isinstance(declared, DateType):
        return date.fromisoformat(stored)
    return tuple(stored) if isinstance(stored, list) else stored


def unknown(declared: DeclaredField | Column) -> Unknown:
    """Return the value of a field that is empty, with the bounds that its declaration sets."""
    if isinstance(declared, NumberType):
        low = -math.inf if declared.min is None else declared.min
        high = math.inf if declared.max is None else declared.max
        return Unknown(frozenset({declared.id}), low, high)
    return Unknown(frozenset({declared.id}))


def masked(declared: DeclaredField, stored: Any) -> Any:
    """Return a stored value as those may see it who need not know it whole."""
    if declared.type in MASKS:
        return MASKS[declared.type](stored)
    return mask_name(stored) if isinstance(declared, TextType) and stored else "***"


def is_empty(raw: Any) -> bool:
    """Whether nothing was given: an empty text or list, or null; 0 and false are values."""
    return raw is None or (isinstance(raw, str | list | tuple) and not len(raw))


def _identifier(declared: IdentifierField, raw: Any) -> str:
    try:
        return IDENTIFIERS[declared.type](str(raw))
    except WrongIdentifierError as error:
        raise WrongValueError(error.what, error.remedy) from None


def _organisations(declared: OrganisationType, raw: Any) -> Any:
    if declared.type == "organisation":
        return _code(raw)
    if isinstance(raw, str) or not isinstance(raw, Iterable):
        raise WrongValueError(Text(zh="不是机构代码的列表", en="this is no list of organisation codes"))
    return sorted({_code(one) for one in raw})


def _code(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip() or len(raw) > 64:
        raise WrongValueError(Text(zh="不是机构代码", en="this is no organisation code"))
    return raw.strip()


def _account(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip() or len(raw) > LONGEST_ACCOUNT:
        raise WrongValueError(Text(zh="不是账号", en="this is no account"))
    return raw.strip()


def _month(raw: Any) -> str:
    if not isinstance(raw, str) or MONTH.fullmatch(raw.strip()) is None:
        raise WrongValueError(
            Text(zh="不是月份", en="this is no month"), Text(zh="请写成 2026-03", en="write it as 2026-03")
        )
    return raw.strip()


def _text(declared: TextType, raw: Any) -> str:
    if not isinstance(raw, str):
        raise WrongValueError(Text(zh="不是文字", en="this is no text"))
    text = raw.strip()
    if len(text) > declared.longest:
        raise WrongValueError(
            Text(zh=f"有 {len(text)} 个字符", en=f"it has {len(text)} characters"),
            Text(zh=f"至多 {declared.longest} 个字符", en=f"at most {declared.longest}"),
        )
    return text
