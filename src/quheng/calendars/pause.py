"""Pauses: times during which the clock of a period stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from quheng.bilingual import Text
from quheng.calendars.beijing_time import local_moment
from quheng.errors import MethodError, Problem, Where

TimeT = TypeVar("TimeT", int, datetime)


@dataclass(frozen=True)
class Pause:
    """A time during which the clock stands: from `since` on, until it runs again.

    In a period of days the day of `since` is not counted, and the day of `until` is: a pause that begins and
    ends on one day changes nothing. In a period of hours the clock stands from moment to moment; a day stands
    for its midnight.

    Parameters
    ----------
    since
        The day or moment at which the clock stops.
    until
        The day or moment at which it runs again; None while it still stands.
    """

    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and local_moment(self.until) < local_moment(self.since):
            raise MethodError(
                Problem(
                    Text(
                        zh=f"暂停自 {self.since} 起，却在 {self.until} 恢复",
                        en=f"a pause begins on {self.since} but ends on {self.until}",
                    ),
                    Where(field="pauses"),
                    Text(zh="恢复不得早于暂停", en="it cannot end before it begins"),
                )
            )

    @property
    def moments(self) -> tuple[datetime, datetime | None]:
        """Return from which moment to before which the clock stands, in Beijing time."""
        return local_moment(self.since), None if self.until is None else local_moment(self.until)

    @property
    def ordinals(self) -> tuple[int, int | None]:
        """Return from which day to before which the clock stands, as ordinals."""
        since, until = self.moments
        return since.toordinal(), None if until is None else until.toordinal()


def running(
    stands: Iterable[tuple[TimeT, TimeT | None]], begin: TimeT, forever: TimeT
) -> Iterator[tuple[TimeT, TimeT]]:
    """Yield from when to before when the clock runs, in order, from `begin` on.

    Parameters
    ----------
    stands
        From when to before when it stands; the intervals may overlap, lie in one another, and be open.
    begin
        When it starts.
    forever
        The end of the last stretch, where no open pause precedes it.
    """
    at = begin
    for since, until in sorted(stands, key=lambda interval: interval[0]):
        if since > at:
            yield at, since
        if until is None:
            return
        at = max(at, until)
    yield at, forever
