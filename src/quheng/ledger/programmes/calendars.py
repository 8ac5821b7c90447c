"""The calendars that programmes may name."""

from __future__ import annotations

from collections.abc import Callable

from quheng.calendars import Calendar, china

CALENDARS: dict[str, Callable[[], Calendar]] = {"china": china}
