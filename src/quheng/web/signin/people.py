"""Accounts, as an administrator gives and closes them."""

from __future__ import annotations

import re

from allauth.mfa.models import Authenticator
from axes.utils import reset
from django.contrib.auth.models import User
from django.db import transaction

from quheng.bilingual import Text
from quheng.errors import MethodError, NotFoundError, Problem, Where
from quheng.ledger.applicants import APPLICANT
from quheng.ledger.cases import SYSTEM
from quheng.web.signin.given_passwords import give_password

SHAPE = re.compile(r"[a-z][a-z0-9._-]{1,63}")
RESERVED = (APPLICANT, SYSTEM.id, "library")
"""Names that stand in the record for somebody else."""


def add_person(name: str, shown: str) -> str:
    """Open an account, and return its password: it is told once, and must be changed at the first sign-in.

    Raises
    ------
    MethodError
        Where the name cannot be one, or is taken.
    """
    if not SHAPE.fullmatch(name) or name in RESERVED:
        raise _refused(
            Text(zh=f"账号名 {name} 不可用", en=f"{name} cannot be the name of an account"),
            Text(
                zh="请用小写字母、数字、点、横线，以字母开头",
                en="use small letters, digits, dots and hyphens, a letter first",
            ),
        )
    if User.objects.filter(username=name).exists():
        raise _refused(
            Text(zh=f"账号 {name} 已存在", en=f"there is an account {name} already"),
            Text(zh="请换一个名称", en="choose another name"),
        )
    with transaction.atomic():
        return give_password(User(username=name, first_name=shown))


def reset_person(name: str, second_factor: bool = False) -> str:
    """Give a new password, lift a lock, and take a lost second factor off; return the password.

    Whoever is signed in with the old password is signed out by it.

    Raises
    ------
    NotFoundError
        Where there is no such account.
    """
    account = person(name)
    with transaction.atomic():
        if second_factor:
            Authenticator.objects.filter(user=account).delete()
        reset(username=name)
        return give_password(account)


def close_person(name: str) -> None:
    """Close an account: its grants rest, its name stays in the record and is given to nobody else.

    Raises
    ------
    NotFoundError
        Where there is no such account.
    """
    account = person(name)
    account.is_active = False
    account.save(update_fields=["is_active"])


def person(name: str) -> User:
    """Return an account.

    Raises
    ------
    NotFoundError
        Where there is none.
    """
    found = User.objects.filter(username=name).first()
    if found is None:
        raise NotFoundError(
            Problem(Text(zh=f"没有账号 {name}", en=f"there is no account {name}"), Where(field="account"))
        )
    return found


def _refused(what: Text, remedy: Text) -> MethodError:
    return MethodError(Problem(what, Where(field="account"), remedy))
