"""Files of cases: kept outside the web root under their digest, known by what they hold."""

from quheng.ledger.attachments.cabinet import Cabinet, cabinet
from quheng.ledger.attachments.names import clean_name
from quheng.ledger.attachments.opening import Opened, open_attachment
from quheng.ledger.attachments.orphans import remove_orphans

__all__ = ["Cabinet", "Opened", "cabinet", "clean_name", "open_attachment", "remove_orphans"]
