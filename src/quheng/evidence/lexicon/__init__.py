"""The indicators of Chinese district statistics: their words, and which of them a number states."""

from quheng.evidence.lexicon.declaration import Indicator
from quheng.evidence.lexicon.lexicon import Lexicon, known_indicators, read_lexicon
from quheng.evidence.lexicon.match import match_indicator, match_indicators
from quheng.evidence.lexicon.setting import IndicatorMatch, Setting, Stated
from quheng.evidence.lexicon.terms import Term, find_terms

__all__ = [
    "Indicator",
    "IndicatorMatch",
    "Lexicon",
    "Setting",
    "Stated",
    "Term",
    "find_terms",
    "known_indicators",
    "match_indicator",
    "match_indicators",
    "read_lexicon",
]
