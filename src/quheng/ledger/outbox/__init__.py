"""What is to be told: written with the change that it follows, delivered once, shown in an inbox."""

from quheng.ledger.outbox.delivering import Delivered, deliver, forget_done, retry_dead
from quheng.ledger.outbox.inbox import inbox, mark_read, unread_count
from quheng.ledger.outbox.transports import Letter, Transport, transport_of

__all__ = [
    "Delivered",
    "Letter",
    "Transport",
    "deliver",
    "forget_done",
    "inbox",
    "mark_read",
    "retry_dead",
    "transport_of",
    "unread_count",
]
