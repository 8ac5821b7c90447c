"""What comes round: lists of subjects, and the planner that opens cases when they are due."""

from quheng.ledger.cadences.lists import put_on_list, read_list, take_off_list
from quheng.ledger.cadences.planner import Planned, plan

__all__ = ["Planned", "plan", "put_on_list", "read_list", "take_off_list"]
