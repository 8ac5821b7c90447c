"""Break the glass: give oneself sight of what was not granted, with a reason, for a day at most, on record.

It opens no act and no move: only sight. It ends by itself, can be ended early, and is reviewed by another.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Count, Q, QuerySet

from quheng.bilingual import Text
from quheng.ledger.broken_glass import BrokenGlass
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.refusal import RefusedError, refuse
from quheng.ledger.models import (
    BrokenGlassRow,
    CaseRow,
    GlassEndRow,
    GlassReviewRow,
    Grant,
    Organisation,
    ReadRow,
)
from quheng.ledger.overseeing import overseen, oversees
from quheng.ledger.paths import upwards
from quheng.ledger.programmes.declared import SENSITIVITIES, Oversight, Sensitivity
from quheng.ledger.reads import SHOWN, Looks, looks_of
from quheng.ledger.scope import Viewer

LONGEST = timedelta(hours=24)
"""How long it may last."""

Verdict = Literal["justified", "unjustified"]


@dataclass(frozen=True)
class GlassRecord:
    """What is known of one broken glass.

    Parameters
    ----------
    key, account
        Which, and who broke it.
    organisation, case
        For what: one of the two.
    sensitivity
        The highest level that it lets be seen.
    reason, since, until
        Why, from when, until when; ended early, when that was.
    is_live
        Whether it lets anything be seen now.
    reads
        How many looks there were under it.
    verdict, reviewed_by, note
        What another person found; None while nobody has reviewed it.
    """

    key: int
    account: str
    organisation: str | None
    case: str | None
    sensitivity: Sensitivity
    reason: str
    since: datetime
    until: datetime
    is_live: bool
    reads: int
    verdict: str | None
    reviewed_by: str | None
    note: str


def break_glass(
    account: AbstractBaseUser,
    reason: str,
    until: datetime,
    now: datetime,
    *,
    organisation: str | None = None,
    case: str | None = None,
    sensitivity: Sensitivity = "sensitive",
) -> BrokenGlass | Refusal:
    """Give an account sight of a case, or of an organisation and all below it.

    Parameters
    ----------
    account
        Somebody at work: with at least one grant that holds.
    reason
        Why; it stands in the record.
    until
        When it ends by itself, a day from now at most.
    now
        When.
    organisation, case
        For what: exactly one of the two.
    sensitivity
        The highest level that is seen.
    """
    try:
        if not reason.strip():
            raise refuse("missing", "没有写明理由", "the reason is missing", field="reason")
        if not now < until <= now + LONGEST:
            raise refuse(
                "value",
                f"截止时间 {until:%Y-%m-%d %H:%M} 不在此后 24 小时内",
                f"{until:%Y-%m-%d %H:%M} does not lie within the next 24 hours",
                Text(zh="每次至多 24 小时", en="it lasts a day at most"),
                "until",
            )
        _require_staff(account, now)
        place, row, where = _target(organisation, case)
    except RefusedError as refused:
        return refused.refusal
    made = BrokenGlassRow.objects.create(
        account_id=account.pk,
        organisation=where,
        case=row,
        path=place,
        sensitivity=SENSITIVITIES.index(sensitivity),
        reason=reason.strip(),
        since=now,
        until=until,
    )
    return BrokenGlass(made.pk, place, row.number if row else "", made.sensitivity, until)


def end_glass(key: int, viewer: Viewer, now: datetime) -> Refusal | None:
    """End it before its term: whoever broke it, or oversees such; one that is over stays as it is."""
    try:
        with transaction.atomic():
            row = _locked(key, viewer)
            if _is_live(row, now):
                GlassEndRow.objects.create(glass=row, by=viewer.account, at=now)
    except RefusedError as refused:
        return refused.refusal
    return None


def review_glass(
    key: int, verdict: Verdict, note: str, viewer: Viewer, now: datetime
) -> GlassRecord | Refusal:
    """Judge, once and for all, whether it was right: by another person, when it is over.

    Parameters
    ----------
    key
        Which.
    verdict, note
        What was found, and why; an unjustified one needs a note.
    viewer
        Who judges: somebody who reviews such things there, and did not break it.
    now
        When.
    """
    try:
        with transaction.atomic():
            row = find_glass(key, viewer, "reviews", lock=True)
            if row.account.get_username() == viewer.account:
                raise refuse(
                    "gate",
                    "由本人启用，须由另一人复核",
                    "you broke this glass yourself: another person reviews it",
                )
            if _is_live(row, now):
                raise refuse(
                    "time",
                    "尚在有效期内，结束后方可复核",
                    "it still holds: it is reviewed when it is over",
                    Text(zh="可先提前结束", en="it can be ended early"),
                )
            if GlassReviewRow.objects.filter(glass=row).exists():
                raise refuse("changed", "已经复核", "it is reviewed already")
            if verdict not in get_args(Verdict):
                raise refuse(
                    "value",
                    f"没有复核结论 {verdict}",
                    f"there is no verdict {verdict}",
                    Text(zh="可用：justified、unjustified", en="allowed: justified, unjustified"),
                    "verdict",
                )
            if verdict == "unjustified" and not note.strip():
                raise refuse("missing", "没有写明不当之处", "what was wrong is missing", field="note")
            GlassReviewRow.objects.create(
                glass=row, by=viewer.account, verdict=verdict, note=note.strip(), at=now
            )
    except RefusedError as refused:
        return refused.refusal
    return _record(_with_all().get(pk=key), now)


def glass_overseen(viewer: Viewer, now: datetime) -> tuple[GlassRecord, ...]:
    """Return what was broken where the viewer oversees it, newest first."""
    rows = _with_all().filter(overseen(viewer, "broken_glass")).order_by("-pk")[:SHOWN]
    return tuple(_record(row, now) for row in rows)


def glass_over_case(number: str, viewer: Viewer, now: datetime) -> tuple[GlassRecord, ...]:
    """Return what was broken for one case, or for a place that it lies in, to those who oversee it there."""
    case = CaseRow.objects.filter(number=number).first()
    if case is None or not oversees(viewer, "broken_glass", case.path, case.programme):
        return ()
    rows = (
        _with_all().filter(Q(case=case) | Q(case=None, path__in=upwards(case.path))).order_by("-pk")[:SHOWN]
    )
    return tuple(_record(row, now) for row in rows)


def looks_under(key: int, viewer: Viewer, after: int | None = None, size: int = SHOWN) -> Looks | Refusal:
    """Return what was looked at under one broken glass, to those who oversee it."""
    try:
        row = find_glass(key, viewer, "broken_glass")
    except RefusedError as refused:
        return refused.refusal
    return looks_of(ReadRow.objects.filter(glass=row), after, size)


def find_glass(key: int, viewer: Viewer, what: Oversight, *, lock: bool = False) -> BrokenGlassRow:
    """Return one that a viewer oversees.

    Raises
    ------
    RefusedError
        Where there is none, or not his to oversee: one answer for both.
    """
    rows = BrokenGlassRow.objects.select_for_update() if lock else BrokenGlassRow.objects.all()
    row = rows.filter(pk=key).first()
    if row is None or not oversees(viewer, what, row.path, row.case.programme if row.case else ""):
        raise _not_there(key)
    return row


def _locked(key: int, viewer: Viewer) -> BrokenGlassRow:
    row = BrokenGlassRow.objects.select_for_update().filter(pk=key).first()
    if row is not None and row.account.get_username() == viewer.account:
        return row
    return find_glass(key, viewer, "broken_glass", lock=True)


def _not_there(key: int) -> RefusedError:
    return refuse("unknown", f"没有应急查看记录 {key}", f"there is no broken glass {key}", field="key")


def _require_staff(account: AbstractBaseUser, now: datetime) -> None:
    day = now.date()
    held = Grant.objects.filter(Q(until=None) | Q(until__gte=day), account_id=account.pk, since__lte=day)
    if not account.is_active or not held.exists():
        raise refuse(
            "role",
            "只有在岗人员可以应急查看",
            "only somebody at work, with a grant that holds, may break the glass",
        )


def _target(organisation: str | None, case: str | None) -> tuple[str, CaseRow | None, Organisation | None]:
    if (organisation is None) == (case is None):
        raise refuse(
            "value",
            "请写一个机构或一个办件，且只写其一",
            "name one organisation or one case, and not both",
            field="organisation",
        )
    if case is not None:
        row = CaseRow.objects.filter(number=case).first()
        if row is None:
            raise refuse("unknown", f"没有办件 {case}", f"there is no case {case}", field="case")
        return row.path, row, None
    where = Organisation.objects.filter(code=organisation).first()
    if where is None:
        raise refuse(
            "unknown",
            f"机构名录中没有 {organisation}",
            f"the register has no organisation {organisation}",
            field="organisation",
        )
    return where.path, None, where


def _with_all() -> QuerySet[BrokenGlassRow]:
    together = BrokenGlassRow.objects.select_related("account", "organisation", "case", "end", "review")
    return together.annotate(looks=Count("reads"))


def _is_live(row: BrokenGlassRow, now: datetime) -> bool:
    return row.since <= now < row.until and not GlassEndRow.objects.filter(glass=row).exists()


def _record(row: BrokenGlassRow, now: datetime) -> GlassRecord:
    end, review, looks = (getattr(row, name, None) for name in ("end", "review", "looks"))
    return GlassRecord(
        row.pk,
        row.account.get_username(),
        row.organisation.code if row.organisation else None,
        row.case.number if row.case else None,
        SENSITIVITIES[row.sensitivity],
        row.reason,
        row.since,
        end.at if end else row.until,
        end is None and row.since <= now < row.until,
        looks or 0,
        review.verdict if review else None,
        review.by if review else None,
        review.note if review else "",
    )
