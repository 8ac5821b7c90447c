"""Repeated requests: cases that look like another one of the same programme not long before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from quheng.figures.counting import Sought, days_of, facts_with, marks_of_facts
from quheng.figures.grouping import Grouping
from quheng.figures.reach import Reach
from quheng.figures.spans import Span
from quheng.ledger.models import CaseRow, SimilarRow
from quheng.ledger.programmes.declared import Figure, Repeat
from quheng.ledger.programmes.declared.similar import SUBJECT
from quheng.ledger.tallies.marks import mark_name


def repeated_in(programme: str, figure: Figure, span: Span, grouping: Grouping, reach: Reach) -> Sought:
    """Return as sought: the repeated requests of a span, by the keys of a grouping."""
    mark = mark_name(figure, "created")
    repeat = figure.repeat or Repeat(within=1)
    repeated = repeated_cases(programme, repeat, span)
    facts = facts_with(programme, [mark]).filter(days_of(span), case__in=repeated)
    return marks_of_facts(facts, [mark], grouping, reach)


def repeated_cases(programme: str, repeat: Repeat, span: Span) -> QuerySet[CaseRow, Any]:
    """Return the keys of the cases of a span that look like one opened so many days before, or less."""
    cases = CaseRow.objects.filter(
        programme=programme, accepted_on__gte=span.start, accepted_on__lte=span.counted_until
    ).annotate(soonest=F("opened_at") - timedelta(days=repeat.within))
    if repeat.same == SUBJECT:
        earlier = CaseRow.objects.filter(
            _before(""),
            programme=programme,
            subject_kind=OuterRef("subject_kind"),
            subject_key=OuterRef("subject_key"),
        )
        return cases.exclude(subject_kind="").filter(Exists(earlier)).values("pk")
    digests = SimilarRow.objects.filter(programme=programme, field=repeat.same)
    own = digests.filter(case=OuterRef("pk")).values("digest")
    alike = digests.filter(_before("case__"), digest=OuterRef("likeness"))
    return cases.annotate(likeness=Subquery(own)).filter(Exists(alike)).values("pk")


def _before(case: str) -> Q:
    """Return the filter of the cases opened before the outer one, and not too long."""
    opened, pk = f"{case}opened_at", f"{case}pk"
    sooner = Q((f"{opened}__lt", OuterRef("opened_at")))
    at_once = Q((opened, OuterRef("opened_at")), (f"{pk}__lt", OuterRef("pk")))
    return (sooner | at_once) & Q((f"{opened}__gte", OuterRef("soonest")))
