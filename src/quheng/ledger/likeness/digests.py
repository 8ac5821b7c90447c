"""Keyed digests of values, so that equal ones are found and none can be read back.

A telephone number has too few possibilities for a plain digest: whoever had the table would try them all. The
key is the secret of the installation, which does not lie in the database. Where it changes, replay makes the
digests anew.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from django.utils.crypto import salted_hmac

from quheng.ledger.cases import Case
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.declared import SUBJECT

SHORTEST = 4
"""A text of fewer letters and digits is no address: `路口` stands in too many cases."""


def digests_of(case: Case, programme: Programme) -> dict[str, str]:
    """Return the digests of what cases of a programme are compared by: its fields, and `subject`."""
    declared = programme.declared
    compared = dict.fromkeys(declared.similar.by if declared.similar else ())
    compared |= dict.fromkeys(figure.repeat.same for figure in declared.figures if figure.repeat)
    plain = {name: plain_text(case.values[name]) for name in compared if name in case.values}
    found = {
        name: digest_of(programme.name, name, text) for name, text in plain.items() if len(text) >= SHORTEST
    }
    if SUBJECT in compared and case.subject is not None:
        found[SUBJECT] = digest_of(programme.name, SUBJECT, f"{case.subject.kind} {case.subject.key}")
    return found


def digest_of(programme: str, field: str, text: str) -> str:
    """Return the keyed digest of one value: equal values of two fields or programmes have different ones."""
    return salted_hmac(f"quheng.similar {programme} {field}", text, algorithm="sha256").hexdigest()


def plain_text(value: Any) -> str:
    """Return a value as it is compared: letters and digits alone, in one width and one case."""
    text = unicodedata.normalize("NFKC", str(value)).casefold()
    return "".join(sign for sign in text if sign.isalnum())
