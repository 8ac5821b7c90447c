"""Retire a version: no case is opened under it any more. A version with open cases cannot be retired."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from quheng.bilingual import Text, counted
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.refusal import RefusedError, refuse
from quheng.ledger.models import CaseRow, RetiredVersion, VersionRow


def retire_version(
    programme: str, number: int, author: str, approver: str, now: datetime
) -> RetiredVersion | Refusal:
    """Retire a version.

    Parameters
    ----------
    programme, number
        Which.
    author, approver
        Two people.
    now
        When.
    """
    try:
        with transaction.atomic():
            versions = VersionRow.objects.select_for_update().filter(programme=programme)
            if not any(version.number == number for version in versions):
                raise refuse(
                    "unknown",
                    f"没有服务事项 {programme} 第 {number} 版",
                    f"there is no version {number} of the programme {programme}",
                    field="version",
                )
            if author == approver:
                raise refuse(
                    "gate",
                    f"提出人与批准人同为 {author}",
                    f"{author} is both author and approver",
                    Text(zh="请由另一人批准", en="let another person approve it"),
                    "approver",
                )
            if RetiredVersion.objects.filter(programme=programme, number=number).exists():
                raise refuse("changed", f"第 {number} 版已停用", f"version {number} is retired already")
            _require_no_open_case(programme, number)
            return RetiredVersion.objects.create(
                programme=programme, number=number, author=author, approver=approver, at=now
            )
    except RefusedError as refused:
        return refused.refusal


def _require_no_open_case(programme: str, number: int) -> None:
    count = CaseRow.objects.filter(programme=programme, version=number, closed_at=None).count()
    if count:
        cases = counted(count, "case is", "cases are")
        raise refuse(
            "gate",
            f"第 {number} 版尚有 {count} 件在办，不能停用",
            f"{cases} open under version {number}: it cannot be retired",
            Text(zh="请先办结，或迁移到新版本", en="close them, or bring them to a later version"),
        )
