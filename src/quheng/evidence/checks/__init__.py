"""Checks: how the claims of a reading bear on each other, as findings that correct nothing."""

from quheng.evidence.checks.check import check
from quheng.evidence.checks.finding import CODES, SEVERITIES, Code, Finding, Severity

__all__ = ["CODES", "SEVERITIES", "Code", "Finding", "Severity", "check"]
