"""Pauses that cannot be."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from quheng.bilingual import use_language
from quheng.calendars import Pause
from quheng.errors import MethodError


def test_a_pause_does_not_end_before_it_begins():
    with pytest.raises(MethodError, match="a pause begins on 2026-03-04 but ends on 2026-03-03"):
        Pause(date(2026, 3, 4), date(2026, 3, 3))
    use_language("zh")
    with pytest.raises(MethodError, match="恢复不得早于暂停"):
        Pause(datetime(2026, 3, 4, 9), datetime(2026, 3, 4, 8, 59))


def test_a_pause_may_end_at_once():
    assert Pause(date(2026, 3, 4), date(2026, 3, 4)).ordinals == (739_679, 739_679)
    assert Pause(datetime(2026, 3, 4, 9), datetime(2026, 3, 4, 9)).until == datetime(2026, 3, 4, 9)
