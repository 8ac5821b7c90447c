"""Lists of cases within a viewer's scope: keyset pages, capped counts, one's own queue."""

from quheng.ledger.listing.cases import list_cases
from quheng.ledger.listing.filters import DueState, Filters, State
from quheng.ledger.listing.page import Capped, Page
from quheng.ledger.listing.queue import Of, Queue, Section, Waiting, queue
from quheng.ledger.listing.streams import Order

__all__ = [
    "Capped",
    "DueState",
    "Filters",
    "Of",
    "Order",
    "Page",
    "Queue",
    "Section",
    "State",
    "Waiting",
    "list_cases",
    "queue",
]
