"""Take the register and cases in from tables: first a dry run, every wrong row named."""

from quheng.ledger.importing.cases import ImportedCases, import_cases
from quheng.ledger.importing.enterprises import import_enterprises
from quheng.ledger.importing.organisations import import_organisations
from quheng.ledger.importing.register import import_people, import_projects, import_sites
from quheng.ledger.importing.result import Imported

__all__ = [
    "Imported",
    "ImportedCases",
    "import_cases",
    "import_enterprises",
    "import_organisations",
    "import_people",
    "import_projects",
    "import_sites",
]
