"""Give a role to a person: one of the house, in an organisation whose people can hold it."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import AbstractBaseUser

from quheng.bilingual import Text, listed
from quheng.errors import MethodError, NotFoundError, Problem, Where
from quheng.ledger.models import Grant, Organisation
from quheng.ledger.programmes import load_roles
from quheng.ledger.programmes.declared import SENSITIVITIES, Sensitivity


def grant_role(
    account: AbstractBaseUser,
    role: str,
    organisation: str,
    since: date,
    until: date | None = None,
    *,
    programme: str = "",
    stage: str = "",
    sensitivity: Sensitivity = "internal",
) -> Grant:
    """Grant a role over an organisation and all below it.

    Parameters
    ----------
    account
        To whom.
    role, organisation
        Which role, where.
    since, until
        From which day to which, both included; without `until` until it is ended.
    programme, stage
        Where alone it holds.
    sensitivity
        The highest level that is seen.

    Raises
    ------
    NotFoundError
        Where there is no such role or organisation.
    MethodError
        Where people of that kind of organisation do not hold the role.
    """
    declared = load_roles().find(role)
    where = Organisation.objects.filter(code=organisation).first()
    if declared is None or where is None:
        raise NotFoundError(
            Problem(
                Text(
                    zh=f"没有角色 {role} 或机构 {organisation}",
                    en=f"there is no role {role} or no organisation {organisation}",
                ),
                Where(field="role" if declared is None else "organisation"),
            )
        )
    if where.kind not in declared.held_by:
        kinds = listed(declared.held_by)
        raise MethodError(
            Problem(
                Text(
                    zh=f"{where.name_zh}（{where.kind}）的人员不能担任{declared.title.zh}",
                    en=f"people of {where.name_en} ({where.kind}) do not hold the role {declared.title.en}",
                ),
                Where(field="role"),
                Text(zh=f"可由这些机构担任：{kinds.zh}", en=f"it is held in: {kinds.en}"),
            )
        )
    return Grant.objects.create(
        account_id=account.pk,
        role=role,
        organisation=where,
        programme=programme,
        stage=stage,
        sensitivity=SENSITIVITIES.index(sensitivity),
        since=since,
        until=until,
    )
