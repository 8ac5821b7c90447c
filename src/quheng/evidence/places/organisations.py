"""Companies, hospitals, universities and the like: where the name of one begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice

from quheng.evidence.alternation import any_of
from quheng.evidence.places.guards import is_han
from quheng.evidence.places.mention import Mention
from quheng.evidence.places.words import word_lists

_LONGEST = 24
_FARTHEST = 60
_RUN = re.compile(r"[\u4e00-\u9fffA-Za-z()（）·]*$")
_STOP = re.compile(
    r".*(?:[的在由对向为是有将把让给据至到从与和及并或等被以该各本这每某们]|(?<=\d)[年月日家个]"
    r"|前往|深入|走进|走访|考察|调研|邀请|联合|依托|通过|围绕|聚焦|陪同|带领|举办|来自|位于|坐落|获评|入选)",
    re.DOTALL,
)
_INTRODUCED = re.compile(r"位于|负责人|董事长|总经理|创始人|厂长")
_CLASS_GOES_ON = "产业|行业|企业|公司|园|城|示范|基地|项目|中心|小镇|综合体|集聚|设备|产品|制造|商务|信息"
_OWNER = re.compile(
    r"(?:[全今去当]年|[0-9]{4}年|[上下]半年|目前|如今)?(?:该|这家)?(?:企业|公司|工厂|厂区)"
    r"(?![数家类们户贷]|主(?![营要动导])|利润|总数)"
)
_CLAUSES = re.compile(r"[，,。；;]")
_LEADING = re.compile(r"(?:今年|去年|全年|目前|其中|同时|昨日|近日|日前|此外|另外|随后|据悉|当前|当日)+")
_OPENING = frozenset('“"「『《')
_COLLECTIVE = frozenset({"全国", "我国", "全球", "世界", "全世界"})
_NAMED_BY_PLACE_ALONE = ("大学", "银行", "学院", "集团", "机场")


def organisation_at(text: str, start: int, end: int, mentions: Sequence[Mention]) -> int | None:
    """Return where the organisation begins whose last word, such as 公司, stands at `start`.

    A name begins with a place, with a quotation, or, of an enterprise, at the head of a clause or after a
    preposition. None where the words only say of what class a body is: 高等学校, 疾病预防控制中心, 全市医院.
    """
    run = _RUN.search(text, max(start - _LONGEST, 0), start)
    begin = run.start() if run else start
    stop = _STOP.match(text, begin, start)
    begin = stop.end() if stop else begin
    for mention in reversed(mentions):
        if mention.end <= begin:
            break
        if mention.place is None or mention.start < begin or mention.text in _COLLECTIVE:
            return None
        is_part = mention.place.level == "organisation"
        return mention.start if is_part or _names_one(text, mention.end, start, end) else None
    is_enterprise = text[start:end] in word_lists()["enterprises"]
    return _named_without_place(text, begin, start, is_enterprise=is_enterprise)


def organisation_meant(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Mention | None:
    """Return the organisation that 公司 at a head, or 该公司, points back to: the last of that kind."""
    if start and is_han(text[start - 1]) and text[start - 1] != "该":
        return None
    return next(
        (
            mention
            for mention in islice(reversed(mentions), _FARTHEST)
            if mention.place
            and mention.place.level == "organisation"
            and mention.place.name.endswith(text[start:end])
        ),
        None,
    )


def introduced_enterprises(text: str) -> frozenset[str]:
    """Return the names without 公司 that the text introduces: 位于某区的甲乙电子, 甲乙电子负责人."""
    placed, led = _introductions()
    stems = word_lists()["generic_stems"] | word_lists()["classes"]
    names = set()
    for word in _INTRODUCED.finditer(text):
        if word[0] == "位于":
            found = placed.match(text, word.end())
        else:
            found = led.search(text, max(word.start() - _LONGEST, 0), word.start())
        if found and found["stem"] not in stems:
            names.add(found["name"])
    return frozenset(names)


def speaks_of_owner(text: str, start: int, end: int) -> bool:
    """Tell whether a clause between `start` and `end` begins with 企业 or 该公司, the one told of before."""
    starts = [start, *(mark.end() for mark in _CLAUSES.finditer(text, start, end))]
    return any(_OWNER.match(text, at) for at in starts)


def is_enterprise(name: str) -> bool:
    """Tell whether the name is that of a company, a bank, a university or a research institute."""
    return name.endswith((*word_lists()["enterprises"], *word_lists()["trades"]))


def _names_one(text: str, begin: int, start: int, end: int) -> bool:
    if begin == start:
        return text[start:end] in _NAMED_BY_PLACE_ALONE
    return _classes().fullmatch(text, begin, start) is None


def _named_without_place(text: str, begin: int, start: int, *, is_enterprise: bool) -> int | None:
    leading = _LEADING.match(text, begin, start)
    begin = leading.end() if leading else begin
    if _classes().match(text, begin, start):
        return None
    if begin and text[begin - 1] in _OPENING:
        return begin if start > begin else None
    return begin if is_enterprise and start - begin > 3 else None


@cache
def _introductions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a name behind 位于, and of one before 负责人."""
    han, trades = "\u4e00-\u9fff", any_of(word_lists()["trades"])
    placed = rf"[^，。；\n]{{2,20}}?的(?P<name>(?P<stem>[{han}]{{2,4}}?)(?:{trades}))(?!{_CLASS_GOES_ON})"
    name = rf"(?P<name>(?P<stem>[{han}]{{2,6}}?)(?:{trades}))"
    led = rf"(?:^|[^{han}]|[的在由向与和是以]){name}(?:公司)?(?:相关|有关)?$"
    return re.compile(placed), re.compile(led)


@cache
def _classes() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(word_lists()['classes'])})+")
