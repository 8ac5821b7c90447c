"""Say whom one number speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from quheng.evidence.claim import ClaimPlace, Kind
from quheng.evidence.places.located import Located
from quheng.evidence.places.mention import Mention
from quheng.evidence.places.place_reader import PlaceReader, Span


def assign_place(
    text: str,
    at: int,
    sentence: Span,
    paragraph: Span,
    mentions: Sequence[Mention],
    article: Located,
    kind: Kind | None = None,
    home: str | None = None,
) -> tuple[ClaimPlace, str]:
    """Return the place of the number at `at`, and the rule that found it.

    In this order: what the number counts within (`own`: 覆盖全国31个省; `unique`: 全省唯一); the place before
    its parenthesis (`bracketed`: 历下区（12家）); its place in a row of which 分别 speaks (`respective`); the
    subject of its clause (`subject`) or of an earlier clause of its sentence (`carried`; over a semicolon the
    sentence's first that does not stand behind 其中); the enterprise that it calls 企业 or 该公司 (`owner`);
    the place that the paragraph opens with, while no other has followed (`paragraph`); the article's, by the
    rule of `article_place`.

    A place wider than the article's is passed over where it begins an authority or a title, and the field of
    a rank is no subject; see `quheng.evidence.places.standing`.

    Parameters
    ----------
    text, at
        The text and where the number begins.
    sentence, paragraph
        Start and end of the sentence and of the paragraph that hold it.
    mentions
        What `find_places` found in the text.
    article
        What `article_place` found.
    kind
        The kind of the claim, as far as known.
    home
        The code of the place that issued the document.
    """
    return PlaceReader(text, mentions, article, home).place_of(at, sentence, paragraph, kind)
