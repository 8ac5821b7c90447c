"""The tables of the ledger: the register, the record, and the rows that follow from it."""

from quheng.ledger.models.access import Grant
from quheng.ledger.models.anchors import Anchor, AnchoredHead
from quheng.ledger.models.api import AnsweredRequest, ApiToken, RequestCount
from quheng.ledger.models.cache import CacheEntry
from quheng.ledger.models.calendars import CalendarYearRow
from quheng.ledger.models.case_rows import CaseRow, DeadlineRow, PartRow
from quheng.ledger.models.files import AttachedFile, OutsideNumber
from quheng.ledger.models.lists import ListedSubject
from quheng.ledger.models.mandates import Mandate
from quheng.ledger.models.migration_orders import MigrationOrder, RetiredVersion
from quheng.ledger.models.organisation import Organisation
from quheng.ledger.models.outbox import Heartbeat, InboxEntry, OutboxMessage, Reminder
from quheng.ledger.models.public import Attempt, PhoneTail
from quheng.ledger.models.reach import ReachRow
from quheng.ledger.models.reads import BrokenGlassRow, GlassEndRow, GlassReviewRow, ReadRow
from quheng.ledger.models.record import EventRow, SecretRow
from quheng.ledger.models.routing import ClueRow, RoutedRow
from quheng.ledger.models.search import SearchRow
from quheng.ledger.models.similar import SimilarRow
from quheng.ledger.models.subjects import Enterprise, Person, Project, Site
from quheng.ledger.models.tallies import FactRow, SpellRow, TallyChange, TallyRow
from quheng.ledger.models.used_forms import UsedForm
from quheng.ledger.models.versions import Numbering, VersionRow

__all__ = [
    "Anchor",
    "AnchoredHead",
    "AnsweredRequest",
    "ApiToken",
    "AttachedFile",
    "Attempt",
    "BrokenGlassRow",
    "CacheEntry",
    "CalendarYearRow",
    "CaseRow",
    "ClueRow",
    "DeadlineRow",
    "Enterprise",
    "EventRow",
    "FactRow",
    "GlassEndRow",
    "GlassReviewRow",
    "Grant",
    "Heartbeat",
    "InboxEntry",
    "ListedSubject",
    "Mandate",
    "MigrationOrder",
    "Numbering",
    "Organisation",
    "OutboxMessage",
    "OutsideNumber",
    "PartRow",
    "Person",
    "PhoneTail",
    "Project",
    "ReachRow",
    "ReadRow",
    "Reminder",
    "RequestCount",
    "RetiredVersion",
    "RoutedRow",
    "SearchRow",
    "SecretRow",
    "SimilarRow",
    "Site",
    "SpellRow",
    "TallyChange",
    "TallyRow",
    "UsedForm",
    "VersionRow",
]
