"""Settings: SQLite in the working folder by default; what differs from place to place is in the environment.

QUHENG_DATABASE    the database: `sqlite:///ledger.sqlite3`, or `postgres://user:password@host/name`
QUHENG_SECRET_KEY  signs sessions; without it a new one is drawn at each start, and everybody signs in again
"""

from __future__ import annotations

import os

from django.core.management.utils import get_random_secret_key

from quheng.web.database import database_of

SECRET_KEY = os.environ.get("QUHENG_SECRET_KEY") or get_random_secret_key()
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "quheng.ledger",
]

DATABASES = {"default": database_of(os.environ.get("QUHENG_DATABASE", "sqlite:///ledger.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
