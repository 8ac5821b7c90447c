"""The worker as a process: huey runs the clock and the threads, and needs no broker.

The queue is in memory on purpose. What is queued is only the order to look at the tables; killed with the
worker it loses nothing, and a queue on disk would only bring back orders of yesterday. huey gives what a
plain loop would have to build anew: a scheduler that keeps time while a duty is long, a lock by which one
round waits for the other, threads that are watched, and an orderly end at SIGTERM or Ctrl-C.
"""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from datetime import datetime
from types import FrameType

from huey import MemoryHuey, crontab
from huey.exceptions import TaskLockedException

from quheng.bilingual import Text
from quheng.ledger.working.running import run_due

LOOK = "look_at_duties"


def worker(clock: Callable[[], datetime]) -> MemoryHuey:
    """Return a worker that looks every minute which duties are due.

    Parameters
    ----------
    clock
        Tells the time.
    """
    made = MemoryHuey("quheng", results=False)

    def look_at_duties() -> None:
        try:
            with made.lock_task("duties"):
                run_due(clock())
        except TaskLockedException:
            return

    made.periodic_task(crontab(minute="*"), name=LOOK)(look_at_duties)
    return made


def consume(clock: Callable[[], datetime], say: Callable[[Text], None]) -> None:
    """Run the worker until it is stopped; what was left undone while nobody worked is done at once.

    Parameters
    ----------
    clock
        Tells the time.
    say
        Is told that it runs.
    """
    signal.signal(signal.SIGTERM, _end)  # until huey sets its own
    made = worker(clock)
    run_due(clock())
    say(Text(zh="后台任务已启动，按 Ctrl-C 停止", en="the worker runs; stop it with Ctrl-C"))
    made.create_consumer(workers=1, graceful_signal="TERM").run()


def _end(signum: int, frame: FrameType | None) -> None:
    """End at once: what was not finished is rolled back, and found again."""
    sys.exit(0)
