"""Content is data: YAML 1.2 read into frozen models, with errors that give file and line."""

from quheng.declarations.by_level import ByLevel
from quheng.declarations.model import Declared
from quheng.declarations.percent import Percent
from quheng.declarations.period_text import PeriodText
from quheng.declarations.reading import checked, parse_yaml, read_yaml, validated
from quheng.declarations.rule import named_rule, optional_step
from quheng.declarations.share import Share
from quheng.declarations.wording import ContradictionError

__all__ = [
    "ByLevel",
    "ContradictionError",
    "Declared",
    "Percent",
    "PeriodText",
    "Share",
    "checked",
    "named_rule",
    "optional_step",
    "parse_yaml",
    "read_yaml",
    "validated",
]
