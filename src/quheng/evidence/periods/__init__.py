"""Periods: the times of a text, and the time that each of its numbers speaks of."""

from quheng.evidence.periods.assign import assign_period
from quheng.evidence.periods.expressions import TimeExpression, TimeKind
from quheng.evidence.periods.timeline import Timeline, find_times

__all__ = ["TimeExpression", "TimeKind", "Timeline", "assign_period", "find_times"]
