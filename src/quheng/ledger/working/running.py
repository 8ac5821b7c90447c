"""Run duties: one that fails is told in words, tried again, and keeps no other from being done."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import Error, close_old_connections

from quheng.bilingual import Text
from quheng.errors import QuhengError
from quheng.ledger.heartbeats import beat, last_beats
from quheng.ledger.working.duties import DUTIES, Duty

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ran:
    """How a duty went.

    Parameters
    ----------
    duty
        Which.
    came_to
        What it returned.
    failed
        Why it could not be done; None where it was.
    """

    duty: Duty
    came_to: object = None
    failed: Text | None = None

    def speak(self) -> Text:
        """Say it."""
        title = self.duty.title
        if self.failed is None:
            return Text(zh=f"{title.zh}：完成", en=f"{title.en}: done")
        return Text(zh=f"{title.zh}：{self.failed.zh}", en=f"{title.en}: {self.failed.en}")


def run_duty(duty: Duty, now: datetime) -> Ran:
    """Run one duty, and note that it ran to its end.

    A database that went away, a disk that is full and a setting that is wrong are told, and the duty is tried
    again when it is due next: what it works on are rows that are still there.
    """
    close_old_connections()
    try:
        came_to = duty.run(now)
        beat(duty.name, now)
    except Error as error:
        ran = Ran(duty, failed=Text(zh=f"数据库出错：{error}", en=f"the database failed: {error}"))
    except OSError as error:
        ran = Ran(
            duty, failed=Text(zh=f"磁盘或网络出错：{error}", en=f"the disk or the network failed: {error}")
        )
    except QuhengError as error:
        what = [problem.located for problem in error.problems]
        failed = Text(zh="；".join(one.zh for one in what), en="; ".join(one.en for one in what))
        ran = Ran(duty, failed=failed)
    else:
        return Ran(duty, came_to)
    close_old_connections()
    log.error("%s", ran.speak())
    return ran


def run_all(now: datetime, duties: Iterable[Duty] = DUTIES) -> tuple[Ran, ...]:
    """Run every duty once, whenever it last ran."""
    return tuple(run_duty(duty, now) for duty in duties)


def run_due(now: datetime, duties: Iterable[Duty] = DUTIES) -> tuple[Ran, ...]:
    """Run the duties whose time has come, and those whose last time a clock that jumped back puts ahead."""
    try:
        beats = last_beats()
    except Error as error:
        log.error("%s", Text(zh=f"数据库出错：{error}", en=f"the database failed: {error}"))
        close_old_connections()
        return ()
    return tuple(run_duty(duty, now) for duty in duties if is_due(duty, beats.get(duty.name), now))


def is_due(duty: Duty, last: datetime | None, now: datetime) -> bool:
    """Whether a duty is to be run; the minute that the scheduler is early or late does not count."""
    return last is None or last > now or (now - last).total_seconds() >= duty.every.total_seconds() - 30
