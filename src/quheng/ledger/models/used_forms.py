"""Forms that were sent: so that one that is sent twice is carried out once."""

from __future__ import annotations

from django.db import models


class UsedForm(models.Model):
    """The key of a form that was carried out, and the case that came of it."""

    key = models.CharField(max_length=64)
    account = models.CharField(max_length=150)
    number = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        """How the database keeps it."""

        constraints = (models.UniqueConstraint(fields=("account", "key"), name="one_use_a_form"),)
        indexes = (models.Index(fields=("at",), name="used_form_at"),)

    def __str__(self) -> str:
        return self.key
