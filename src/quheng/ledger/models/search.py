"""What is searched for: the words of each case, apart by how sensitive they are."""

from __future__ import annotations

from django.db import models

from quheng.ledger.models.case_rows import CaseRow


class SearchRow(models.Model):
    """The folded words of a case, one column for each level of sensitivity.

    Personal words stand here in the clear, as in the table of secrets: erasing rewrites the row. The index
    over the words is made by the migration in the language of the database.
    """

    place = models.BigIntegerField(primary_key=True)
    """The moment of opening and the case, as one number: the newest is the largest."""
    case = models.OneToOneField(CaseRow, models.CASCADE, related_name="words")
    roots = models.TextField(blank=True)
    """The places from which the case is seen, with spaces between them: the index is narrowed by them."""
    public = models.TextField(blank=True)
    internal = models.TextField(blank=True)
    personal = models.TextField(blank=True)
    sensitive = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.case_id}"
