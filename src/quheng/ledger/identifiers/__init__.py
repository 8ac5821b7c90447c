"""Numbers that identify enterprises and people: read, checked by their check characters, and masked."""

from quheng.ledger.identifiers.credit_code import credit_code, read_credit_code
from quheng.ledger.identifiers.identity_number import identity_check_digit, read_identity_number
from quheng.ledger.identifiers.masks import mask_credit_code, mask_identity_number, mask_name, mask_phone
from quheng.ledger.identifiers.phone import read_phone
from quheng.ledger.identifiers.wrong import WrongIdentifierError

__all__ = [
    "WrongIdentifierError",
    "credit_code",
    "identity_check_digit",
    "mask_credit_code",
    "mask_identity_number",
    "mask_name",
    "mask_phone",
    "read_credit_code",
    "read_identity_number",
    "read_phone",
]
