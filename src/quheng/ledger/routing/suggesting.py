"""Suggest where a case belongs, with the reason, from where the programme's own cases went lately."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from quheng.bilingual import Text
from quheng.ledger.cases.routing import find_route
from quheng.ledger.models import ClueRow, Organisation, RoutedRow
from quheng.ledger.paths import subtree
from quheng.ledger.programmes import Programme
from quheng.ledger.programmes.condition_words import condition_words
from quheng.ledger.programmes.declared import ChoiceField
from quheng.ledger.published import live_rules
from quheng.ledger.reading import Reading, read_case
from quheng.ledger.routing.clues import WORD, Clue, clues_of
from quheng.ledger.routing.evidence import LEAST_CASES, Counts, Support, Weighed, weigh
from quheng.ledger.routing.learning import known_words
from quheng.ledger.scope import Viewer

DAYS = 90
"""How far back suggestions look."""


@dataclass(frozen=True)
class Suggestion:
    """An organisation that a case may belong to.

    Parameters
    ----------
    organisation
        Its code.
    share
        What speaks for it, of all that speaks for any: 0 to 1. A rule that holds has 1.
    reason
        Why, in words: a rule, or counts of cases.
    by_rule
        Whether a rule of the programme says so; else it is learnt.
    """

    organisation: str
    share: float
    reason: Text
    by_rule: bool = False


@dataclass(frozen=True)
class Suggested:
    """What is suggested; `note` says why there is nothing learnt, where there is not."""

    suggestions: tuple[Suggestion, ...]
    note: Text | None = None


def suggest_routes(number: str, viewer: Viewer, now: datetime) -> Suggested:
    """Return where a case may belong, the likeliest first; nothing is done by it.

    The rule of the programme that holds comes first. What is learnt counts only cases of this programme that
    went, in the last 90 days, to organisations that the viewer has in scope.

    Parameters
    ----------
    number, viewer
        The case, and who asks: nothing is said of a case that the viewer may not see.
    now
        When.
    """
    reading = read_case(number, viewer)
    if reading is None:
        return Suggested((), Text(zh=f"没有办件 {number}", en=f"there is no case {number}"))
    ruled = _by_rule(reading, now)
    clues = clues_of(reading.case, reading.rules.programme, known_words())
    counts = _counts(reading, viewer, clues, now)
    weighed = [one for one in weigh(counts) if one.office not in {rule.organisation for rule in ruled}]
    names = _names([one.office for one in weighed])
    learnt = tuple(
        Suggestion(
            one.office,
            one.share,
            _reason(one, counts, names.get(one.office, Text(zh=one.office, en=one.office)), reading),
        )
        for one in weighed
    )
    return Suggested((*ruled, *learnt), None if learnt or ruled else _too_little(counts))


def _by_rule(reading: Reading, now: datetime) -> tuple[Suggestion, ...]:
    rules = live_rules(reading.rules, now.date())
    found = find_route(reading.case, rules.routed_by, rules.nearest)
    if found is None:
        return ()
    rule = rules.routed_by.declared.routing[found.rule - 1]
    zh, en = f"派单规则第 {found.rule} 条", f"rule {found.rule} of routing"
    if rule.if_ is not None:
        words = condition_words(rules.routed_by.conditions["routing", found.rule - 1].tree, rules.routed_by)
        zh, en = f"{zh}：{words.zh}", f"{en}: {words.en}"
    return (Suggestion(found.organisation, 1.0, Text(zh=zh, en=en), by_rule=True),)


def _counts(reading: Reading, viewer: Viewer, clues: frozenset[Clue], now: datetime) -> Counts:
    """Count along two indexes that hold all that is asked, and leave the case itself out afterwards."""
    programme = reading.case.programme
    since = now.date() - timedelta(days=DAYS)
    lately = _in_scope(viewer, programme) & Q(programme=programme, routed_on__gt=since)
    counted = RoutedRow.objects.filter(lately).values_list("organisation").annotate(number=Count("pk"))
    by_office = Counter[str](dict(counted.order_by()))
    with_clue = ClueRow.objects.filter(lately, clue__in=[str(clue) for clue in clues])
    by_clue: dict[Clue, Counter[str]] = defaultdict(Counter)
    for text, office, number in (
        with_clue.values_list("clue", "organisation").annotate(number=Count("pk")).order_by()
    ):
        by_clue[Clue.read(text)][office] = number
    own = RoutedRow.objects.filter(lately, case=reading.row).first()
    if own is not None:
        by_office -= Counter([own.organisation])
        for text in own.clues.values_list("clue", flat=True):
            by_clue[Clue.read(text)] -= Counter([own.organisation])
    return Counts(by_office, by_clue)


def _in_scope(viewer: Viewer, programme: str) -> Q:
    condition = Q(pk__in=())
    for permit in viewer.permits:
        if permit.role and permit.programme in ("", programme):
            first, last = subtree(permit.path)
            condition |= Q(path__gte=first, path__lt=last)
    return condition


def _names(codes: list[str]) -> dict[str, Text]:
    rows = Organisation.objects.filter(code__in=codes).values_list("code", "name_zh", "name_en")
    return {code: Text(zh=zh, en=en) for code, zh, en in rows}


def _reason(weighed: Weighed, counts: Counts, name: Text, reading: Reading) -> Text:
    went = [_said(one, reading.rules.programme) for one in weighed.support]
    if not went:
        went = [Text(zh=f"{counts.cases} 件中 {counts.offices[weighed.office]} 件",
                     en=f"{counts.offices[weighed.office]} of {counts.cases} cases")]  # fmt: skip
    zh, en = "；".join(one.zh for one in went), "; ".join(one.en for one in went)
    return Text(
        zh=f"近 {DAYS} 天派给{name.zh}：{zh}",
        en=f"sent to {name.en} in the last {DAYS} days: {en}",
    )


def _said(support: Support, programme: Programme) -> Text:
    clue, there, of = support.clue, support.went_there, support.of
    if clue.name == WORD:
        return Text(
            zh=f"内容含“{clue.value}”的 {of} 件中 {there} 件",
            en=f"{there} of {of} cases that say “{clue.value}”",
        )
    field = programme.fields[clue.name]
    label = field.title
    if isinstance(field, ChoiceField):
        code = field.choices[clue.value]
        label = Text(zh=f"{field.title.zh}为{code.zh}", en=f"{field.title.en}: {code.en}")
    return Text(zh=f"“{label.zh}”的 {of} 件中 {there} 件", en=f"{there} of {of} cases with “{label.en}”")


def _too_little(counts: Counts) -> Text:
    if counts.cases < LEAST_CASES:
        return Text(
            zh=f"近 {DAYS} 天只有 {counts.cases} 件派出，满 {LEAST_CASES} 件后给出建议",
            en=f"not enough yet: {counts.cases} cases were sent anywhere in the last {DAYS} days; "
            f"suggestions begin with {LEAST_CASES}",
        )
    return Text(
        zh="尚无与本件相似的派单先例",
        en="not enough yet: too few cases like this one were sent anywhere",
    )
