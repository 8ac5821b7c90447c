"""Suggest where a case belongs, with the reason, from where the programme's own cases went lately."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet, TextField, Value

from quheng.bilingual import Text
from quheng.ledger.at_once import ask_at_once, statement_of
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
from quheng.ledger.routing.learning import words_with
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
    name
        What it is called.
    share
        What speaks for it, of all that speaks for any: 0 to 1. A rule that holds has 1.
    reason
        Why, in words: a rule, or counts of cases.
    by_rule
        Whether a rule of the programme says so; else it is learnt.
    """

    organisation: str
    name: Text
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
    return routes_for(reading, viewer, now)


def routes_for(reading: Reading, viewer: Viewer, now: datetime) -> Suggested:
    """Return the same for a case that was read already."""
    tree = list(Organisation.objects.values_list("code", "path", "kind", "name_zh", "name_en"))
    names = {code: Text(zh=zh, en=en) for code, _, _, zh, en in tree}
    ruled = tuple(_by_rule(reading, now, names))
    words = words_with((kind, zh) for _, _, kind, zh, _ in tree)
    clues = clues_of(reading.case, reading.rules.programme, words)
    counts = _counts(reading, viewer, clues, now)
    weighed = [one for one in weigh(counts) if one.office not in {rule.organisation for rule in ruled}]
    learnt = []
    for one in weighed:
        name = _name(one.office, names)
        learnt.append(Suggestion(one.office, name, one.share, _reason(one, counts, name, reading)))
    return Suggested((*ruled, *learnt), None if learnt or ruled else _too_little(counts))


def _by_rule(reading: Reading, now: datetime, names: Mapping[str, Text]) -> Iterator[Suggestion]:
    rules = live_rules(reading.rules, now.date())
    found = find_route(reading.case, rules.routed_by, rules.nearest)
    if found is None:
        return
    rule = rules.routed_by.declared.routing[found.rule - 1]
    zh, en = f"派单规则第 {found.rule} 条", f"rule {found.rule} of routing"
    if rule.if_ is not None:
        words = condition_words(rules.routed_by.conditions["routing", found.rule - 1].tree, rules.routed_by)
        zh, en = f"{zh}：{words.zh}", f"{en}: {words.en}"
    name = _name(found.organisation, names)
    yield Suggestion(found.organisation, name, 1.0, Text(zh=zh, en=en), by_rule=True)


def _counts(reading: Reading, viewer: Viewer, clues: frozenset[Clue], now: datetime) -> Counts:
    """Count along two indexes that hold all that is asked, and leave the case itself out afterwards."""
    programme = reading.case.programme
    since = now.date() - timedelta(days=DAYS)
    lately = _in_scope(viewer, programme) & Q(programme=programme, routed_on__gt=since)
    routed = RoutedRow.objects.filter(lately).annotate(about=Value("", TextField()))
    known = ClueRow.objects.filter(lately, clue__in=[str(clue) for clue in clues])
    asked: list[QuerySet[Any, Any]] = [
        routed.values_list("about", "organisation").annotate(number=Count("pk")).order_by(),
        known.values_list("clue", "organisation").annotate(number=Count("pk")).order_by(),
        routed.filter(case=reading.row).values_list("clues__clue", "organisation", Value(1)),
    ]
    found: list[list[tuple[Any, ...]]] = [[], [], []]
    for place, *row in ask_at_once(map(statement_of, asked)):
        found[place].append(tuple(row))
    by_office = Counter({office: number for _, office, number in found[0]})
    by_clue: dict[Clue, Counter[str]] = defaultdict(Counter)
    for text, office, number in found[1]:
        by_clue[Clue.read(text)][office] = number
    by_office -= Counter({office for _, office, _ in found[2]})
    for text, office, _ in found[2]:
        if text is not None:
            by_clue[Clue.read(text)] -= Counter([office])
    return Counts(by_office, by_clue)


def _in_scope(viewer: Viewer, programme: str) -> Q:
    condition = Q(pk__in=())
    for permit in viewer.permits:
        if permit.role and permit.programme in ("", programme):
            first, last = subtree(permit.path)
            condition |= Q(path__gte=first, path__lt=last)
    return condition


def _name(code: str, names: Mapping[str, Text]) -> Text:
    return names.get(code) or Text(zh=code, en=code)


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
