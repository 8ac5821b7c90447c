"""The words by which numbers are rejected, compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from quheng.declarations import Declared, read_yaml, validated
from quheng.evidence.alternation import any_of
from quheng.evidence.claim import Reason
from quheng.library import library_file


class RejectionLexicon(Declared):
    """The words of library/lexicons/rejections.yaml, which explains them."""

    names: tuple[str, ...]
    places: tuple[str, ...]
    idioms: tuple[str, ...]
    series: tuple[str, ...]
    labels: tuple[str, ...]
    spans: tuple[str, ...]
    policies: tuple[str, ...]
    ceilings: tuple[str, ...]
    grants: tuple[str, ...]
    granted: tuple[str, ...]
    defined: tuple[str, ...]
    counting: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Patterns:
    """The lexicon, compiled."""

    phrase: re.Pattern[str]
    reasons: Mapping[str, Reason]
    series: re.Pattern[str]
    label: re.Pattern[str]
    span: re.Pattern[str]
    policy: re.Pattern[str]
    ceiling: re.Pattern[str]
    grant: re.Pattern[str]
    granted: re.Pattern[str]
    granting: re.Pattern[str]
    defined: re.Pattern[str]
    counting: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """Return the patterns of the library, compiled once."""
    path = library_file("lexicons", "rejections.yaml")
    lexicon = validated(RejectionLexicon, read_yaml(path), "library/lexicons/rejections.yaml")
    names = (*lexicon.names, *lexicon.places)
    reasons: dict[str, Reason] = {}
    reasons.update(dict.fromkeys(lexicon.idioms, "idiom"))
    reasons.update(dict.fromkeys(names, "name"))
    return Patterns(
        phrase=re.compile(any_of(reasons)),
        reasons=MappingProxyType(reasons),
        series=re.compile(f"{any_of(lexicon.series)}|大(?![学型专道街桥棚宗])"),
        label=re.compile(any_of(lexicon.labels)),
        span=re.compile(rf"[^,，。;；、\n]{{0,6}}?{any_of(lexicon.spans)}"),
        policy=re.compile(rf"[^,，。;；、\n]{{0,6}}?{any_of(lexicon.policies)}"),
        ceiling=re.compile(
            rf"(?<!历史){any_of(lexicon.ceilings)}(?!的|值|点|纪录|分)[^,，。;；:：\n]{{0,12}}\Z"
        ),
        grant=re.compile(rf"{any_of(lexicon.grants)}[^,，。;；:：\n]{{0,12}}\Z"),
        granted=re.compile(rf"{any_of(lexicon.granted)}[^,，。;；\n]*\Z"),
        granting=re.compile(
            "(?:以内|以下)?的?(?:一次性)?(?:资金)?(?:奖励|奖补|罚款|资助)|[^,，。;；\\n]{0,10}给予"
        ),
        defined=re.compile(any_of(lexicon.defined)),
        counting=re.compile(rf"{any_of(lexicon.counting)}[了过]?\Z"),
    )
