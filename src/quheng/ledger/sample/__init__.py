"""A sample district: organisations, enterprises, people, and cases told as stories."""

from quheng.ledger.sample.district import load_district, tell_stories
from quheng.ledger.sample.story import Stories, read_stories
from quheng.ledger.sample.tell import Told, tell

__all__ = ["Stories", "Told", "load_district", "read_stories", "tell", "tell_stories"]
