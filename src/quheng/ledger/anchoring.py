"""Daily anchors: a chain alone cannot show that its last entries are gone; a digest kept elsewhere does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db import transaction
from django.db.models import Max, OuterRef, Subquery

from quheng.bilingual import Text
from quheng.ledger.canonical import Algorithm, algorithm_of, digest
from quheng.ledger.cases.chain import Broken
from quheng.ledger.models import Anchor, AnchoredHead, CaseRow, EventRow

BATCH = 2000


def anchor(day: date, algorithm: Algorithm = "sha256") -> Anchor:
    """Anchor the ends of all chains that have grown since the last anchor; a day is anchored once.

    The digest is over the one before and a line for each case: number, place and hash of its last entry. It
    stands for everything up to then, and is worth as much as the place where it is kept: print it, post it.
    """
    with transaction.atomic():
        earlier = Anchor.objects.select_for_update().filter(day=day).first()
        if earlier is not None:
            return earlier
        last = Anchor.objects.order_by("-day").first()
        anchored = (
            AnchoredHead.objects.filter(case=OuterRef("pk"))
            .order_by()
            .values("case")
            .annotate(seq=Max("seq"))
        )
        grown = [
            (row.pk, row.number, row.seq, row.head)
            for row in CaseRow.objects.annotate(anchored_seq=Subquery(anchored.values("seq"))).order_by(
                "number"
            )
            if row.seq > (row.anchored_seq or 0)
        ]
        before = last.digest if last else ""
        made = Anchor.objects.create(
            day=day,
            heads_count=len(grown),
            before=before,
            digest=anchor_digest(before, ((number, seq, head) for _, number, seq, head in grown), algorithm),
        )
        AnchoredHead.objects.bulk_create(
            (
                AnchoredHead(anchor=made, case_id=key, number=number, seq=seq, hash=head)
                for key, number, seq, head in grown
            ),
            batch_size=BATCH,
        )
        return made


def anchor_digest(before: str, heads: Iterable[tuple[str, int, str]], algorithm: Algorithm) -> str:
    """Return the digest over the one before and some heads: (number, place, hash)."""
    lines = sorted(f"{number} {seq} {head}" for number, seq, head in heads)
    return digest("\n".join([before, *lines]), algorithm)


def find_broken_anchors() -> Iterator[Broken]:
    """Yield the anchors that do not follow from one another, and the heads that the record does not have."""
    before = ""
    for made in Anchor.objects.order_by("day"):
        heads = list(made.heads.values_list("number", "seq", "hash"))
        algorithm = algorithm_of(made.digest)
        fits = algorithm is not None and anchor_digest(before, heads, algorithm) == made.digest
        if not fits or made.before != before or made.heads_count != len(heads):
            yield Broken(
                f"{made.day}", 0, Text(zh="当日锚定摘要不符", en="the anchor of that day does not fit")
            )
        before = made.digest
    recorded = EventRow.objects.filter(case=OuterRef("case"), seq=OuterRef("seq")).values("hash")
    for head in AnchoredHead.objects.annotate(recorded=Subquery(recorded)).iterator(BATCH):
        if head.recorded != head.hash:
            yield Broken(
                head.number,
                head.seq,
                Text(
                    zh="已锚定的这一条不在记录中，或已被改动",
                    en="the record lacks this anchored entry, or has another in its place",
                ),
            )
