"""Cases as values: commands decided into events, events folded into state; no clock, no database."""

from quheng.ledger.cases.actor import SYSTEM, Actor
from quheng.ledger.cases.decide import Rules, decide
from quheng.ledger.cases.entry import Entry
from quheng.ledger.cases.events import Subject
from quheng.ledger.cases.evolve import evolve, replay
from quheng.ledger.cases.refusal import Refusal
from quheng.ledger.cases.state import Case

__all__ = [
    "SYSTEM",
    "Actor",
    "Case",
    "Entry",
    "Refusal",
    "Rules",
    "Subject",
    "decide",
    "evolve",
    "replay",
]
