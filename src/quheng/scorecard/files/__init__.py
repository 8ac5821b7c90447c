"""Subjects from files: titles by code or label, nested values, and every bad row kept with its problem."""

from quheng.scorecard.files.assessed import Assessed, Counts, assess_file
from quheng.scorecard.files.subjects import ENDINGS, Subjects, read_subjects
from quheng.scorecard.files.titles import Titles, inputs_of

__all__ = [
    "ENDINGS",
    "Assessed",
    "Counts",
    "Subjects",
    "Titles",
    "assess_file",
    "inputs_of",
    "read_subjects",
]
