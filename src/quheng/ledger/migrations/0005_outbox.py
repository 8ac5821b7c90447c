"""What is to be done outside, once."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """What is to be done outside, once."""

    dependencies = (("ledger", "0004_tallies"),)

    operations = ()
