"""A town whose small programme declares figures of every kind."""

from __future__ import annotations

import pytest

from tests.ledger.conftest import database, postgresql, sqlite  # noqa: F401

# The tables can be imported once Django is set up.
from tests.figures.counted_town import CountedTown  # isort: skip


@pytest.fixture
def town(database) -> CountedTown:  # noqa: F811
    return CountedTown.built()
