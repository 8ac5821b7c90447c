"""Personal data is sealed: the record holds a salted digest, the value lies beside it and can be erased.

The chain is computed over what the record holds, so erasing a value leaves every hash as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from quheng.ledger.canonical import Algorithm, canonical_json, digest
from quheng.ledger.cases.wire import free_texts

SEAL = "sealed"

SET_ASIDE = "set_aside"
"""Values of fields that another version lacks: sealed whatever they are, since it cannot tell."""

MAPPINGS = ("values", "before", SET_ASIDE)
"""The members of events that hold fields by name."""


@dataclass(frozen=True)
class Secret:
    """A sealed value.

    Parameters
    ----------
    seal
        The digest that stands in the record in its place.
    salt
        By which nobody can find the value by trying.
    value
        The value itself, as JSON.
    """

    seal: str
    salt: str
    value: Any


def seal_of(value: Any, salt: str, algorithm: Algorithm = "sha256") -> str:
    """Return the salted digest of a value."""
    return digest(f"{salt}\n{canonical_json(value)}", algorithm)


def sealed(
    kind: str,
    members: Mapping[str, Any],
    is_personal: Callable[[str], bool],
    new_salt: Callable[[], str],
    algorithm: Algorithm = "sha256",
) -> tuple[dict[str, Any], tuple[Secret, ...]]:
    """Return the members with personal values sealed, and the secrets.

    Parameters
    ----------
    kind, members
        The event, as JSON.
    is_personal
        Whether a field holds personal data.
    new_salt
        Gives another salt at each call: the only chance in the house, and it comes from outside.
    algorithm
        Of the digest.
    """
    secrets: list[Secret] = []

    def hide(value: Any) -> Any:
        if value is None or value == "":
            return value
        salt = new_salt()
        secrets.append(Secret(seal_of(value, salt, algorithm), salt, value))
        return {SEAL: secrets[-1].seal}

    hidden = dict(members)
    for name in free_texts(kind):
        hidden[name] = hide(hidden[name])
    for name in MAPPINGS:
        if name in hidden:
            hidden[name] = {
                field: hide(value) if name == SET_ASIDE or is_personal(field) else value
                for field, value in hidden[name].items()
            }
    return hidden, tuple(secrets)


def opened(kind: str, members: Mapping[str, Any], secrets: Mapping[str, Any]) -> dict[str, Any]:
    """Return the members with sealed values put back; what was erased is empty, and left out of mappings.

    Parameters
    ----------
    kind, members
        The event, as the record holds it.
    secrets
        The values that are still there, by their seals.
    """
    clear = dict(members)
    for name in free_texts(kind):
        seal = _seal(clear[name])
        if seal is not None:
            clear[name] = secrets.get(seal, "")
    for name in MAPPINGS:
        if name in clear:
            clear[name] = {
                field: value if (seal := _seal(value)) is None else secrets[seal]
                for field, value in clear[name].items()
                if _seal(value) is None or _seal(value) in secrets
            }
    return clear


def seals_in(kind: str, members: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the seals that an event holds."""
    candidates = [members[name] for name in free_texts(kind)]
    candidates += [value for name in MAPPINGS for value in members.get(name, {}).values()]
    return tuple(seal for value in candidates if (seal := _seal(value)) is not None)


def _seal(value: Any) -> str | None:
    return value[SEAL] if isinstance(value, dict) and set(value) == {SEAL} else None
