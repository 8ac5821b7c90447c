"""Passwords that an administrator gave: they let in once, to be changed.

Whose password was given is a member of a group; it is looked up when one signs in, and kept in the session.
"""

from __future__ import annotations

import secrets
from typing import Any

from allauth.account.signals import password_changed
from django.contrib.auth.models import Group, User
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

GIVEN = "given-password"
"""The name of the group, and the key of the session."""

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for one another when they are read out."""

GROUPS, OF_SIGNS = 5, 4


def give_password(account: User) -> str:
    """Set a password that nobody has chosen, and return it: about 99 bits, to be told once."""
    parts = ("".join(secrets.choice(SIGNS) for _ in range(OF_SIGNS)) for _ in range(GROUPS))
    password = "-".join(parts)
    account.set_password(password)
    account.save()
    account.groups.add(Group.objects.get_or_create(name=GIVEN)[0])
    return password


def must_change(request: HttpRequest) -> bool:
    """Whether somebody still uses a password that was given."""
    return bool(request.session.get(GIVEN))


def _note(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    if user.groups.filter(name=GIVEN).exists():
        request.session[GIVEN] = True


def _forget(sender: object, request: HttpRequest, user: User, **_: Any) -> None:
    user.groups.remove(*user.groups.filter(name=GIVEN))
    request.session.pop(GIVEN, None)


def watch() -> None:
    """Look at sign-ins and at changed passwords from now on."""
    user_logged_in.connect(_note, dispatch_uid="quheng.given_passwords.note")
    password_changed.connect(_forget, dispatch_uid="quheng.given_passwords.forget")
