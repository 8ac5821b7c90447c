"""What is open past its time at a moment: by the deadlines now, and the spells before."""

from __future__ import annotations

from django.db.models import Q

from quheng.figures.counting import Sought, facts_with, marks_of_facts
from quheng.figures.grouping import Grouping
from quheng.figures.reach import Reach
from quheng.figures.spans import Span
from quheng.ledger.models import CaseRow, SpellRow


def overdue_at_the_end(programme: str, span: Span) -> Q:
    """Return the filter of the facts of cases that were open past their time when a span ended, or are now.

    A case that is overdue now has been since its deadline. One that is not any more was so in its spells.
    """
    moment = span.moment
    late = CaseRow.objects.filter(closed_at=None, due_at__lt=moment, programme=programme).values("pk")
    if not span.runs:
        spells = SpellRow.objects.filter(programme=programme, since__lt=moment, until__gte=moment)
        # As one list: two, of which either will do, make PostgreSQL read every fact of the programme.
        late = late.union(spells.values("case_id"))
    return Q(case__in=late)


def overdue_in(programme: str, mark: str, span: Span, grouping: Grouping, reach: Reach) -> Sought:
    """Return as sought: the overdue cases that have a mark, by the keys of a grouping."""
    facts = facts_with(programme, [mark]).filter(overdue_at_the_end(programme, span))
    return marks_of_facts(facts, [mark], grouping, reach)
