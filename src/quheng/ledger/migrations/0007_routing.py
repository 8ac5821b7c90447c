"""Where cases of a kind went."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Where cases of a kind went."""

    dependencies = (("ledger", "0006_access"),)

    operations = ()
