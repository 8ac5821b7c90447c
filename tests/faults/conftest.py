"""What tests of faults share: both databases, the town, people who are signed in, programs with tokens."""

from tests.ledger.conftest import database, postgresql, sqlite
from tests.web.api.conftest import program
from tests.web.conftest import signed_in, town

__all__ = ["database", "postgresql", "program", "signed_in", "sqlite", "town"]
