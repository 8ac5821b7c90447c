"""What the command line prints of scorecards: a rule, a verdict with its lines, counts, the list."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from quheng.bilingual import Text, counted, current_language, listed
from quheng.publish.scorecard.explained import SECTIONS, ExplainedLine, Explanation
from quheng.publish.scorecard.markdown import as_markdown
from quheng.publish.scorecard.number_words import points_words
from quheng.publish.scorecard.rule_document import rule_document
from quheng.scorecard import Scorecard
from quheng.scorecard.assessment import VERDICT_TEXTS, Verdict
from quheng.scorecard.files import Counts

STYLES: dict[Verdict, str] = {"pass": "bold green", "fail": "bold red", "needs_review": "bold yellow"}

STANDINGS = {
    "met": ("✓", "green"),
    "not_met": ("✗", "red"),
    "undecided": ("?", "yellow"),
    None: ("", ""),
}

MOST_CHANGES = 12
"""Ways to pass that are printed."""


def print_rule(card: Scorecard) -> None:
    """Print the page of a rule in the language in force."""
    Console(highlight=False).print(Markdown(as_markdown(rule_document(card), current_language())))


def print_explanation(found: Explanation) -> None:
    """Print a verdict: its lines with their arithmetic, what is missing, and what would make it pass."""
    console = Console(highlight=False)
    assessment = found.assessment
    title = Line(f"{found.title}  ")
    title.append(str(VERDICT_TEXTS[assessment.verdict]), STYLES[assessment.verdict])
    if assessment.total is not None:
        points = points_words(assessment.total)
        title.append(str(Text(zh=f"  总分 {points.zh}", en=f"  total {points.en}")))
    console.print(title, soft_wrap=True)
    for reason in assessment.reasons:
        console.print(Line(f"  · {reason.text}"), soft_wrap=True)
    for section, name in SECTIONS.items():
        lines = [line for line in found.lines if line.section == section]
        if lines:
            console.print()
            console.print(Line(str(name), "bold"))
            console.print(_lines(lines))
    _print_missing(console, found)
    _print_changes(console, found)


def _lines(lines: Iterable[ExplainedLine]) -> Padding:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(width=1)
    for ratio in (4, 6, 1, 2):
        table.add_column(ratio=ratio, overflow="fold", justify="right" if ratio == 1 else "left")
    for line in lines:
        mark, style = STANDINGS[line.standing]
        indent = "  " if line.inner else ""
        result = "" if line.result.zh == "—" else str(line.result)
        source = f"{line.source} ({line.confidence})"
        table.add_row(
            Line(mark, style),
            Line(f"{indent}{line.title}"),
            Line(str(line.arithmetic)),
            Line(result),
            Line(source, "dim"),
        )
    return Padding(table, (0, 0, 0, 2))


def _print_missing(console: Console, found: Explanation) -> None:
    if not found.missing:
        return
    zh, en = listed(one.zh for one in found.missing).zh, listed(one.en for one in found.missing).en
    console.print()
    console.print(Line(str(Text(zh=f"补齐即可判定：{zh}", en=f"What would decide it: {en}"))), soft_wrap=True)


def _print_changes(console: Console, found: Explanation) -> None:
    if found.assessment.verdict != "fail":
        return
    console.print()
    if not found.changes:
        console.print(
            str(
                Text(
                    zh="没有可由申报人改变、改变后即可通过的项目",
                    en="Nothing that the subject can change would make it pass",
                )
            )
        )
        return
    console.print(
        Line(str(Text(zh="下列任一改变即可通过：", en="Any one of these would make it pass:")), "bold")
    )
    for change in found.changes[:MOST_CHANGES]:
        console.print(Line(f"  · {change.speak()}"), soft_wrap=True)
    more = len(found.changes) - MOST_CHANGES
    if more > 0:
        console.print(
            str(Text(zh=f"  另有 {more} 种", en=f"  and {counted(more, 'other way', 'other ways')}"))
        )


def counts_text(counts: Counts) -> Text:
    """Return the counts of an assessed file in a sentence."""
    return Text(
        zh=f"符合 {counts.passed}，不符合 {counts.failed}，待核 {counts.review}，错误 {counts.errors}",
        en=f"{counts.passed} pass, {counts.failed} fail, {counts.review} need review, "
        f"{counted(counts.errors, 'error', 'errors')}",
    )


def print_scorecards(cards: Iterable[Scorecard]) -> None:
    """Print the scorecards: name, title, whether confirmed, and when in force."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for head in (
        Text(zh="评价表", en="scorecard"),
        Text(zh="名称", en="title"),
        Text(zh="状态", en="status"),
        Text(zh="有效期", en="in force"),
    ):
        table.add_column(str(head))
    for card in cards:
        table.add_row(*map(Line, (card.name, str(card.title), str(_status(card)), str(_validity(card)))))
    Console(highlight=False).print(table)


def _status(card: Scorecard) -> Text:
    if any(version.is_template for version in card.all_versions):
        return Text(zh="空白模板", en="template")
    return Text(zh="已核实", en="confirmed")


def _validity(card: Scorecard) -> Text:
    spans = list(dict.fromkeys(version.declared.valid.speak().en for version in card.all_versions))
    texts = {
        version.declared.valid.speak().en: version.declared.valid.speak() for version in card.all_versions
    }
    return Text(zh="；".join(texts[one].zh for one in spans) or "—", en="; ".join(spans) or "—")
