"""Search: cases by their words, subjects by their names, always within the viewer's scope."""

from quheng.ledger.searching.cases import search_cases
from quheng.ledger.searching.register import SubjectFound, find_subject, search_subjects
from quheng.ledger.searching.words import reword_subject

__all__ = ["SubjectFound", "find_subject", "reword_subject", "search_cases", "search_subjects"]
