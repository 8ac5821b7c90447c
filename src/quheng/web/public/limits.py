"""How often the public may try what."""

from __future__ import annotations

from datetime import timedelta

from quheng.ledger.limiting import Limit

QUARTER_OF_AN_HOUR = timedelta(minutes=15)

TRACK_FROM_ADDRESS = Limit("track from an address", 5, QUARTER_OF_AN_HOUR)
TRACK_NUMBER = Limit("track a number", 5, QUARTER_OF_AN_HOUR)
SUBMIT_FROM_ADDRESS = Limit("submit from an address", 20, timedelta(hours=1))
SUBMIT_FOR_PHONE = Limit("submit for a telephone", 5, timedelta(days=1))
ACT_ON_CASE = Limit("act on a case", 20, timedelta(hours=1))
