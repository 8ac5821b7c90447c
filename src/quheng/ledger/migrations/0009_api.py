"""Tokens and requests that may come twice."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    """Tokens and requests that may come twice."""

    dependencies = (("ledger", "0008_files"),)

    operations = ()
