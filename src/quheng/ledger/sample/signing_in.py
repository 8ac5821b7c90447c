"""Let the people of the sample district sign in, and say who is who."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from quheng.bilingual import Text
from quheng.ledger.models import Grant
from quheng.ledger.programmes import load_roles


@dataclass(frozen=True)
class SignsIn:
    """Somebody who can sign in: account, name, what for, where."""

    account: str
    name: str
    role: Text
    organisation: Text


def let_sign_in(password: str) -> tuple[SignsIn, ...]:
    """Give everybody with a grant one password, and return who they are, a line for each grant.

    For a demonstration alone: the password is hashed once, so the digests of all are alike.
    """
    grants = list(Grant.objects.select_related("account", "organisation").order_by("id"))
    accounts = User.objects.filter(pk__in={grant.account_id for grant in grants})
    accounts.update(password=make_password(password))
    roles = load_roles()
    found = []
    for grant in grants:
        role, where = roles.find(grant.role), grant.organisation
        title = role.title if role else Text(zh=grant.role, en=grant.role)
        account = grant.account
        found.append(
            SignsIn(
                account.get_username(), account.first_name, title, Text(zh=where.name_zh, en=where.name_en)
            )
        )
    return tuple(found)
