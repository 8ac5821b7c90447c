"""Conditions and values in CEL: parsed, type-checked, evaluated exactly and over unknown inputs."""

from quheng.scorecard.expressions.expression import GIVEN, Expression, compiled
from quheng.scorecard.expressions.functions import FUNCTIONS
from quheng.scorecard.expressions.kinds import Kind
from quheng.scorecard.expressions.syntax import ExpressionError

__all__ = ["FUNCTIONS", "GIVEN", "Expression", "ExpressionError", "Kind", "compiled"]
