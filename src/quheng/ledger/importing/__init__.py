"""Take organisations and enterprises in from tables: first a dry run, every wrong row named."""

from quheng.ledger.importing.enterprises import import_enterprises
from quheng.ledger.importing.organisations import import_organisations
from quheng.ledger.importing.result import Imported

__all__ = ["Imported", "import_enterprises", "import_organisations"]
