"""Who looked, and who broke the glass."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Who looked, and who broke the glass."""

    dependencies = (("ledger", "0005_outbox"),)

    operations = ()
