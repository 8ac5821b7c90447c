"""What the words of a time say by themselves, before the year is known: 前11个月, 去年末, 2020—2024年."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

Word = Literal["now", "lately", "day", "years", "recent years", "month", "plan", "congress", "undated"]
"""The times that are no year, quarter, month or day of the calendar."""

HAN = "\u4e00-\u9fff"
DIGITS = {
    "〇": 0,
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
HOLIDAYS = {"元旦": (1, 1, 1), "五一": (5, 1, 5), "国庆": (10, 1, 7)}
"""Holidays that lie on the same days each year: the month, the first and the last day."""
CONGRESSES = {"十八大": (2012, 11, 8), "十九大": (2017, 10, 18), "二十大": (2022, 10, 16)}
SPOKEN = {"今年": 0, "去年": -1, "前年": -2, "明年": 1, "后年": 2}
"""Years counted from the day of speaking."""
REPORTED = {"本年": 0, "上年": -1, "当年": 0, "同年": 0, "次年": 1, "翌年": 1}
"""Years counted from the year that the text reports on."""
DAYS = {"昨": -1, "今": 0, "前": -2, "当": 0, "现": 0}

YEAR = r"(?:(?:19|20)[0-9]{2}|[一二][〇零九][〇零一二三四五六七八九]{2})"
MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
MONTH_WORD = r"(?:十[一二]?|[一二三四五六七八九])"
COUNT = r"(?:[1-9][0-9]?|[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])"
DASH = r"(?:[-—–~～]{1,2}|至|到)"

STARTS = (
    '0-9一二两三四五六七八九十全上下前头第年岁季期今去明后本当同次翌目现如眼发近日最连不昨过这党新五国元“"'
)
"""The characters with which a time begins, so that the others are passed over at once."""

GRAMMAR = re.compile(
    rf"""(?:(?=[{STARTS}])(?:
      (?<![0-9.])(?P<from>{YEAR})年?度?{DASH}(?P<to>{YEAR})(?:年度?|学年)
    | (?<![0-9.])(?P<iso>20[0-9]{{2}})(?P<sep>[-./])(?P<iso_month>{MONTH})(?P=sep)(?P<iso_day>{DAY})(?![0-9])
    | (?<![0-9.])(?P<year>{YEAR})年度?
    | (?<=[（(])(?P<label>20[0-9]{{2}})(?=[)）])
    | (?P<whole>全年(?!龄)
        |年内(?!首|最|新[高低]|[次再]|第)(?<![0-9一二三四五六七八九十两几半个今本当去全]年内))
    | [“"]?(?P<holiday>五一|国庆|元旦)[”"]?(?:[0-9一二三五七八]天)?(?:假期|小长假|长假|黄金周|期间|节日?期间)
    | (?P<half>[上下])半年
    | 前(?P<first_quarters>[一二两三123])个?季度
    | (?P<quarter_from>[一1]){DASH}(?P<quarter_to>[二三四234])季度
    | (?<![前续两个0-9])第?(?P<quarter>[一二三四1-4](?:、[一二三四1-4])*)季度
    | [前头](?P<first_months>1[0-2]|[1-9]|{MONTH_WORD})个?月
    | (?<![0-9.])(?P<first_month>{MONTH})月份?{DASH}(?P<last_year>{YEAR})年(?P<month_of_year>{MONTH})月份?
    | (?<![0-9.])(?P<month_from>{MONTH})(?:月份?)?{DASH}(?P<month_to>{MONTH})月份?
    | (?<![0-9.])(?P<month>{MONTH})月(?:
        (?P<day>{DAY})日(?:{DASH}(?:(?P<last_month>{MONTH})月)?(?P<last_day>{DAY})日)?
        |(?P<ten>[上中下])旬|份)?(?![饼球薪租亮嫂])
    | (?P<month_word>{MONTH_WORD})月(?:份|(?=[底末初])|(?P<ten_word>[上中下])旬)
    | (?P<edge_word>年[末底初]|岁末|[季期]末)(?!级|考|预算|人代会|向|计划|目标|安排|确定|制定|余额为零)
    | (?<![以应])(?P<relative>(?:[今去前明后]|本|上|当|同|次|翌)年)度?(?![龄级价轻])
    | (?P<now>(?<=[至到])发稿时?|目前|当前|如今|眼下|现阶段|现在|(?<=[截至迄])今(?![年日天后]))
    | (?P<lately>近日|日前|近期|最近(?![一二两三四五六七八九十0-9])|连日来|近来|不久前
        |[本这]周(?=[，内]|以?来)|新学期(?=伊始|开学|之初|开始))
    | (?P<day_word>[昨今前当][日天](?![然气津])
        |现场(?=签[约订]|达成|成交|授信|发放)|当场(?=签[约订下]|达成|成交))
    | (?P<recent>近年来|近些年来?)
    | (?:近|过去|最近|这)(?P<years>{COUNT})(?:年(?:来|间|以来)?)(?!级|龄|期|制)
    | (?<![0-9{HAN}第.])(?P<years_past>{COUNT})年(?:来|间)
    | 党的(?P<congress>十八大|十九大|二十大)(?=以来)
    | [“"]?(?P<plan>十[一二三四五]五)[”"]?(?P<plan_part>时期|期间|(?=以来)|期?末|[前头][一二三四]年)
    | (?P<month_now>[本上]个?月|当月)(?!球)
    )| (?<![^，。；：！？、,;:\n（(”])自?(?!长期|一直|有史|自古|历来|多年)(?P<undated>
        (?:(?![今去上本前近一二两三四五六七八九十]年|年[初末底])[^，。；：、,;（）()\n0-9月]){{2,24}}?)(?=以来)
    )
    (?P<edge>年?(?:末(?![端梢位])|底(?![线部气层盘色])|初(?![步中级一二三期心夏冬春秋始]))|年中(?![期学国心间考]))?
    (?P<since>[^，。；：、,;（）()\n0-9月季半]{{0,12}}?(?:以来|至今(?![年日天后])))?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Form:
    """A time as written.

    Parameters
    ----------
    start, end
        Where.
    year, year_to
        The explicit year, and the last one of a range; None where the words name none.
    shift
        The distance from the year of speaking (今年 0, 去年 −1).
    is_reported
        Whether it counts from the year, or the day, that the text reports on: 本年 0, 上年 −1, 当天.
    months, days
        The first and last month, and the first and last day within them; None for all.
    edge
        Only the first or the last day of it: 年初, 10月底.
    is_since, is_until
        From it on (以来), or up to it (截至, 到).
    is_single
        One month or one quarter by itself, as against a running total from January.
    word, number
        A time that is none of the calendar, with its count.
    """

    start: int
    end: int
    year: int | None = None
    year_to: int | None = None
    shift: int | None = None
    is_reported: bool = False
    months: tuple[int, int] | None = None
    days: tuple[int, int] | None = None
    edge: Literal["first", "last"] | None = None
    is_since: bool = False
    is_until: bool = False
    is_single: bool = False
    word: Word | None = None
    number: int = 0

    @property
    def names_a_year(self) -> bool:
        """Whether the words say which year, if only by counting from another."""
        return self.year is not None or self.shift is not None


def find_forms(text: str) -> Iterator[Form]:
    """Find the times in `text`, in order; neighbours that make one time (2023年 + 10月) come as one."""
    waiting: Form | None = None
    for match in GRAMMAR.finditer(text):
        for form in _read(match):
            if waiting is None:
                waiting = form
                continue
            joined = _join(waiting, form, text)
            if joined is None:
                yield _led(waiting, text)
            waiting = joined or form
    if waiting is not None:
        yield _led(waiting, text)


def _read(match: re.Match[str]) -> Iterator[Form]:
    """Read one match; quarters in a list (一、二、三季度) are so many times."""
    form = Form(
        match.start(),
        match.end(),
        edge=None if match["edge"] is None else "first" if "初" in match["edge"] else "last",
        is_since=match["since"] is not None,
    )
    if quarters := match["quarter"]:
        places = [match.start("quarter") + i for i in range(0, len(quarters), 2)]
        ends = [*(place + 1 for place in places[:-1]), match.end()]
        starts = [match.start(), *places[1:]]
        for start, end, place in zip(starts, ends, places, strict=True):
            months = _quarter(_number(match.string[place]))
            is_last = end == match.end()
            yield replace(
                form,
                start=start,
                end=end,
                months=months,
                is_single=True,
                edge=form.edge if is_last else None,
                is_since=form.is_since and is_last,
            )
        return
    yield _calendar(form, match) or _special(form, match)


def _calendar(form: Form, match: re.Match[str]) -> Form | None:
    """Read years, halves, quarters, months and days."""
    group = match.groupdict()
    if group["from"]:
        return replace(form, year=_year(group["from"]), year_to=_year(group["to"]))
    if group["iso"]:
        month, day = int(group["iso_month"]), int(group["iso_day"])
        return replace(form, year=int(group["iso"]), months=(month, month), days=(day, day))
    if year := group["year"] or group["label"]:
        return replace(form, year=_year(year))
    if relative := group["relative"]:
        shifts = SPOKEN if relative in SPOKEN else REPORTED
        return replace(form, shift=shifts[relative], is_reported=shifts is REPORTED)
    if group["whole"]:
        return replace(form, months=(1, 12))
    if holiday := group["holiday"]:
        month, *days = HOLIDAYS[holiday]
        return replace(form, months=(month, month), days=(days[0], days[1]))
    if group["half"]:
        return replace(form, months=(1, 6) if group["half"] == "上" else (7, 12))
    if group["first_quarters"]:
        return replace(form, months=(1, 3 * _number(group["first_quarters"])))
    if group["quarter_from"]:
        return replace(form, months=(1, 3 * _number(group["quarter_to"])))
    if group["first_months"]:
        return replace(form, months=(1, _number(group["first_months"])))
    if group["first_month"]:
        months = int(group["first_month"]), int(group["month_of_year"])
        return replace(form, year_to=_year(group["last_year"]), months=months)
    if group["month_from"]:
        months = int(group["month_from"]), int(group["month_to"])
        return replace(form, months=months, edge=None if form.edge == "last" else form.edge)
    if group["month"] or group["month_word"]:
        return _month(form, match)
    if word := group["edge_word"]:
        return replace(form, months=(1, 12), edge="first" if word == "年初" else "last")
    return None


def _month(form: Form, match: re.Match[str]) -> Form:
    month = _number(match["month"] or match["month_word"])
    if match["day"]:
        last_month = int(match["last_month"] or month)
        last_day = int(match["last_day"] or match["day"])
        return replace(form, months=(month, last_month), days=(int(match["day"]), last_day))
    ten = match["ten"] or match["ten_word"]
    days = {"上": (1, 10), "中": (11, 20), "下": (21, 31), None: None}[ten]
    return replace(form, months=(month, month), days=days, is_single=True)


def _special(form: Form, match: re.Match[str]) -> Form:
    """Read the times that are counted from the day of speaking, and those with names."""
    group = match.groupdict()
    if group["now"]:
        return replace(form, word="now")
    if group["lately"]:
        return replace(form, word="lately")
    if group["day_word"]:
        return replace(
            form, word="day", number=DAYS[group["day_word"][0]], is_reported=group["day_word"][0] in "当现"
        )
    if group["recent"]:
        return replace(form, word="recent years")
    if count := group["years"] or group["years_past"]:
        return replace(form, word="years", number=_number(count))
    if group["congress"]:
        return replace(form, word="congress", number=CONGRESSES[group["congress"]][0])
    if group["plan"]:
        first = 1981 + 5 * (_number(group["plan"][:2]) - 6)
        part = group["plan_part"]
        length = _number(part[1]) if part.endswith("年") else 5
        edge: Literal["last"] | None = "last" if part.endswith("末") else form.edge and "last"
        return replace(form, word="plan", year=first, year_to=first + length - 1, edge=edge)
    if group["month_now"]:
        return replace(form, word="month", number=-1 if group["month_now"][0] == "上" else 0)
    return replace(form, word="undated")


def _join(before: Form, after: Form, text: str) -> Form | None:
    """Make one time of two neighbours, a year and a part of it or the ends of a range; None if two."""
    between = text[before.end : after.start] if after.start - before.end <= 2 else None
    if between is None:
        return None
    is_whole_year = (
        before.names_a_year and before.months is None and not before.is_since and before.edge is None
    )
    if between in ("", "的") and is_whole_year and before.year_to is None:
        if after.months is not None and not after.names_a_year:
            return replace(
                after,
                start=before.start,
                year=before.year,
                shift=before.shift,
                is_reported=before.is_reported,
            )
        return None
    if between == "" and before.is_single and after.word == "month":
        return replace(before, end=after.end)
    if re.fullmatch(DASH, between) is None:
        return None
    return _range(before, after)


def _range(before: Form, after: Form) -> Form | None:
    """Make one time of the first and the last part of it: 1月至9月底, 年初至3月15日."""
    if before.months is None or after.months is None or before.days or after.names_a_year:
        return None
    if before.edge == "last" or (before.edge == "first" and before.months != (1, 12)):
        return None
    return replace(
        after,
        start=before.start,
        year=before.year,
        year_to=after.year_to,
        shift=before.shift,
        is_reported=before.is_reported,
        months=(before.months[0], after.months[1]),
        days=after.days and (1, after.days[1]),
        edge=None,
        is_single=False,
    )


UNTIL = re.compile(
    r"(?:截[至止]到?|迄)$|(?:(?<![^，。；：！？、,;:\n（(])|力争|预计|确保|计划|争取|规划|[，。])[到至]$"
)


def _led(form: Form, text: str) -> Form:
    """Take along the 截至 or 到 in front."""
    lead = UNTIL.search(text, max(0, form.start - 6), form.start)
    if lead is None or form.is_since:
        return form
    start = form.start - (len(lead.group()) if lead.group().startswith("截") else 1)
    return replace(form, start=start, is_until=True)


def _year(digits: str) -> int:
    return int(digits) if digits.isascii() else int("".join(str(DIGITS[digit]) for digit in digits))


def _quarter(number: int) -> tuple[int, int]:
    return 3 * number - 2, 3 * number


def _number(word: str) -> int:
    """Read a count below a hundred: 11, 十一, 二十."""
    if word.isascii():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return DIGITS[word]
    return 10 * (DIGITS[tens] if tens else 1) + (DIGITS[ones] if ones else 0)
