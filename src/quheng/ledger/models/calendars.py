"""Years of calendars that were loaded after those that ship."""

from __future__ import annotations

from django.db import models


class CalendarYearRow(models.Model):
    """The notice of a year, as its file has it; of several for one year the last one holds."""

    calendar = models.CharField(max_length=64)
    year = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=80)
    text = models.TextField()
    loaded_by = models.CharField(max_length=150)
    loaded_at = models.DateTimeField()

    class Meta:
        """How the database keeps it."""

        ordering = ("id",)
        indexes = (models.Index(fields=("calendar", "year", "-id"), name="calendar_year"),)

    def __str__(self) -> str:
        return f"{self.calendar} {self.year}"
