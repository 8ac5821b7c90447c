"""What people do who are no member of any organisation: hand in a case, follow it, answer, withdraw."""

from quheng.ledger.applicants.applicant import APPLICANT, applicant
from quheng.ledger.applicants.asked import Asked, asked_at_intake
from quheng.ledger.applicants.followed import Followed, Offer, followed
from quheng.ledger.applicants.handing_in import Enclosure, enclose, hand_in
from quheng.ledger.applicants.offices import Office, offices_of, open_programme, open_programmes

__all__ = [
    "APPLICANT",
    "Asked",
    "Enclosure",
    "Followed",
    "Offer",
    "Office",
    "applicant",
    "asked_at_intake",
    "enclose",
    "followed",
    "hand_in",
    "offices_of",
    "open_programme",
    "open_programmes",
]
