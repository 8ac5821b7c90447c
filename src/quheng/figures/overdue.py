"""What is open at a moment, and what of it is past its time: by the deadlines now, and the spells before."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q

from quheng.figures.counting import Counted, count_facts, count_marks, facts_with
from quheng.figures.grouping import Grouping
from quheng.figures.reach import Reach
from quheng.figures.spans import Span
from quheng.ledger.models import CaseRow, SpellRow


def overdue_at_the_end(programme: str, span: Span) -> Q:
    """Return the filter of the facts of cases that were open past their time when a span ended, or are now.

    A case that is overdue now has been since its deadline. One that is not any more was so in its spells.
    """
    moment = span.moment
    now = CaseRow.objects.filter(closed_at=None, due_at__lt=moment, programme=programme)
    found = Q(case__in=now.values("pk"))
    if not span.runs:
        spells = SpellRow.objects.filter(programme=programme, since__lt=moment, until__gte=moment)
        found |= Q(case__in=spells.values("case_id"))
    return found


def count_overdue(programme: str, mark: str, span: Span, grouping: Grouping, reach: Reach) -> Counter[str]:
    """Count the overdue cases that have a mark, by the keys of a grouping."""
    facts = facts_with(programme, [mark]).filter(overdue_at_the_end(programme, span))
    return by_key(count_facts(facts, [mark], grouping, reach), mark)


def count_open(
    programme: str, created: str, ended: str, span: Span, grouping: Grouping, reach: Reach
) -> Counter[str]:
    """Count what is open at the end of a span: all that came so far, less all that ended."""
    counted = count_marks(programme, [created, ended], span.until_now, grouping, reach)
    found = by_key(counted, created)
    found.subtract(by_key(counted, ended))
    return found


def by_key(counted: Counted, mark: str) -> Counter[str]:
    """Return how many counted under a mark, by key."""
    found = Counter[str]()
    for (name, key, _), count in counted.counts.items():
        if name == mark:
            found[key] += count
    return found
