"""The worker: duties by the clock, each idempotent, so that a lost queue loses none."""

from quheng.ledger.working.duties import DUTIES, Duty
from quheng.ledger.working.running import Ran, run_all, run_due, run_duty

__all__ = ["DUTIES", "Duty", "Ran", "run_all", "run_due", "run_duty"]
