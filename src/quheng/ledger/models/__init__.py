"""The tables of the ledger: the register, the record, and the rows that follow from it."""

from quheng.ledger.models.access import Grant
from quheng.ledger.models.anchors import Anchor, AnchoredHead
from quheng.ledger.models.case_rows import CaseRow, DeadlineRow, PartRow
from quheng.ledger.models.organisation import Organisation
from quheng.ledger.models.record import EventRow, SecretRow
from quheng.ledger.models.subjects import Enterprise, Person, Project, Site
from quheng.ledger.models.versions import Numbering, VersionRow

__all__ = [
    "Anchor",
    "AnchoredHead",
    "CaseRow",
    "DeadlineRow",
    "Enterprise",
    "EventRow",
    "Grant",
    "Numbering",
    "Organisation",
    "PartRow",
    "Person",
    "Project",
    "SecretRow",
    "Site",
    "VersionRow",
]
