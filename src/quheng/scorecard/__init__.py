"""Published rules as scorecards: declared in YAML, assessed exactly, with three-valued verdicts."""

from quheng.scorecard.assessment import Assessment, Reason, Verdict
from quheng.scorecard.bulk import Assessments, assess_many
from quheng.scorecard.declared import ScorecardDeclaration
from quheng.scorecard.levers import Change, Lever
from quheng.scorecard.row import RowShape
from quheng.scorecard.scorecard import Scorecard, load, scorecard_names

__all__ = [
    "Assessment",
    "Assessments",
    "Change",
    "Lever",
    "Reason",
    "RowShape",
    "Scorecard",
    "ScorecardDeclaration",
    "Verdict",
    "assess_many",
    "load",
    "scorecard_names",
]
