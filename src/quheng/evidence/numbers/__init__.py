"""Numbers in Chinese prose: where they stand, what they are worth, and what they measure."""

from quheng.evidence.numbers.find import find_numerals
from quheng.evidence.numbers.numeral import Form, Numeral

__all__ = ["Form", "Numeral", "find_numerals"]
