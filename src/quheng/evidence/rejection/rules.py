"""The rules of rejection in their order: the first that speaks decides; what none speaks about is a claim."""

from __future__ import annotations

from collections.abc import Callable

from quheng.evidence.numbers import Numeral
from quheng.evidence.rejection import bare, rankings, spans, thresholds, words
from quheng.evidence.rejection.context import Context, Verdict

RULES: tuple[Callable[[Context], Verdict | None], ...] = (
    bare.without_value,
    words.inside_phrase,
    words.inside_quotation,
    words.inside_byline,
    words.of_a_series,
    words.as_label,
    words.as_item_number,
    rankings.ordinal,
    rankings.within,
    rankings.sole,
    spans.streak,
    thresholds.denominator,
    thresholds.threshold,
    spans.span_of_time,
    bare.without_measure,
    bare.one,
    bare.chinese,
)


def reject(text: str, numeral: Numeral, *, heading: bool = False) -> Verdict | None:
    """Return why a numeral claims nothing, or None where it is a claim.

    Parameters
    ----------
    text
        The text that the numeral was found in.
    numeral
        The numeral.
    heading
        Whether it stands in a headline, where 一家企业 is a count.

    Returns
    -------
    The reason, and the rule or lexicon entry that decided. A numeral without a value is always rejected.
    """
    context = Context(text, numeral, heading)
    for rule in RULES:
        if verdict := rule(context):
            return verdict
    return None
