"""Working days of China, periods in law, and recurrences."""

from quheng.calendars.budget import Budget, Unit
from quheng.calendars.calendar import Calendar
from quheng.calendars.calendar_year import CalendarYear, Holiday
from quheng.calendars.due import Due, due, extend
from quheng.calendars.due_many import DueMany, due_many
from quheng.calendars.load import china, load_calendar
from quheng.calendars.pause import Pause
from quheng.calendars.recurrence import Recurrence
from quheng.calendars.statutes import budget_of, days_under, known_statutes, statute

__all__ = [
    "Budget",
    "Calendar",
    "CalendarYear",
    "Due",
    "DueMany",
    "Holiday",
    "Pause",
    "Recurrence",
    "Unit",
    "budget_of",
    "china",
    "days_under",
    "due",
    "due_many",
    "extend",
    "known_statutes",
    "load_calendar",
    "statute",
]
