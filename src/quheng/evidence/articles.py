"""The parts of a page: articles, their headlines and bylines, paragraphs, sentences, clauses."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from quheng.evidence.repair.words import CLOSERS, FINAL, HAN


class Clause(NamedTuple):
    """A stretch between commas, semicolons or colons, the closing mark included."""

    start: int
    end: int


class Sentence(NamedTuple):
    """A stretch that a full stop, question mark, exclamation mark or semicolon closes, or the line's end."""

    start: int
    end: int
    clauses: tuple[Clause, ...]


class Paragraph(NamedTuple):
    """A line that is not blank, without the white space around it.

    `is_heading` tells a headline, a title or a section heading: a short line without a final mark.
    """

    start: int
    end: int
    is_heading: bool
    sentences: tuple[Sentence, ...]


class Span(NamedTuple):
    """A stretch of text, empty where there is nothing."""

    start: int
    end: int


class Article(NamedTuple):
    """One story of a page, or a whole bulletin.

    Parameters
    ----------
    start, end
        All its characters; the articles of a page follow each other without a gap.
    headline
        From its first headline to its last.
    byline
        What says whose the story is and where it was written: 本报讯（记者 …）, 新华社北京12月1日电.
    body
        From the first character after headline and byline to the end.
    paragraphs
        All its paragraphs, headlines among them.
    """

    start: int
    end: int
    headline: Span
    byline: Span
    body: Span
    paragraphs: tuple[Paragraph, ...]


NAME = rf"[{HAN}·]{{2,4}}"
NAMES = rf"{NAME}(?:[ 、]{NAME})*"
ROLE = r"(?:本报|全媒体|融媒体|首席|见习|实习|特约)*(?:记者|通讯员|特派员|实习生|评论员)"
WRITERS = r"[ ]*(?:[（(][^（）()\n]*[)）])?"
DAY = r"(?:[0-9]{1,2}月[0-9]{1,2}日)?"

OPENING = re.compile(
    rf"""
    [◎■●▲□]?[ ]*(?:
      (?:本报|本台|本刊)[{HAN}]{{0,6}}{DAY}(?:综合)?(?:讯|消息|电){WRITERS}
    | (?:新华社|中新社|中新网|人民网|新华网|光明网|央广网)[{HAN}]{{0,8}}{DAY}(?:讯|电|消息){WRITERS}
    | [{HAN}]{{2,8}}(?:日报|晚报|时报|早报|商报|融媒|网|报)讯(?=[ （(]){WRITERS}
    | [又另]讯(?![息号问速])
    | [（(]{ROLE}[ ]?[^（）()\n]*[)）](?=[^\n])
    | (?P<names>{ROLE}[ ：:]+{NAMES}(?:[ ]+{ROLE}[ ：:]+{NAMES})*(?:[ ]*(?:文/?图|文|报道))?[ ]*$)
    )
    """,
    re.VERBOSE | re.MULTILINE,
)
"""How a news story begins; a whole line of writers' names may stand above it."""

SIGNATURE = re.compile(
    rf"[（(](?:[^（）()\n]*(?:记者|通讯员|本报|文/图|摄影)[^（）()\n]*|{NAME}(?:[ 、]{NAME})+)[)）]$",
    re.MULTILINE,
)
"""A line that is one parenthesis with the names of the writers: the end of a story."""

ENDS = re.compile(rf"[{FINAL}][{re.escape(CLOSERS)}]*$")

LONGEST_HEADING, LONGEST_WITH_FIGURE = 60, 30
"""In characters; a longer line with a comma and a figure is a sentence whose full stop is missing."""

FIGURE_AND_COMMA = re.compile(r"[，,].*[0-9]|[0-9].*[，,]")

ANNOUNCING = re.compile(r"[，；。]|如下|下列|以下|包括|分别|各位|代表|同志|朋友|[为是有]：")
"""What a line says that ends in a colon because something follows, not because it is half a title."""

LONE_STATEMENT = re.compile(r".{2,5}[^，；。0-9]*。")
"""A section's number and title with a full stop behind: neither a comma nor a figure."""

NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十]+(?:章|节|部分|篇|编)[ ：:]|[一二三四五六七八九十]+、"
    r"|[（(][一二三四五六七八九十]+[)）]|[0-9]+[.、．](?![0-9]))"
)
"""The number of a section."""

BREAK = re.compile(
    rf"""
    (?P<sentence>[。！？；!?;]+[{re.escape(CLOSERS)}]*)
    | (?P<clause>(?<![0-9])[,，]|[,，](?![0-9]{{3}}(?![0-9]))|[：:](?![0-9]))
    | [（(][^（）()\n。！？]{{0,200}}[)）]
    """,
    re.VERBOSE,
)
"""The marks that end sentences and clauses. A parenthesis never divides the sentence around it, and the comma
of 1,234 divides nothing."""

A_HAN = re.compile(rf"[{HAN}]")

LINE = re.compile(r"\S(?:[^\n]*\S)?")


def segment(text: str) -> tuple[Article, ...]:
    """Divide a page into its articles.

    A news story begins with its byline (本报讯, 本报记者 …, 新华社…电) and takes along the headlines right
    above it; it ends before the headlines of the next, or with the line of its writers' names. A text without
    bylines is one article. Whether a line is a heading depends on the line alone, and no line is judged by
    another article's, so an article read by itself has the same parts as in its page.

    Parameters
    ----------
    text
        A repaired text.

    Returns
    -------
    tuple of Article
        They cover every character, without gap or overlap; none for an empty text.
    """
    if not text:
        return ()
    lines = [match.span() for match in LINE.finditer(text)]
    firsts = _first_lines(text, lines)
    starts = [0, *(text.rfind("\n", 0, lines[first][0]) + 1 for first in firsts[1:])]
    bounds = pairwise([*firsts, len(lines)])
    return tuple(
        _article(text, start, end, lines[first:last])
        for (start, end), (first, last) in zip(pairwise([*starts, len(text)]), bounds, strict=True)
    )


def is_heading(line: str) -> bool:
    """Tell whether `line` is a headline, a title or a section heading: short, and without a final mark.

    A numbered line that ends in its only full stop is one too, if it states no figure.
    """
    if len(line) > LONGEST_HEADING or OPENING.match(line) or SIGNATURE.match(line):
        return False
    if line.endswith("："):
        return len(line) <= LONGEST_WITH_FIGURE and not ANNOUNCING.search(line)
    if ENDS.search(line):
        return NUMBERED.match(line) is not None and LONE_STATEMENT.fullmatch(line) is not None
    return "。" not in line and not (len(line) > LONGEST_WITH_FIGURE and FIGURE_AND_COMMA.search(line))


def _first_lines(text: str, lines: Sequence[tuple[int, int]]) -> list[int]:
    """Return the index of each article's first line; the first article's is 0."""
    firsts = [0]
    run: int | None = None
    has_body = is_closed = False
    for index, (start, end) in enumerate(lines):
        opening = OPENING.match(text, start, end)
        is_title = opening is None and is_heading(text[start:end])
        if is_closed or (opening is not None and has_body):
            firsts.append(index if run is None or is_closed else run)
            has_body = is_closed = False
        if opening is not None:
            has_body = opening["names"] is None
        elif SIGNATURE.match(text, start, end):
            is_closed = has_body and index + 1 < len(lines)
        elif not is_title:
            has_body = True
        run = (index if run is None else run) if is_title else None
    return firsts


def _article(text: str, start: int, end: int, lines: Sequence[tuple[int, int]]) -> Article:
    paragraphs = tuple(
        Paragraph(first, last, is_heading(text[first:last]), _sentences(text, first, last))
        for first, last in lines
    )
    titles = 0
    while (
        titles < len(paragraphs)
        and paragraphs[titles].is_heading
        and not NUMBERED.match(text, *paragraphs[titles][:2])
    ):
        titles += 1
    headline = Span(paragraphs[0].start, paragraphs[titles - 1].end) if titles else Span(start, start)
    first = paragraphs[titles].start if titles < len(paragraphs) else end
    opening = OPENING.match(text, first, end)
    byline = Span(first, opening.end()) if opening else Span(first, first)
    return Article(start, end, headline, byline, Span(byline.end, end), paragraphs)


def _sentences(text: str, start: int, end: int) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    clauses: list[Clause] = []
    begins = clause_begins = start
    for match in BREAK.finditer(text, start, end):
        is_longer = match.end() - match.start() > 1
        if match.lastgroup is None or (is_longer and _is_inside_a_name(text, match, end)):
            continue
        clauses.append(Clause(clause_begins, match.end()))
        clause_begins = match.end()
        if match.lastgroup == "sentence":
            sentences.append(Sentence(begins, match.end(), tuple(clauses)))
            clauses = []
            begins = match.end()
    if clause_begins < end:
        clauses.append(Clause(clause_begins, end))
    if clauses:
        sentences.append(Sentence(begins, end, tuple(clauses)))
    return tuple(sentences)


def _is_inside_a_name(text: str, mark: re.Match[str], end: int) -> bool:
    """Tell whether a mark belongs to a quoted name that the sentence goes on after: the “加油！”campaign."""
    closed = mark.group()[-1] in CLOSERS and mark.group()[0] in "！？!?；;"
    return closed and A_HAN.match(text, mark.end(), end) is not None


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a text, found by offset in O(log n).

    An offset in the white space between two parts belongs to the part before it.
    """

    articles: tuple[Article, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]
    clauses: tuple[Clause, ...]
    starts: tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...], tuple[int, ...]]

    @classmethod
    def of(cls, text: str) -> Layout:
        """Segment `text` and prepare the look-ups."""
        articles = segment(text)
        paragraphs = tuple(paragraph for article in articles for paragraph in article.paragraphs)
        sentences = tuple(sentence for paragraph in paragraphs for sentence in paragraph.sentences)
        clauses = tuple(clause for sentence in sentences for clause in sentence.clauses)
        return cls(
            articles, paragraphs, sentences, clauses,
            (_starts(articles), _starts(paragraphs), _starts(sentences), _starts(clauses)),
        )  # fmt: skip

    def article_at(self, offset: int) -> Article:
        """Return the article at `offset`."""
        return self.articles[self._index(0, offset)]

    def paragraph_at(self, offset: int) -> Paragraph:
        """Return the paragraph at `offset`."""
        return self.paragraphs[self._index(1, offset)]

    def sentence_at(self, offset: int) -> Sentence:
        """Return the sentence at `offset`."""
        return self.sentences[self._index(2, offset)]

    def clause_at(self, offset: int) -> Clause:
        """Return the clause at `offset`."""
        return self.clauses[self._index(3, offset)]

    def _index(self, level: int, offset: int) -> int:
        return max(bisect_right(self.starts[level], offset) - 1, 0)


def _starts(
    parts: Sequence[Article] | Sequence[Paragraph] | Sequence[Sentence] | Sequence[Clause],
) -> tuple[int, ...]:
    return tuple(part.start for part in parts)
