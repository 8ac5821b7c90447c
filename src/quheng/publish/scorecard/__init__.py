"""Scorecards for people: results as files, the rule as a page, a verdict explained line by line."""

from quheng.publish.scorecard.explained import Explanation, explain
from quheng.publish.scorecard.results import require_result_ending, write_results
from quheng.publish.scorecard.rule_page import rule_html, write_rule

__all__ = [
    "Explanation",
    "explain",
    "require_result_ending",
    "rule_html",
    "write_results",
    "write_rule",
]
