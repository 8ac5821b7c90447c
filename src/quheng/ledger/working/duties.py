"""What the worker does, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from quheng.bilingual import Text
from quheng.ledger.attachments.orphans import remove_orphans
from quheng.ledger.cadences.planner import plan
from quheng.ledger.calendar_notice import recount_after_notice
from quheng.ledger.outbox import deliver, forget_done
from quheng.ledger.sweeping import sweep
from quheng.ledger.tallies.compacting import compact
from quheng.ledger.working.daily_anchor import anchor_yesterday

A_MINUTE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Duty:
    """Something that is to be done again and again; done twice it is done once.

    Parameters
    ----------
    name
        By which its heartbeat is kept.
    title
        What it is called.
    every
        How often.
    run
        Does it, at a moment.
    """

    name: str
    title: Text
    every: timedelta
    run: Callable[[datetime], object]


DUTIES: tuple[Duty, ...] = (
    Duty("sweep", Text(zh="时限扫描", en="sweep of deadlines"), A_MINUTE, sweep),
    Duty("outbox", Text(zh="消息投递", en="delivery of messages"), A_MINUTE, deliver),
    Duty("tallies", Text(zh="统计归并", en="adding up of tallies"), A_MINUTE, lambda _: compact()),
    Duty("cadences", Text(zh="周期任务", en="cases by cadence"), AN_HOUR, plan),
    Duty("anchor", Text(zh="每日锚定", en="daily anchor"), AN_HOUR, anchor_yesterday),
    Duty("calendar", Text(zh="日历重算", en="recount by a new calendar"), AN_HOUR, recount_after_notice),
    Duty("files", Text(zh="清理无主文件", en="removal of orphaned files"), A_DAY, remove_orphans),
    Duty("messages", Text(zh="清理旧消息", en="removal of old messages"), A_DAY, forget_done),
)
"""In the order in which they are run: what is swept is delivered in the same round."""
