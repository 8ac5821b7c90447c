"""Files and imports."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Files and imports."""

    dependencies = (("ledger", "0007_routing"),)

    operations = ()
