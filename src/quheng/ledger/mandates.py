"""Mandates: a trusted intermediary (帮办) acts for another only where the register says that he may.

Both names stand in every entry: who acted, and for whom.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.models import AbstractBaseUser, User
from django.db.models import Q

from quheng.bilingual import Text
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.refusal import RefusedError, refuse
from quheng.ledger.models import CaseRow, Enterprise, EventRow, Mandate, Person

PRINCIPAL = re.compile(r"(person|enterprise):[1-9][0-9]*|account:\S+")
"""Whom somebody acts for: an entry of the register by its key, or an account. No name and no number."""


@dataclass(frozen=True)
class Mandated:
    """For whom a viewer acts.

    Parameters
    ----------
    principal
        As the register of mandates names it; it stands in the record.
    programmes
        In which programmes; empty for all.
    """

    principal: str
    programmes: frozenset[str] = frozenset()

    def covers(self, programme: str) -> bool:
        """Whether the mandate holds in a programme."""
        return not self.programmes or programme in self.programmes


def register_mandate(
    agent: AbstractBaseUser,
    principal: str,
    basis: str,
    registered_by: str,
    now: datetime,
    *,
    since: date,
    until: date | None = None,
    programmes: Iterable[str] = (),
) -> Mandate | Refusal:
    """Enter in the register that somebody may act for another.

    Parameters
    ----------
    agent
        Who may act.
    principal
        For whom: `person:12`, `enterprise:5` or `account:zhang`.
    basis
        The document that says so.
    registered_by
        The account that has seen it; not the agent.
    now
        When.
    since, until
        From which day to which, both included.
    programmes
        In which programmes; in all by default.
    """
    try:
        if not basis.strip():
            raise refuse("missing", "没有写明委托依据", "the basis of the mandate is missing", field="basis")
        if registered_by == agent.get_username():
            raise refuse(
                "role",
                "代办人不能为自己登记委托",
                "nobody registers a mandate for himself",
                Text(zh="请由另一人登记", en="let another person register it"),
                "registered_by",
            )
        if until is not None and until < since:
            raise refuse(
                "value", f"止期 {until} 早于起期 {since}", f"{until} lies before {since}", field="until"
            )
        _require_principal(principal, agent)
    except RefusedError as refused:
        return refused.refusal
    return Mandate.objects.create(
        agent_id=agent.pk,
        principal=principal,
        programmes=",".join(sorted(programmes)),
        basis=basis.strip(),
        since=since,
        until=until,
        registered_by=registered_by,
        registered_at=now,
    )


def end_mandate(mandate: Mandate, on: date) -> None:
    """End a mandate: the day before is the last on which it holds; what was done under it stands."""
    last = date.fromordinal(on.toordinal() - 1)
    Mandate.objects.filter(Q(until=None) | Q(until__gt=last), pk=mandate.pk).update(until=last)


def find_mandate(agent: AbstractBaseUser, principal: str, on: date) -> Mandated:
    """Return the mandate of an account for another on a day.

    Raises
    ------
    RefusedError
        Where the register has none that holds.
    """
    held = Mandate.objects.filter(
        Q(until=None) | Q(until__gte=on), agent_id=agent.pk, principal=principal, since__lte=on
    )
    named = list(held.values_list("programmes", flat=True))
    if not named:
        raise refuse(
            "role",
            f"委托名册中没有 {agent.get_username()} 代 {principal} 办事的有效委托",
            f"the register has no mandate, in force on {on}, by which {agent.get_username()} "
            f"may act for {principal}",
            Text(zh="请先登记委托", en="register the mandate first"),
            "on_behalf_of",
        )
    if "" in named:
        return Mandated(principal)
    return Mandated(principal, frozenset(name for names in named for name in names.split(",")))


def require_mandate(mandated: Mandated, programme: str, row: CaseRow | None, subject: str | None) -> None:
    """Refuse what the mandate does not cover: another programme, or a case that is not about the principal.

    Parameters
    ----------
    mandated
        For whom the viewer acts.
    programme
        The programme of the case.
    row
        The case; None where it is being opened.
    subject
        Whom it is about, as `person:12`; None for nobody.
    """
    if not mandated.covers(programme):
        covered = "、".join(sorted(mandated.programmes))
        raise refuse(
            "role",
            f"{mandated.principal} 的委托不含服务事项 {programme}",
            f"the mandate of {mandated.principal} does not cover the programme {programme}",
            Text(zh=f"委托范围：{covered}", en=f"it covers: {', '.join(sorted(mandated.programmes))}"),
            "on_behalf_of",
        )
    if row is None:
        concerns = (
            subject is None or subject == mandated.principal or mandated.principal.startswith("account:")
        )
    else:
        concerns = mandated.principal in (subject, *_opened_for(row))
    if not concerns:
        raise refuse(
            "role",
            f"本件与委托人 {mandated.principal} 无关，不能代办",
            f"the case does not concern {mandated.principal}: nobody acts for them in it",
            field="on_behalf_of",
        )


def _opened_for(row: CaseRow) -> tuple[str, str]:
    """Return who opened a case, as a principal, and for whom it was opened; empty for nobody."""
    record = json.loads(EventRow.objects.get(case=row, seq=1).record)
    return f"account:{record['who']}", record["for"] or ""


def _require_principal(principal: str, agent: AbstractBaseUser) -> None:
    if PRINCIPAL.fullmatch(principal) is None:
        raise refuse(
            "value",
            f"委托人 {principal!r} 写法不对",
            f"{principal!r} names nobody",
            Text(
                zh="请写 person:编号、enterprise:编号 或 account:账号",
                en="write person:KEY, enterprise:KEY or account:NAME",
            ),
            "principal",
        )
    kind, _, key = principal.partition(":")
    if kind == "account":
        known = User.objects.filter(username=key, is_active=True).exists() and key != agent.get_username()
    else:
        model = Person if kind == "person" else Enterprise
        known = model.objects.filter(pk=int(key)).exists()
    if not known:
        raise refuse(
            "unknown",
            f"没有委托人 {principal}",
            f"there is nobody to act for: {principal}",
            field="principal",
        )
