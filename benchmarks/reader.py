"""The reader of texts: how far it agrees with claims marked by hand, and how fast it reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import cycle

from tests.evidence import gold, scoring
from tests.evidence.gold import GoldText

from benchmarks.timing import in_turn, shown
from quheng import evidence

ROUNDS = 15
MEGABYTE = 1_000_000
ASKED = {
    "recall": 0.97,
    "precision": 0.95,
    "value": 0.99,
    "kind": 0.92,
    "year": 0.95,
    "period": 0.88,
    "place": 0.92,
}
ASKED_SPEED = 100_000


def table() -> str:
    """Return the measured tables, in Markdown."""
    sets = {
        f"the project's own texts, which rules were made with ({len(gold.texts())})": gold.texts(),
        f"texts that no rule was made with ({len(gold.exam())})": gold.exam(),
    }
    if gold.PAGE.is_dir():
        sets = {"the newspaper page": (gold.page(),), **sets}
    scores = {name: accuracy(texts) for name, texts in sets.items()}
    columns = list(next(iter(scores.values())))
    lines = [
        f"| text | core claims | {' | '.join(columns)} |",
        f"| --- {'| --- ' * (len(columns) + 1)}|",
        *(
            f"| {name} | {score['recall'].of} | {' | '.join(f'{float(score[key]):.3f}' for key in columns)} |"
            for name, score in scores.items()
        ),
        f"| asked | | {' | '.join(f'{ASKED[key]:.2f}' if key in ASKED else '' for key in columns)} |",
    ]
    return "\n".join([*lines, "", *speeds(next(iter(sets.values()))[0])])


def accuracy(texts: Sequence[GoldText]) -> dict[str, scoring.Share]:
    """Read every text with no more than its date and its home, and score the claims."""
    return scoring.score((text, read(text).claims) for text in texts)


def read(text: GoldText) -> evidence.Reading:
    return evidence.read(text.text, published=text.published, home=text.home)


def speeds(page: GoldText) -> list[str]:
    """Return the rows of a page and of all the project's texts, repeated to one and to ten megabytes."""
    lines = [
        f"| read | characters | median | characters a second (asked: {ASKED_SPEED:,}) |",
        "| --- | --- | --- | --- |",
    ]
    whole = {"1 MB": repeated(MEGABYTE), "10 MB": repeated(10 * MEGABYTE)}
    times = in_turn({"page": partial(read, page)}, ROUNDS)
    for name, text in whole.items():
        times |= in_turn({name: partial(evidence.read, text)}, rounds=1)
    for name, text in {"page": page.text, **whole}.items():
        took = times[name]
        lines.append(f"| {name} | {len(text):,} | {shown(took)} | {len(text) / took:,.0f} |")
    return lines


def repeated(size: int) -> str:
    """Return the project's texts one after another, again and again, up to a size in bytes of UTF-8."""
    pieces, length = [], 0
    for text in cycle(gold.texts()):
        length += len(text.text.encode()) + 1
        if length > size:
            return "\n".join(pieces)
        pieces.append(text.text)
    raise AssertionError("there is no text to repeat")
