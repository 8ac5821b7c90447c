"""The lexicon: all files of library/lexicons/indicators together, checked against each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations

from quheng.bilingual import Text, counted, listed
from quheng.declarations import read_yaml, validated
from quheng.errors import DeclarationError, Problem, Where
from quheng.evidence.lexicon.declaration import Indicator, IndicatorFile
from quheng.evidence.lexicon.templates import expand
from quheng.library import library_file

FOLDER = "library/lexicons/indicators"
SHOWN_WORDS = 5


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word.

    Parameters
    ----------
    indicator
        What it means.
    after
        The words, one of which must stand earlier in the sentence; empty where it means so anywhere.
    """

    indicator: Indicator
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """The indicators by code, and what their words mean."""

    indicators: Mapping[str, Indicator]

    @cached_property
    def senses(self) -> dict[str, tuple[Sense, ...]]:
        """Word, in lower case → its meanings, those that need a context first."""
        found: dict[str, list[Sense]] = {}
        for sense, word in (*self._contextual(), *self._plain()):
            found.setdefault(word.lower(), []).append(sense)
        return {word: tuple(senses) for word, senses in found.items()}

    @cached_property
    def wholes(self) -> dict[str, frozenset[str]]:
        """Code → every indicator of which it is a part, its parts' wholes included."""
        above: dict[str, set[str]] = {}
        for one in self.indicators.values():
            if one.part_of:
                above.setdefault(one.code, set()).add(one.part_of)
            for part in one.parts:
                above.setdefault(part, set()).add(one.code)
        return {code: frozenset(_reached(code, above)) for code in self.indicators}

    def _contextual(self) -> Iterable[tuple[Sense, str]]:
        for one in self.indicators.values():
            if one.in_context:
                for template in one.in_context.words:
                    for word in expand(template):
                        yield Sense(one, one.in_context.after), word

    def _plain(self) -> Iterable[tuple[Sense, str]]:
        for one in self.indicators.values():
            for word in one.spellings:
                yield Sense(one), word


def _reached(code: str, above: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = [code]
    while waiting:
        new = above.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


@cache
def known_indicators() -> Lexicon:
    """Return the lexicon of the library, read once."""
    folder = library_file("lexicons", "indicators")
    return read_lexicon({f"{FOLDER}/{path.name}": read_yaml(path) for path in sorted(folder.glob("*.yaml"))})


def read_lexicon(files: Mapping[str, str]) -> Lexicon:
    """Read the lexicon from its files.

    Parameters
    ----------
    files
        Name → text of each file, in the order in which they count.

    Raises
    ------
    DeclarationError
        With every problem of one file, or, where each file is sound, with every contradiction between
        entries: a code twice, a word that nothing disambiguates, a code that is not declared, a part of
        itself.
    """
    entries: list[_Entry] = []
    for file, text in files.items():
        entries += (
            _Entry(one, file, _line_of(text, one.code)) for one in validated(IndicatorFile, text, file).root
        )
    problems = [*_codes_twice(entries)]
    lexicon = Lexicon({entry.indicator.code: entry.indicator for entry in entries})
    where = {entry.indicator.code: entry for entry in entries}
    problems += _unknown_codes(entries, lexicon)
    problems += _unclear_words(lexicon, where)
    problems += _parts_of_themselves(entries, lexicon)
    if problems:
        raise DeclarationError(problems)
    return lexicon


@dataclass(frozen=True, slots=True)
class _Entry:
    indicator: Indicator
    file: str
    line: int | None

    def problem(self, field: str, what: Text, remedy: Text) -> Problem:
        return Problem(
            what, Where(file=self.file, row=self.line, field=f"{self.indicator.code}.{field}"), remedy
        )


def _line_of(text: str, code: str) -> int | None:
    """Return the line that declares `code`."""
    return next(
        (
            number
            for number, line in enumerate(text.splitlines(), 1)
            if f"code: {code}," in f"{line.rstrip()},"
        ),
        None,
    )


def _codes_twice(entries: list[_Entry]) -> Iterable[Problem]:
    first: dict[str, _Entry] = {}
    for entry in entries:
        code = entry.indicator.code
        earlier = first.setdefault(code, entry)
        if earlier is not entry:
            yield entry.problem(
                "code",
                Text(
                    zh=f"指标代码 {code} 已在 {earlier.file} 定义",
                    en=f"the code {code} is already declared in {earlier.file}",
                ),
                Text(zh="请另取代码", en="give it another code"),
            )


def _unknown_codes(entries: list[_Entry], lexicon: Lexicon) -> Iterable[Problem]:
    for entry in entries:
        one = entry.indicator
        named = {
            "parts": one.parts,
            "part_of": (one.part_of,) if one.part_of else (),
            "ratio": one.ratio or (),
            "follows": (one.follows,) if one.follows else (),
        }
        for field, codes in named.items():
            unknown = [code for code in codes if code not in lexicon.indicators]
            if unknown:
                names = listed(unknown)
                yield entry.problem(
                    field,
                    Text(zh=f"没有指标 {names.zh}", en=f"there is no indicator {names.en}"),
                    Text(zh="请检查代码，或先定义该指标", en="check the code, or declare that indicator"),
                )


def _unclear_words(lexicon: Lexicon, where: Mapping[str, _Entry]) -> Iterable[Problem]:
    shared: dict[tuple[str, str], list[str]] = {}
    for word, senses in lexicon.senses.items():
        for one, other in combinations(senses, 2):
            common = one.indicator.dimensions & other.indicator.dimensions
            if common and one.indicator is not other.indicator and one.after == other.after:
                shared.setdefault((one.indicator.code, other.indicator.code), []).append(word)
    for (one_code, other_code), words in shared.items():
        names = listed(words[:SHOWN_WORDS])
        number = counted(len(words), "word also means", "words also mean")
        yield where[other_code].problem(
            "words",
            Text(
                zh=f"{len(words)} 个词也指 {one_code}，计量相同，无从区分：{names.zh}",
                en=f"{number} {one_code} in the same measure: {names.en}",
            ),
            Text(
                zh="请从其中一处删去，或改写到 in_context",
                en="drop them from one, or move them to in_context",
            ),
        )


def _parts_of_themselves(entries: list[_Entry], lexicon: Lexicon) -> Iterable[Problem]:
    for entry in entries:
        code = entry.indicator.code
        if code in lexicon.wholes[code]:
            yield entry.problem(
                "part_of",
                Text(zh=f"{code} 成了自身的组成部分", en=f"{code} is a part of itself"),
                Text(zh="请检查 parts 和 part_of 的方向", en="check the direction of parts and part_of"),
            )
    for entry in entries:
        followed = _followed_twice(entry.indicator.code, lexicon)
        if followed:
            yield entry.problem(
                "follows",
                Text(zh=f"{followed} 的先后成了圈", en=f"the steps before {followed} form a circle"),
                Text(zh="请检查 follows 的方向", en="check the direction of follows"),
            )


def _followed_twice(code: str, lexicon: Lexicon) -> str | None:
    seen: set[str] = set()
    at: str | None = code
    while at is not None and at in lexicon.indicators:
        if at in seen:
            return at
        seen.add(at)
        at = lexicon.indicators[at].follows
    return None
