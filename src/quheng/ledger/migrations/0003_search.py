"""What is searched for."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """What is searched for."""

    dependencies = (("ledger", "0002_append_only"),)

    operations = ()
