"""Tokens: keys by which a program acts as an account; shown once, kept as digests, narrower than it."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.db.models import Q

from quheng.bilingual import Text, listed
from quheng.errors import MethodError, NotFoundError, Problem, Where
from quheng.ledger.models import ApiToken, Organisation, VersionRow
from quheng.ledger.narrowing import Limits, narrowed
from quheng.ledger.programmes.declared import SENSITIVITIES, Sensitivity
from quheng.ledger.scope import Viewer, viewer_of

MARK = "quheng_"
"""What every key begins with, so that one that leaks is recognised."""

KEY_BYTES = 32
WRITTEN = re.compile(rf"{MARK}[A-Za-z0-9_-]{{43}}")

LONGEST_TERM = timedelta(days=366)
"""How long a token may hold: it is renewed by making another."""

NOTED_EVERY = timedelta(minutes=5)
"""How exactly the last use is known: not every request writes it."""


@dataclass(frozen=True)
class Issued:
    """A new token with its key, which is told this once."""

    key: str
    token: ApiToken


@dataclass(frozen=True)
class Admitted:
    """What a key opens.

    Parameters
    ----------
    token
        The key of the token's row.
    viewer
        As whom it acts: its account with the grants of the day, narrowed.
    writes
        Whether it may change anything.
    """

    token: int
    viewer: Viewer
    writes: bool


def issue_token(
    account: AbstractBaseUser,
    name: str,
    now: datetime,
    until: date,
    *,
    programmes: tuple[str, ...] = (),
    organisation: str | None = None,
    sensitivity: Sensitivity = "internal",
    writes: bool = False,
) -> Issued:
    """Make a token for an account.

    Parameters
    ----------
    account, name
        As whom it acts, and what it is called among the tokens of the account.
    now, until
        When it is made, and its last day.
    programmes
        The only ones that it reaches; all that the account reaches by default.
    organisation
        The code of the organisation that it reaches, with all below; all that the account reaches by default.
    sensitivity
        The highest level that it sees.
    writes
        Whether it may change anything.

    Raises
    ------
    NotFoundError
        Where there is no such organisation, or a programme was never published.
    MethodError
        Where the term is past or too long, or the account has a token of this name.
    """
    where = _organisation(organisation)
    _require_published(programmes)
    _require_term(now.date(), until)
    key = MARK + secrets.token_urlsafe(KEY_BYTES)
    try:
        with transaction.atomic():
            token = ApiToken.objects.create(
                account_id=account.pk,
                name=name,
                digest=_digest(key),
                programmes=sorted(set(programmes)),
                organisation=where,
                sensitivity=SENSITIVITIES.index(sensitivity),
                writes=writes,
                made_at=now,
                until=until,
            )
    except IntegrityError:
        raise _wrong(
            "name",
            f"{account.get_username()} 已有名为 {name} 的令牌",
            f"{account.get_username()} has a token named {name} already",
            Text(zh="请换一个名称", en="give it another name"),
        ) from None
    return Issued(key, token)


def admit(key: str, now: datetime) -> Admitted | None:
    """Return what a key opens now; None where it opens nothing, whatever the reason."""
    if WRITTEN.fullmatch(key) is None:
        return None
    held = ApiToken.objects.filter(Q(account__is_active=True), revoked_at=None, until__gte=now.date())
    token = held.select_related("account", "organisation").filter(digest=_digest(key)).first()
    if token is None:
        return None
    if token.used_at is None or now - token.used_at >= NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return Admitted(token.pk, viewer_by(token, now.date()), token.writes)


def viewer_by(token: ApiToken, on: date) -> Viewer:
    """Return as whom a token acts: its account with the grants of the day, narrowed.

    Where the token is for one organisation it acts for that one, or for the first below it that is granted.
    """
    limits = Limits(
        frozenset(token.programmes),
        token.organisation.path if token.organisation else "",
        token.sensitivity,
        token.writes,
    )
    viewer = narrowed(viewer_of(token.account, on), limits)
    if viewer.organisation is not None or not viewer.permits:
        return viewer
    path = min(permit.path for permit in viewer.permits)
    acting = token.organisation
    if acting is None or acting.path != path:
        acting = Organisation.objects.get(path=path)
    return Viewer(viewer.account, viewer.permits, acting.code, acting.path)


def tokens_of(account: str | None = None) -> list[ApiToken]:
    """Return the tokens of an account, of all by default, the newest first; revoked ones too."""
    rows = ApiToken.objects.select_related("account", "organisation").order_by("-made_at", "-id")
    return list(rows if account is None else rows.filter(account__username=account))


def described(token: ApiToken, now: datetime) -> Text:
    """Say whose a token is, what it reaches, until when it holds, and when it was last used."""
    account, name = token.account.get_username(), token.name
    does = Text(zh="可写", en="writes") if token.writes else Text(zh="只读", en="reads")
    programmes = listed(token.programmes or ("*",))
    where = token.organisation.code if token.organisation else "*"
    level = SENSITIVITIES[token.sensitivity]
    used = f"{token.used_at:%Y-%m-%d}" if token.used_at else "—"
    if token.revoked_at is not None:
        day = f"{token.revoked_at:%Y-%m-%d}"
        state = Text(zh=f"{day} 撤销", en=f"revoked {day}")
    elif token.until < now.date():
        state = Text(zh=f"{token.until} 到期", en=f"ended {token.until}")
    else:
        state = Text(zh=f"有效至 {token.until}", en=f"holds until {token.until}")
    return Text(
        zh=f"{account} {name}：{does.zh}，{level}，事项 {programmes.zh}，机构 {where}，"
        f"{state.zh}，最近使用 {used}",
        en=f"{account} {name}: {does.en}, {level}, programmes {programmes.en}, organisation {where}, "
        f"{state.en}, last used {used}",
    )


def revoke_token(account: str, name: str, now: datetime) -> ApiToken:
    """End a token at once; one that is ended stays so.

    Raises
    ------
    NotFoundError
        Where the account has none of that name.
    """
    token = ApiToken.objects.filter(account__username=account, name=name).first()
    if token is None:
        raise _missing("name", f"{account} 没有名为 {name} 的令牌", f"{account} has no token named {name}")
    if token.revoked_at is None:
        token.revoked_at = now
        token.save(update_fields=["revoked_at"])
    return token


def _digest(key: str) -> str:
    """Return what is kept of a key: 256 bits of chance need no salt and no slow hash."""
    return hashlib.sha256(key.encode()).hexdigest()


def _organisation(code: str | None) -> Organisation | None:
    if code is None:
        return None
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise _missing("organisation", f"没有机构 {code}", f"there is no organisation {code}")
    return found


def _require_published(programmes: tuple[str, ...]) -> None:
    known = set(VersionRow.objects.values_list("programme", flat=True))
    strange = sorted(set(programmes) - known)
    if strange:
        names = listed(sorted(known))
        raise _missing(
            "programme",
            f"没有已发布的服务事项 {strange[0]}",
            f"no programme {strange[0]} was ever published",
            Text(zh=f"可用：{names.zh}", en=f"allowed: {names.en}"),
        )


def _require_term(today: date, until: date) -> None:
    last = today + LONGEST_TERM
    if not today <= until <= last:
        raise _wrong(
            "until",
            f"有效期至 {until} 不合适",
            f"a token cannot hold until {until}",
            Text(zh=f"请在 {today} 至 {last} 之间选择", en=f"choose a day from {today} to {last}"),
        )


def _wrong(field: str, zh: str, en: str, remedy: Text | None = None) -> MethodError:
    return MethodError(Problem(Text(zh=zh, en=en), Where(field=field), remedy))


def _missing(field: str, zh: str, en: str, remedy: Text | None = None) -> NotFoundError:
    return NotFoundError(Problem(Text(zh=zh, en=en), Where(field=field), remedy))
