"""The ledger in one file, and back: the database as it stood at one moment, and every attached file."""

from quheng.ledger.backup.contents import Contents
from quheng.ledger.backup.restoring import restore
from quheng.ledger.backup.taking import back_up

__all__ = ["Contents", "back_up", "restore"]
