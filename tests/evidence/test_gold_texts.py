"""The project's own texts: that they are marked consistently, and how well the reader reads them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import pairwise

import pytest

from quheng.evidence.claim import HEDGES, KINDS
from tests.evidence import gold, scoring
from tests.evidence.gold import GoldClaim, GoldText

TEXTS = gold.texts()
each_text = pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name)

AT_LEAST = {
    "recall": 0.97,
    "precision": 0.95,
    "value": 0.99,
    "kind": 0.92,
    "year": 0.95,
    "period": 0.88,
    "place": 0.92,
}

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
SAID_IN_WORDS = {
    "首位": "1",
    "榜首": "1",
    "近一半": "50",
    "半年": "6",
    "一百五六十块": "150..160",
    "一到两成": "10..20",
    "一百三十来人": "130",
    "20来分钟": "20",
    "四十来块": "40",
    "四百来块": "400",
    "上百人": "100",
    "百家以上": "100",
    "二十几个": "20",
    "四五个": "4..5",
    "四五万": "40000..50000",
    "七八成": "70..80",
    "腰斩": "50",
    "过半": "50",
    "半数": "50",
    "超过半数": "50",
    "一半以上": "50",
    "一半还多": "50",
    "七十有三": "73",
    "4倍有余": "4",
    "5个多点": "5",
    "1个位次": "1",
    "6倍多": "6",
    "两个半小时": "5/2",
    "过亿人次": "100000000",
    "第3家": "3",
    "首家": "1",
    "首个": "1",
}
MEASURE_OF = {"个百分点": "百分点", "个千分点": "千分点", "块": "元", "台(套)": "台", "°C": "℃"}
HEDGE_WORDS = re.compile(
    r"^(?:约|近|超过|超|逾|至少|不[低少]于|不足|不到|第|前|零下)|(?:左右|上下|以上|以下|以内|内|强)$"
)


needs_page = pytest.mark.skipif(
    not gold.PAGE.is_dir(), reason="the page lies beside the repository, in ../shared/evidence"
)


@cache
def measured(texts: tuple[GoldText, ...]) -> dict[str, scoring.Share]:
    from quheng import evidence

    return scoring.score(
        (text, evidence.read(text.text, published=text.published, home=text.home).claims) for text in texts
    )


@pytest.mark.parametrize("what", AT_LEAST)
def test_reader_is_as_accurate_as_promised_on_the_texts(what: str) -> None:
    share = measured(TEXTS)[what]
    assert float(share) >= AT_LEAST[what], share


@pytest.mark.parametrize("what", AT_LEAST)
def test_reader_is_as_accurate_on_texts_that_no_rule_was_made_with(what: str) -> None:
    share = measured(gold.exam())[what]
    assert float(share) >= AT_LEAST[what], share


def test_texts_that_agree_with_themselves_raise_no_alarm() -> None:
    from quheng import evidence

    alarms = [
        (text.name, str(finding.arithmetic))
        for text in gold.exam()
        for finding in evidence.read(text.text, text.published, text.home).findings
        if finding.severity != "info"
    ]
    assert alarms == []


@needs_page
@pytest.mark.parametrize("what", AT_LEAST)
def test_reader_is_as_accurate_as_promised_on_the_page(what: str) -> None:
    share = measured((gold.page(),))[what]
    assert float(share) >= AT_LEAST[what], share


def test_there_are_enough_texts_of_enough_styles() -> None:
    assert len(TEXTS) >= 20
    assert len({text.style for text in TEXTS}) >= 15


@each_text
def test_no_mark_is_left_in_a_text(text: GoldText) -> None:
    assert not re.search(r"[{}|]|%%|---", text.text)


@each_text
def test_spans_hold_their_words_and_stand_apart(text: GoldText) -> None:
    assert all(text.text[claim.start : claim.end] == claim.text for claim in text.claims)
    assert all(one.end <= two.start for one, two in pairwise(text.claims))


@each_text
def test_fields_use_the_words_of_the_reader(text: GoldText) -> None:
    for claim in text.claims:
        assert set(claim.kinds) <= set(KINDS), claim
        assert set(claim.hedges) <= set(HEDGES), claim
        assert claim.indicator, claim
        for place in claim.places:
            assert place is None or re.fullmatch(r"\d{6}", place), claim
        for first, last in claim.periods:
            assert last is not None, claim
            assert first is None or first <= last, claim
            assert "forecast" in claim.kinds or last[0] <= text.published.year, claim


@each_text
def test_relations_name_claims_of_the_text(text: GoldText) -> None:
    names = Counter(claim.name for claim in text.claims)
    assert max(names.values()) == 1
    used = {name for relation in text.relations for name in relation.claims}
    assert used == {name for name in names if not re.fullmatch(r"c\d{3}", name)}


def test_conflicts_of_every_type_are_seeded() -> None:
    seeded = {relation.type for text in TEXTS for relation in text.relations}
    assert seeded == {
        "conflict",
        "part_over_whole",
        "parts_sum",
        "implied_whole",
        "growth_base",
        "slip",
        "vintage",
        "run_rate",
        "funnel",
        "corroborates",
        "benign",
    }


@each_text
def test_values_agree_with_their_words(text: GoldText) -> None:
    for claim in text.claims:
        assert claim.values[0] in readings(claim) or negated(claim.values[0]) in readings(claim), claim


@each_text
def test_hedge_words_and_hedges_agree(text: GoldText) -> None:
    """Only words glued to the number: 突破 before it or 约占 a little earlier also hedge."""
    for claim in text.claims:
        words = re.sub(r"\s", "", claim.text)
        for pattern, hedge in (
            (r"^约|左右$", "about"),
            (r"^近", "near"),
            (r"^(?:超|逾)|以上$|[\d十百千万亿成][余多]", "over"),
            (r"^不[足到]", "under"),
        ):
            if re.search(pattern, words):
                assert hedge in claim.hedges, claim


def test_a_mark_becomes_a_claim() -> None:
    source = (
        "title: t\nstyle: s\npublished: 2024-02-01\nhome: 410100\nperiod: 2023\nplace: 410105\n---\n"
        "全区{{超12万人|12e4 人|level or count|人口|@2023-12 or 2023|~over|=pop}}，\n%% period=2024\n"
        "下降{{2%|-2 %|growth|出口|#none|peripheral}}。\n---\nbenign: pop | one claim\n"
    )
    text = gold.parse(source, "t.gold.txt")
    assert text.text == "全区超12万人，\n下降2%。\n"
    first, second = text.claims
    assert (first.start, first.end, first.text, first.name) == (2, 7, "超12万人", "pop")
    assert first.values == ((Fraction(120_000), Fraction(120_000)),)
    assert (first.measures, first.kinds, first.hedges, first.core) == (
        ("人",),
        ("level", "count"),
        ("over",),
        True,
    )
    assert first.periods == (((2023, 12), (2023, 12)), ((2023, 1), (2023, 12)))
    assert first.places == ("410105",)
    assert second.values == ((Fraction(-2), Fraction(-2)),)
    assert second.periods == (((2024, 1), (2024, 12)),)
    assert (second.places, second.core, second.name) == ((None,), False, "c002")
    assert [numeral.group() for numeral in text.nonclaims()] == []


def test_periods_as_they_are_written() -> None:
    assert gold.months("2024") == ((2024, 1), (2024, 12))
    assert gold.months("2024-12") == ((2024, 12), (2024, 12))
    assert gold.months("2024-Q2") == ((2024, 4), (2024, 6))
    assert gold.months("2024-Q1..Q3") == ((2024, 1), (2024, 9))
    assert gold.months("2024-01/2024-10") == ((2024, 1), (2024, 10))
    assert gold.months("../2024-12") == (None, (2024, 12))


@pytest.mark.skipif(
    not gold.PAGE.is_dir(), reason="the page lies beside the repository, in ../shared/evidence"
)
def test_the_page_is_read_as_the_texts_are() -> None:
    page = gold.page()
    assert len(page.claims) == 89
    assert sum(claim.core for claim in page.claims) == 75
    assert all(page.text[claim.start : claim.end] == claim.text for claim in page.claims)


def negated(value: gold.Interval) -> gold.Interval:
    low, high = value
    return -high, -low


def readings(claim: GoldClaim) -> set[gold.Interval]:
    """Return the values that the words of a claim can mean with its measure, signs aside."""
    words = re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", claim.text))
    if words in SAID_IN_WORDS:
        return {gold.interval(SAID_IN_WORDS[words])}
    if bounds := re.fullmatch(r"(.+?)(?:—|至|(?<!不)到)(.+)", words):
        unit = re.sub(r"^[\d.]+", "", bounds[2])
        low, high = (plain(part.removesuffix(unit) + unit, claim) for part in bounds.groups())
        return {(one, two) for one in low for two in high}
    return {(one, one) for one in plain(words, claim)}


def plain(words: str, claim: GoldClaim) -> set[Fraction]:
    while HEDGE_WORDS.search(words):
        words = HEDGE_WORDS.sub("", words)
    if divided := re.fullmatch(r"(.+)分之(.+)", words):
        return {100 * chinese(divided[2]) / (100 if divided[1] == "百" else chinese(divided[1]))}
    if divided := re.fullmatch(r"(\d+)/(\d+)", words):
        return {100 * Fraction(int(divided[1]), int(divided[2]))}
    if tenths := re.fullmatch(r"(.)成(.)?多?", words):
        return {10 * chinese(tenths[1]) + (chinese(tenths[2]) if tenths[2] and tenths[2] != "多" else 0)}
    values = set()
    for cut in range(1, len(words) + 1):
        number, rest = words[:cut].rstrip("余多"), re.sub("^[余多]", "", words[cut:])
        fits = (
            rest in ("", "位", "名")
            if "位" in claim.measures
            else not claim.measures or rest in claim.measures
        )
        if (fits or MEASURE_OF.get(rest) in claim.measures) and (value := scaled(number)) is not None:
            values.add(value)
    return values


def scaled(number: str) -> Fraction | None:
    arabic = re.fullmatch(r"(-?\d+(?:\.\d+)?)[余多]?([十百千万亿]*)", number)
    if arabic is None:
        return chinese(number)
    value = Fraction(arabic[1])
    for scale in arabic[2]:
        value *= SCALES[scale]
    return value


def chinese(number: str) -> Fraction | None:
    """Add up 三千二百, 百分之六点五's 六点五, 五十万."""
    if not re.fullmatch(r"[零一二三四五六七八九两十百千万亿点余多]+", number):
        return None
    if "点" in number:
        whole, _, part = number.partition("点")
        return Fraction(f"{int(chinese(whole) or 0)}.{''.join(str(DIGITS[sign]) for sign in part)}")
    total = section = digit = 0
    for sign in re.sub("[余多]", "", number):
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif SCALES[sign] < 10**4:
            section += (digit or 1) * SCALES[sign]
            digit = 0
        else:
            total = (total + section + digit or 1) * SCALES[sign]
            section = digit = 0
    return Fraction(total + section + digit)
