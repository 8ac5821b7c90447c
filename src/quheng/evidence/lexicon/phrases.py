"""What stands around a number: the words that only link it to its name, and the name itself."""

from __future__ import annotations

import re
from functools import cache

from quheng.evidence.alternation import any_of
from quheng.evidence.lexicon.cues import known_cues

LONGEST_PHRASE = 24
QUOTE = "[“”‘’\"'「」『』]"
SPACE = rf"(?:{QUOTE}|[\s　、，,：:．·—-])"
BRACKETED = r"(?:[（(][^（）()]{0,40}[）)]|\[[^\[\]]{0,6}\])"
TIME = (
    r"(?:\d{2,4}年(?:度|末|底|初|以来)?|\d{1,2}(?:[-—–~～至到]\d{1,2})?月(?:份|底|末|初|中旬)?|\d{1,2}日|"
    r"第?[一二三四]季度|前[一二三]季度|[上下]半年|前(?:\d{1,2}|[一二三四五六七八九十]{1,2})个月|"
    r"年末|年底|年初|今年|去年|上年|全年|本年|当年|近年来|五年来|截至|截止|目前|当前|同期|期末|[“]?十[二三四五]五[”]?(?:期间|时期|以来|末)?)"
)
HERE = r"(?:[全我本该](?:省|市|县|区|旗|州|乡|镇|街道|村|国|域|州市)|市内[一二三四五六七八九十]区)"
DISTRICT = "(?<![小社园景校灌库片街牧林矿])区"
PLACE = rf"(?:{HERE}|[一-鿿]{{2,4}}族自治[县州旗]|[一-鿿]{{1,5}}?(?:自治区|省|市|县|州|{DISTRICT}))"
GRADE = (
    r"(?:(?:国家|省|市|区|县|自治区|部)级(?:及)?(?:以上)?|[一二三四五]级|三甲|\dA级(?:及)?(?:以上)?|"
    r"[\d.一二三五十百千万]+亿?(?:万)?元(?:及)?(?:以上|级))"
)
"""What divides a whole into parts by rank or size: 国家级 2家, 亿元以上 12个."""
CIRCUMSTANCE = (
    r"(?:在[^，。；,;]{2,20}?(?:中|方面|领域)|按[^，。；,;]{1,12}?(?:计算|口径|测算|折算|统计)|"
    r"连续[一二两三四五六七八九十\d]{1,3}(?:年|个?季度|个月)|"
    r"[一二两三四五六七八九十\d]{1,3}(?:年(?:间|来|共)|[项个大](?:指标|数据)?))"
)
CONTEST = re.compile(r"在(?P<name>[^，。；,;]{0,40}?(?:考核|评价|测评|考评|评比|竞赛|大赛|榜单))(?:排名)?中")
PER_HEAD = re.compile(
    r"(?:每[十百千万]{0,2}(?:常住|户籍)?(?:人口?|户|名)|[人户亩村地]均|平均每[个人户])(?:拥有)?\Z"
)
UNOPENED = re.compile(r"[^（(）)]{0,40}[）)]")
PUNCTUATION = re.compile(r"[，。；：、,;:!?！？\n（()）]")


@cache
def _linking() -> re.Pattern[str]:
    cues = known_cues()
    words = any_of([*cues.links, *cues.tails])
    return re.compile(rf"(?:{CIRCUMSTANCE}|{TIME}|{words}|{PLACE}|{BRACKETED}|{SPACE})*+")


@cache
def _trailing() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(known_cues().links)}|{TIME}|{HERE}|{SPACE})++\Z")


@cache
def _leading() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(known_cues().leads)}|{TIME}|{HERE}|{CIRCUMSTANCE}|{BRACKETED}|{SPACE})*+")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(any_of(known_cues().verbs))


@cache
def _breaks() -> re.Pattern[str]:
    cues = known_cues()
    return re.compile(any_of([*cues.verbs, *cues.stops, *cues.links]))


@cache
def _awards() -> re.Pattern[str]:
    return re.compile(any_of(known_cues().awards))


@cache
def _wholes() -> re.Pattern[str]:
    words = any_of(known_cues().wholes)
    return re.compile(
        rf"(?:{words})(?![据领用])|(?<![同环占之对可相百配])[比较](?![重例率值分好大为快高])|"
        r"对(?=[^，。；,;]{1,20}?(?:贡献|拉动))"
    )


FIELD = re.compile(r"(?:位列|位居|名列|排名|排在|跃居|稳居|居|列(?=[全该各前第]))")
"""After these words stands among whom a rank holds: 居全省县级第3位."""

PARTITIVE = re.compile(rf"(?:其中|分别|新增|有|{SPACE})*+(?P<grade>{GRADE})")
DIFFERENCE = re.compile(
    r"(?:[比较](?![重例率值分好大为快高]))(?=[^，。；,;]*(?:[增减多少]|提高|下降|降低|缩短)[^，。；,;]{0,3}\Z)"
)


def only_links(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` only says that a number follows.

    Verbs of being and growing do, times, places, brackets, and an empty text.
    """
    return start >= end or _linking().fullmatch(text, start, end) is not None


def whole_begins(text: str, start: int, end: int, ranks: bool) -> int | None:
    """Return where in `text[start:end]` the other side of a comparison begins (占全市, 高于全省), or None.

    With `ranks`, also where the field of a rank begins (居全省).
    """
    found = _wholes().search(text, start, end) or (FIELD.search(text, start, end) if ranks else None)
    return found.start() if found else None


def grade_before(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of a rank or size that alone stands in `text[start:end]`, or None.

    It divides what was counted before: 其中国家级 (2家), 亿元以上 (12个).
    """
    found = PARTITIVE.match(text, start, end)
    return found.span("grade") if found and only_links(text, found.end(), end) else None


def base_begins(text: str, start: int, end: int) -> int | None:
    """Return where in `text[start:end]` the base of a difference begins (比上次普查增加), or None."""
    found = DIFFERENCE.search(text[start:end])
    return start + found.start() if found else None


def is_verb(phrase: str) -> bool:
    """Tell whether a phrase only says what was done: 整改 (502处)."""
    return phrase in known_cues().verbs


def contest(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the assessment that `text[start:end]` names (在年度考核中), or None."""
    found = CONTEST.search(text, start, end)
    return found.span("name") if found else None


def per_head(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]` ends by making a rate of the word after it: 每千人, 人均, 户均."""
    return PER_HEAD.search(text[start:end]) is not None


def outside_brackets(text: str, start: int, end: int) -> int:
    """Return where `text[start:end]` begins outside a bracket that was opened before it."""
    closing = UNOPENED.match(text, start, end)
    return closing.end() if closing else start


def phrase_before(text: str, start: int, end: int, head: int | None = None) -> tuple[int, int]:
    """Return the span of the name in `text[start:end]`, which ends where a number begins.

    Parameters
    ----------
    text
        Any text.
    start, end
        The part of the clause before the number.
    head
        Where the word of the lexicon begins, if there is one: the name holds it whole.

    Returns
    -------
    tuple of int
        Start and end of the name, from the last verb that governs it; empty where nothing is named.
    """
    trailing = _trailing().search(text[start:end])
    last = start + trailing.start() if trailing else end
    limit = last if head is None else head
    separator = max(text.rfind(mark, start, limit) for mark in "、，,：:")
    first = max(start, separator + 1)
    leading = _leading().match(text, first, limit)
    first = leading.end() if leading else first
    for verb in _verbs().finditer(text, first, limit):
        first = verb.start()
    if last - first > LONGEST_PHRASE and head is None:
        first = last - LONGEST_PHRASE
    return first, max(first, last)


def noun_after(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the noun right after a number (18门课程) in `text[start:end]`; empty without one."""
    first = _skip(text, start, end)
    stop = PUNCTUATION.search(text, first, end)
    last = stop.start() if stop else end
    found = _breaks().search(text, first, last)
    if found:
        last = found.start()
    return first, max(first, min(last, first + LONGEST_PHRASE))


def is_modifier(text: str, start: int, end: int) -> bool:
    """Tell whether `text[start:end]`, between a number and a noun, only describes the noun."""
    return _verbs().search(text, start, end) is None and PUNCTUATION.search(text, start, end) is None


def award_after(text: str, start: int, end: int) -> int | None:
    """Return where a verb of recognition ends that stands within a few characters of `start`, or None."""
    found = _awards().search(text, start, min(end, start + 8))
    return found.end() if found else None


def ends_clause(text: str, start: int, end: int) -> bool:
    """Tell whether a clause ends right at `start`."""
    return start >= end or PUNCTUATION.match(text, start, end) is not None


def after_marks(text: str, start: int) -> int:
    """Return where the words behind punctuation begin."""
    while start < len(text) and PUNCTUATION.match(text, start):
        start += 1
    return start


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in "的“”‘’\"'":
        start += 1
    return start
