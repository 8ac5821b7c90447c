"""What somebody has to look at: the calendar of next year, messages, the worker, anchors, the disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal

from django.db.models import Count, Min

from quheng.bilingual import Text, counted
from quheng.calendars.beijing_time import BEIJING
from quheng.ledger.calendars_in_force import calendars_in_force
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.heartbeats import last_beats
from quheng.ledger.models import Anchor, EventRow, OutboxMessage

NOVEMBER = 11
"""The month in which the notice of the next year comes out, as a rule."""

LATE_INSIDE = timedelta(minutes=10)
LATE_OUTSIDE = timedelta(hours=1)
LATE_SWEEP = timedelta(minutes=10)
LEAST_FREE = 2 * 1024**3


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at.

    Parameters
    ----------
    subject
        What, for programs: calendar, outbox, dead_letters, sweep, anchor, disk.
    ok
        Whether it is as it should be.
    words
        What was found.
    remedy
        What to do, where it is not.
    """

    subject: Literal["calendar", "outbox", "dead_letters", "sweep", "anchor", "disk"]
    ok: bool
    words: Text
    remedy: Text | None = None


def health(now: datetime, folders: Sequence[Path] = ()) -> tuple[Finding, ...]:
    """Look at everything.

    Parameters
    ----------
    now
        When.
    folders
        Where the database and the files lie, as far as on this machine.
    """
    moment = in_beijing(now)
    return (
        *_calendars(moment.date()),
        *_messages(moment),
        _sweep(moment),
        _anchor(moment.date()),
        *(_disk(folder) for folder in folders),
    )


def is_well(findings: Sequence[Finding]) -> bool:
    """Whether nothing is to be looked at."""
    return all(finding.ok for finding in findings)


def _calendars(today: date) -> Iterator[Finding]:
    """From November on the next year must be there; a year that runs must be there always."""
    wanted = today.year + (today.month >= NOVEMBER)
    for name, calendar in calendars_in_force().items():
        standing = calendar.status(date(wanted, 1, 1))
        if standing == "published":
            words = Text(
                zh=f"日历 {name} 已有 {wanted} 年安排", en=f"the calendar {name} has the year {wanted}"
            )
            yield Finding("calendar", True, words)
            continue
        yield Finding(
            "calendar",
            False,
            Text(
                zh=f"日历 {name} 没有 {wanted} 年的放假安排，跨年时限只是暂定",
                en=f"the calendar {name} has no notice for {wanted}: what is due then is provisional",
            ),
            Text(
                zh=f"通知公布后请运行：quheng ledger calendar {wanted}.yaml",
                en=f"when it is out, run: quheng ledger calendar {wanted}.yaml",
            ),
        )


def _messages(now: datetime) -> Iterator[Finding]:
    """Look at what waits to be sent, and what was given up."""
    held = OutboxMessage.objects.filter(state__in=(OutboxMessage.WAITING, OutboxMessage.DEAD))
    grouped = held.values("state", "transport").annotate(oldest=Min("created_at"), number=Count("pk"))
    rows = list(grouped.order_by().values_list("state", "transport", "oldest", "number"))
    oldest = {transport: since for state, transport, since, _ in rows if state == OutboxMessage.WAITING}
    yield _outbox(oldest, now)
    yield _dead_letters(sum(number for state, _, _, number in rows if state == OutboxMessage.DEAD))


def _outbox(oldest: Mapping[str, datetime], now: datetime) -> Finding:
    for transport, late in (("inbox", LATE_INSIDE), ("outside", LATE_OUTSIDE)):
        waited = now - oldest.get(transport, now)
        if waited > late:
            minutes = int(waited.total_seconds() // 60)
            return Finding(
                "outbox",
                False,
                Text(
                    zh=f"最早的待发消息已等了 {minutes} 分钟",
                    en=f"the oldest message waits since {minutes} minutes",
                ),
                WORKER,
            )
    return Finding("outbox", True, Text(zh="没有积压的消息", en="no message is late"))


def _dead_letters(count: int) -> Finding:
    if not count:
        return Finding("dead_letters", True, Text(zh="没有投递失败的消息", en="no message was given up"))
    messages = counted(count, "message was given up", "messages were given up")
    return Finding(
        "dead_letters",
        False,
        Text(zh=f"{count} 条消息投递失败", en=messages),
        Text(
            zh="请查看原因：quheng ledger outbox；处理后重发：--retry",
            en="see why: quheng ledger outbox; when it is mended send them again: --retry",
        ),
    )


WORKER = Text(zh="请检查后台任务：quheng ledger work", en="see to the worker: quheng ledger work")


def _sweep(now: datetime) -> Finding:
    last = last_beats().get("sweep")
    if last is None:
        return Finding("sweep", False, Text(zh="时限从未扫描过", en="deadlines were never swept"), WORKER)
    shown = f"{in_beijing(last):%Y-%m-%d %H:%M}"
    if last > now + LATE_SWEEP:
        return Finding(
            "sweep",
            False,
            Text(
                zh=f"上次扫描记为 {shown}，晚于现在：本机时钟可能被拨回",
                en=f"the last sweep says {shown}, which is later than now: was the clock put back?",
            ),
            Text(zh="请校准本机时钟", en="set the machine's clock"),
        )
    words = Text(zh=f"时限上次扫描于 {shown}", en=f"deadlines were last swept at {shown}")
    late = now - last > LATE_SWEEP
    return Finding("sweep", not late, words, WORKER if late else None)


def _anchor(today: date) -> Finding:
    begin = datetime.combine(today, time(), BEIJING)
    yesterday = today - timedelta(days=1)
    if Anchor.objects.filter(day__gte=yesterday).exists():
        return Finding("anchor", True, Text(zh=f"{yesterday} 已锚定", en=f"{yesterday} is anchored"))
    if not EventRow.objects.filter(at__lt=begin).order_by("id")[:1].exists():
        return Finding("anchor", True, Text(zh="尚无可锚定的记录", en="there is nothing to anchor yet"))
    return Finding("anchor", False, Text(zh=f"{yesterday} 未锚定", en=f"{yesterday} is not anchored"), WORKER)


def _disk(folder: Path) -> Finding:
    there = next((place for place in (folder, *folder.parents) if place.exists()), Path.cwd())
    free = shutil.disk_usage(there).free
    amount = f"{free / 1024**3:.1f} GB"
    words = Text(zh=f"{folder} 所在磁盘剩余 {amount}", en=f"{amount} are free where {folder} lies")
    remedy = Text(zh="请清理或扩充磁盘", en="make room, or a larger disk")
    return Finding("disk", free >= LEAST_FREE, words, None if free >= LEAST_FREE else remedy)
