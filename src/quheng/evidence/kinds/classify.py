"""Tell what sort of number a claim states, and relative to what.

In order of precedence: rank, forecast, share, growth, rate, new, cumulative, and then level or count. A cue
governs the number that it stands before: it is looked for in the number's own list item, then in its clause;
what governs a whole sentence (预期目标) is looked for up to the full stop before.
"""

from __future__ import annotations

import re
from datetime import date

from quheng.evidence.kinds.amount import amount
from quheng.evidence.kinds.forecast import forecast
from quheng.evidence.kinds.proportion import completion, proportion
from quheng.evidence.kinds.sense import Sense
from quheng.evidence.kinds.setting import Setting
from quheng.evidence.numbers import Numeral

FIELD = re.compile(
    r"市内[一二三四五六七八九十]{1,2}区|全[国省市区县州球]|世界|亚洲|[中西东]部地区|[^,，。;；、\s第前在]{2,12}[中内]|"
    r"同类[^,，。;；、\s]{2,6}|[全国省市县区]{1,2}[百千]强[县市区]"
)


def classify(
    text: str,
    numeral: Numeral,
    clause_start: int,
    clause_end: int,
    sentence_start: int,
    sentence_end: int,
    published: date | None,
    *,
    planned: bool = False,
) -> Sense:
    """Return the kind of a claim, the rule that decided and the other side of its comparison.

    Parameters
    ----------
    text
        The text that the numeral was found in.
    numeral
        A numeral that is a claim.
    clause_start, clause_end, sentence_start, sentence_end
        The clause and the sentence around it.
    published
        The day of publication: what a sentence says of a later year is a forecast.
    planned
        Whether the section is one of a plan: what it states is to come, unless it says that it is done.
    """
    setting = Setting(text, numeral, clause_start, sentence_start)
    if numeral.form in ("ordinal", "within"):
        return Sense("rank", f"kind.rank:{numeral.form}", setting.last_in_clause(FIELD))
    if numeral.form == "sole":
        return Sense("count", "kind.count:sole", setting.last_in_clause(FIELD))
    if setting.is_proportion and (done := completion(setting)):
        return done
    if rule := forecast(setting, published, planned=planned):
        return Sense("forecast", rule)
    return proportion(setting) if setting.is_proportion else amount(setting)
