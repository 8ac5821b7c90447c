"""Numbers inside words: names, idioms, coined phrases, series, labels, item numbers."""

from __future__ import annotations

import re

from quheng.evidence.rejection.context import REACH, Context, Verdict
from quheng.evidence.rejection.lexicon import patterns

BARE_UNIT = re.compile("[十百千万亿]+")
LONGEST_PHRASE = 6


def inside_phrase(context: Context) -> Verdict | None:
    """Reject what lies inside a name or an idiom of the lexicon."""
    numeral = context.numeral
    if numeral.hedge != "none" and BARE_UNIT.fullmatch(context.core):
        return None
    known = patterns()
    opens = numeral.core_start if numeral.form in ("chinese", "arabic") else numeral.start
    start = max(0, opens - LONGEST_PHRASE)
    for match in known.phrase.finditer(context.text, start, numeral.core_end + LONGEST_PHRASE):
        if match.start() > opens:
            return None
        if match.end() >= numeral.core_end:
            return known.reasons[match[0]], f"lexicon:{match[0]}"
    return None


OPENING = re.compile(r"[“‘「『《](?P<said>[^”’」』》“‘「『《\n]*)\Z")
CLOSING = re.compile(r"(?P<said>[^“”‘’「」『』《》\n]*)(?P<mark>[”’」』》])")
COINED_LENGTH = 8
OPENED_LENGTH = 14


def inside_quotation(context: Context) -> Verdict | None:
    """Reject a number inside a short quotation (“6件大事”) or a title: it is part of a coined name."""
    opening = OPENING.search(context.before)
    if opening is None or context.numeral.form == "sole":
        return None
    closing = CLOSING.match(context.text, context.numeral.end, context.numeral.end + REACH)
    if closing is None:
        return None
    length = len(opening["said"]) + context.numeral.end - context.numeral.start + len(closing["said"])
    at_once = not opening["said"]
    if closing["mark"] == "》" or length <= COINED_LENGTH or (at_once and length <= OPENED_LENGTH):
        return "name", "context.coined"
    return None


BYLINE = re.compile(r"(?:记者|通讯员|摄影|文/图|责编|实习生)[^,，。;；:：\n)）]{0,20}\Z")


def inside_byline(context: Context) -> Verdict | None:
    """Reject a numeral in the name of a reporter."""
    return ("name", "context.byline") if context.chinese and BYLINE.search(context.before) else None


SERIES_LIMIT = 20


def of_a_series(context: Context) -> Verdict | None:
    """Reject 四个方面, 6件大事, 六大行动."""
    numeral = context.numeral
    if numeral.point is None or numeral.point > SERIES_LIMIT or numeral.form not in ("chinese", "arabic"):
        return None
    if match := patterns().series.match(context.text, numeral.core_end):
        return "enumeration", f"series:{match[0]}"
    return None


def as_label(context: Context) -> Verdict | None:
    """Reject 500强, 3号线, 三年行动: a number that labels what follows."""
    if context.numeral.form not in ("chinese", "arabic", "within"):
        return None
    if context.after.startswith("级"):
        return "name", "label:级"
    place = context.numeral.core_end if context.numeral.form != "within" else context.numeral.end
    match = patterns().label.match(context.text, place)
    if match is None or (context.numeral.form == "within" and match[0] == "强"):
        return None
    return "name", f"label:{match[0]}"


LAST_ITEM = 99
LISTING = re.compile(r"(?:[.、．](?![0-9])|是|[)）])")
LINE_START = re.compile(r"(?:\A|[\n。；;：:！!（(])[ 　\t]*\Z")


def as_item_number(context: Context) -> Verdict | None:
    """Reject the number of an item: 1. at the start of a line, （一）, 一是."""
    numeral = context.numeral
    if numeral.measure or numeral.form not in ("chinese", "arabic") or (numeral.point or 0) > LAST_ITEM:
        return None
    if LISTING.match(context.after) and (LINE_START.search(context.before) or context.after[0] == "是"):
        return "enumeration", "context.list-number"
    return None
