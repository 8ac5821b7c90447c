"""Many subjects at once: each line of a rule once for each distinct case, not once for each subject."""

from quheng.scorecard.bulk.assessments import Assessments
from quheng.scorecard.bulk.run import assess_many

__all__ = ["Assessments", "assess_many"]
