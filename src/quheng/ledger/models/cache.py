"""The cache of the web as a table, so that what one worker remembers the others know."""

from __future__ import annotations

from django.db import models


class CacheEntry(models.Model):
    """What is remembered for a while, such as codes that were used; as Django's database cache writes it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        """How the database keeps it."""

        db_table = "ledger_cache"

    def __str__(self) -> str:
        return self.cache_key
