"""The last four digits by which people follow their case, kept as a digest that goes with their data."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence

from quheng.ledger.canonical import digest
from quheng.ledger.cases import Case
from quheng.ledger.change import Change
from quheng.ledger.inserting import insert_objects
from quheng.ledger.models import PhoneTail

DIGITS = 4
SALT_BYTES = 16

NOBODY = ("0" * 2 * SALT_BYTES, "sha256:" + "0" * 64)
"""What is compared with where there is no such case: the work is the same, and nothing fits."""


def tail_of(number: str) -> str:
    """Return the last four digits of a telephone number."""
    return number[-DIGITS:]


def fits(number: str, tail: str) -> bool:
    """Whether a case of that number can be followed by these digits.

    A wrong tail and a number that nobody has cost the same: one query, one digest, one comparison in constant
    time.
    """
    kept = PhoneTail.objects.filter(case__number=number).values_list("salt", "digest").first()
    salt, expected = kept or NOBODY
    return hmac.compare_digest(_digest(salt, number, tail), expected)


def follow_phone(change: Change) -> None:
    """Keep the digest in step with the telephone of a case."""
    if change.before is None:
        follow_phones((change,))
    elif _phone(change.before, change) != _phone(change.case, change):
        keep_phone(change)


def keep_phone(change: Change) -> None:
    """Write the digest anew, or remove it where the telephone is not known any more."""
    PhoneTail.objects.filter(case=change.row).delete()
    follow_phones((change,))


def follow_phones(changes: Sequence[Change]) -> None:
    """Write the digests of many new cases."""
    insert_objects(
        PhoneTail,
        (_row(change, phone) for change in changes if (phone := _phone(change.case, change)) is not None),
    )


def _row(change: Change, phone: str) -> PhoneTail:
    salt = secrets.token_hex(SALT_BYTES)
    return PhoneTail(case=change.row, salt=salt, digest=_digest(salt, change.case.number, tail_of(phone)))


def _phone(case: Case | None, change: Change) -> str | None:
    public = change.programme.declared.public
    return None if public is None or case is None else case.values.get(public.phone)


def _digest(salt: str, number: str, tail: str) -> str:
    return digest(f"{salt}\n{number}\n{tail}")
