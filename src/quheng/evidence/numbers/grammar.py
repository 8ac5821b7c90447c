"""The grammar of numbers: one pattern whose alternatives are tried in order at each place.

Every alternative is a named group, so that `match.lastgroup` says which of them read the number. What is no
quantity (dates, codes, document numbers) comes first, so that no part of it is mistaken for one.
"""

from __future__ import annotations

import re
from functools import cache

from quheng.evidence.numbers.hedge_words import (
    after_pattern,
    before_openers,
    before_pattern,
    part_pattern,
    tail_pattern,
)
from quheng.evidence.numbers.measure_words import measure_pattern

FRESH = r"(?<![0-9.])(?<![0-9]\.\s)(?<![0-9]\.\s\s)"
"""A number never starts right after a digit or a decimal point, not even across a line break."""

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,5}(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,8})?"
CHINESE = "[零〇一二两三四五六七八九十百千万亿]+"
NUMBER = f"(?:{ARABIC}|{CHINESE})"
SCALE = r"(?:万亿|[百千]亿|十亿|[十百千]万|[亿万]|千(?![瓦米克伏卡赫人]|公里)|百(?!分))"
TO = r"[-–—~～至到]{1,2}"

YEAR = "(?:19|20)[0-9]{2}"
CHINESE_YEAR = "(?:一九|二[〇零])[〇零一二三四五六七八九]{2}"
DAY = f"(?:[0-9]{{1,2}}|[一二三十]{{1,3}})(?:{TO}[0-9]{{1,2}})?[日号]"
MONTH_DAY = f"(?:[0-9]{{1,2}}|{CHINESE})月(?:份|底|末|初|中旬|上旬|下旬)?(?:{DAY})?"
NUMBERED_PLAN = r"十[二三四五六]五(?=[”’」』]|时期|规划|期间|以来|末|收官|开局|[,，。、])"

DATE = "|".join(
    (
        rf"{YEAR}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])",
        rf"(?:{YEAR}|{CHINESE_YEAR}){TO}(?:{YEAR}|{CHINESE_YEAR})[学财]?年?度?",
        rf"(?:{YEAR}|{CHINESE_YEAR})[学财]?年(?:度|代|初|末|底)?(?:{MONTH_DAY})?",
        rf"[0-9]{{1,2}}月?份?{TO}{MONTH_DAY}",
        MONTH_DAY,
        rf"(?:[0-9]{{1,2}}日?{TO})?[0-9]{{1,2}}日(?![均元])",
        rf"(?:前|第|[上下]?)?(?:[1-4]|[一二两三四])(?:{TO}[一二三四1-4])?个?季度",
        rf"前(?:[0-9]{{1,2}}|{CHINESE})个?(?:月|年|天|周)",
        rf"(?:[0-9]{{2}}|{CHINESE})世纪(?:[0-9二三四五六七八九十]+年代)?",
        "[0-9]{2}年代",
        r"[0-2]?[0-9][:：][0-5][0-9](?![0-9.:：∶])",
        "[0-2]?[0-9]时(?:[0-5]?[0-9]分|半|许|整)?(?![代期速])",
        "(?:星期|周)[一二三四五六](?![年边岁])",
        NUMBERED_PLAN,
    )
)

CODE = "|".join(
    (
        r"(?<![A-Za-z])(?!(?:GDP|CPI|PPI|FDI|R&D)[0-9])[A-Za-z]+[-_/]?[0-9][0-9A-Za-z.-]*",
        r"[0-9]+(?:\.[0-9]+){2,}",
        r"[0-9]{2,4}(?:-[0-9]{3,}){1,3}",
        r"[0-9]{16,}",
        rf"[0-9]+(?:\.[0-9]+)?(?=[A-Za-z])(?!{measure_pattern()})[A-Za-z][0-9A-Za-z]*",
    )
)

DOCUMENT = rf"[〔【（(]{YEAR}[〕】）)]第?[0-9]+号"

FORMULA = "|".join(
    (
        r"(?<![0-9.])[0-9]+(?:[+＋×xX*=][0-9NnXx]+)+",
        r"从(?:0|零)到(?:1|一)(?![0-9十百千万])",
        r"[0-9]+/[0-9]+/[0-9]+",
        r"24/7|7/24",
    )
)

PART = r"[0-9]{1,9}(?:\.[0-9]{1,6})?"
RATIO = rf"{PART}(?:[:：∶]{PART}){{1,3}}"

FRACTION = rf"[0-9]{{1,4}}/[0-9]{{1,5}}(?![0-9/万])|{NUMBER}分之{NUMBER}(?:点[零一二三四五六七八九]+)?"
TENTHS_DIGIT = "[一二两三四五六七八九]"
NOT_TENTHS = "立员功果本都套交年长品效熟为人绩型片就分语份因色像"
"""What makes another word of 成: 成立, 成为."""

TENTHS = (
    f"(?:(?:{TENTHS_DIGIT}|[1-9])[到至—-])?"
    rf"(?:{TENTHS_DIGIT}|(?<![0-9.])[1-9](?:\.[0-9])?)成(?:半|{TENTHS_DIGIT}(?![家个名人]))?(?![{NOT_TENTHS}])"
)
HALF = "(?:一半|半数)"
DOUBLING = "再?翻了?(?P<times>近?[1-9一两二三四])?番"

ORDINAL = rf"第(?P<nth>[0-9]{{1,6}}|{CHINESE})(?P<place>[位名])?"
WITHIN = (
    "(?<![目以日此年午眼提跟面当之先空])前"
    rf"(?P<first>[0-9]{{1,6}}|{CHINESE})(?P<place_within>[位名强])?(?![0-9.]*[%％成])"
)
SOLE = "首家|首个|首位(?!度)|首批|首届|首次|榜首|唯[一二三]"
INDEFINITE = "|".join(
    (
        "(?:几|(?<![指总人户系基函奇偶倍参复次款对])数)[十百千万亿]+",
        "好几[十百千万]*",
        "[十百千万亿]+几",
        "成百上千|成千上万",
    )
)

OPENERS = "-0-9A-Za-z零〇一二两三四五六七八九十百千万亿〔【（(从第前上下首榜唯几数好成再翻半星周−－"
"""The characters that a number may open with, besides those of a hedge: any other is passed over at once."""

MIXED = rf"(?:[0-9]{{1,8}}(?:\.[0-9]{{1,8}})?{SCALE}){{2,4}}"


def _amount() -> str:
    return rf"""
        (?P<before>{before_pattern()})?
        (?P<minus>(?<![0-9A-Za-z%)）年月日])[-−－](?=[0-9])|零下)?
        (?P<core>{FRESH}(?:
            (?P<mixed>{MIXED})
          | (?:(?P<arabic>{ARABIC})|(?P<chinese>{CHINESE}))
            (?P<inner>{tail_pattern()}(?={SCALE}))?(?P<scale>{SCALE})?
        ))
        (?P<tail>{tail_pattern()})?
        (?P<measure>{measure_pattern()})?
        (?P<after>{tail_pattern()}(?=[,，。;；、)）的]|$)|{after_pattern()})?
    """


@cache
def mention() -> re.Pattern[str]:
    """Return the pattern of any number."""
    return re.compile(
        rf"""
        (?=[{OPENERS}{re.escape(before_openers())}])(?:
        (?P<document>{DOCUMENT})
      | (?P<code>{CODE})
      | (?P<date>{FRESH}(?:{DATE}))
      | (?P<formula>{FORMULA})
      | (?P<ratio>{FRESH}{RATIO})
      | (?P<part>(?P<before_part>{before_pattern()})?(?:
            (?P<fraction>{FRESH}(?:{FRACTION})) | (?P<tenths>{TENTHS}) | (?P<half>{HALF})
        )(?P<after_part>{part_pattern()})?)
      | (?P<doubling>{DOUBLING})
      | (?P<ordinal>{ORDINAL})
      | (?P<within>{WITHIN})
      | (?P<sole>{SOLE})
      | (?P<indefinite>{INDEFINITE})
      | (?P<amount>{_amount()})
        )
        """,
        re.VERBOSE,
    )


@cache
def amount() -> re.Pattern[str]:
    """Return the pattern of an amount alone, for the second number of a range."""
    return re.compile(f"(?P<amount>{_amount()})", re.VERBOSE)
