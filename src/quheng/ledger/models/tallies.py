"""What figures are counted from: facts of each case, changes of them, and the monthly tallies."""

from __future__ import annotations

from django.db import models

from quheng.ledger.models.case_rows import CaseRow
from quheng.ledger.paths import DEEPEST, WIDTH

LONGEST_NAME = 64
LONGEST_MARK = 160


class FactRow(models.Model):
    """What a case counted for on one day: see `quheng.ledger.tallies.facts`."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="facts")
    day = models.DateField()
    programme = models.CharField(max_length=LONGEST_NAME)
    path = models.CharField(max_length=WIDTH * DEEPEST)
    sensitivity = models.PositiveSmallIntegerField()
    marks = models.TextField()
    by = models.TextField()

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("case", "day"), name="one_fact_a_day"),)
        indexes = (models.Index(fields=("programme", "day", "path"), name="fact_day"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.day} {self.marks}"


class SpellRow(models.Model):
    """A spell in which a case was overdue: see `quheng.ledger.tallies.spells`."""

    case = models.ForeignKey(CaseRow, models.CASCADE, related_name="spells")
    programme = models.CharField(max_length=LONGEST_NAME)
    since = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        """How the database keeps it."""

        indexes = (models.Index(fields=("programme", "until", "since"), name="spell_until"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.since} {self.until}"


class TallyChange(models.Model):
    """A fact that came or went, not yet in the tallies: appended, so that no writer waits for another."""

    programme = models.CharField(max_length=LONGEST_NAME)
    month = models.DateField()
    path = models.CharField(max_length=WIDTH * DEEPEST)
    sensitivity = models.PositiveSmallIntegerField()
    marks = models.TextField()
    by = models.TextField()
    times = models.IntegerField()

    class Meta:
        """How the database keeps it."""

        indexes = (models.Index(fields=("programme", "month"), name="tally_change"),)

    def __str__(self) -> str:
        return f"{self.times:+d} {self.marks}"


class TallyRow(models.Model):
    """How many cases of one organisation counted under a mark in a month, as a whole or by a breakdown."""

    programme = models.CharField(max_length=LONGEST_NAME)
    mark = models.CharField(max_length=LONGEST_MARK)
    dimension = models.CharField(max_length=LONGEST_NAME, blank=True)
    month = models.DateField()
    path = models.CharField(max_length=WIDTH * DEEPEST)
    sensitivity = models.PositiveSmallIntegerField()
    value = models.TextField(blank=True)
    amount = models.BigIntegerField()
    count = models.BigIntegerField()
    total = models.BigIntegerField()

    class Meta:
        """How the database keeps it."""

        constraints = (
            models.UniqueConstraint(
                fields=(
                    "programme",
                    "mark",
                    "dimension",
                    "month",
                    "path",
                    "sensitivity",
                    "value",
                    "amount",
                ),
                name="one_tally",
            ),
        )

    def __str__(self) -> str:
        return f"{self.month} {self.path} {self.mark} {self.value}: {self.count}"
