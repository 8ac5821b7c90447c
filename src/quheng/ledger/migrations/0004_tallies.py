"""What figures are counted from."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """What figures are counted from."""

    dependencies = (("ledger", "0003_search"),)

    operations = ()
