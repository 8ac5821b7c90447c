"""A reading on a terminal: the text with its numbers coloured by kind, and what was found."""

from __future__ import annotations

from collections import Counter

import polars as pl
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from quheng.bilingual import Text, counted
from quheng.evidence.claim import KINDS, Kind
from quheng.evidence.reading import Reading
from quheng.evidence.review import Reviewed
from quheng.publish.reading.visible import visible
from quheng.publish.reading.wording import kind_title, reason_title, say

STYLES: dict[Kind, str] = {
    "level": "bold cyan",
    "count": "bold blue",
    "new": "bold green",
    "cumulative": "bold dark_green",
    "forecast": "bold magenta",
    "share": "bold yellow",
    "rate": "bold dark_orange",
    "growth": "bold red",
    "rank": "bold bright_white",
}


def print_reading(reading: Reading, reviewed: Reviewed | None = None) -> None:
    """Print the text with its numbers in place, then the counts; without colours, they stand in brackets."""
    console = Console(highlight=False)
    console.print(coloured(reading, brackets=console.color_system is None), soft_wrap=True)
    console.print()
    console.print(_summary(reading))
    for line in _totals(reading, reviewed):
        console.print(str(line), soft_wrap=True, markup=False)


def coloured(reading: Reading, *, brackets: bool) -> Line:
    """Return the text with each claim in the style of its kind, in brackets where there are no colours."""
    line = Line()
    at = 0
    for claim in sorted(reading.claims, key=lambda claim: claim.start):
        if claim.start < at:
            continue
        line.append(visible(reading.text[at : claim.start]))
        words = visible(claim.text)
        line.append(f"[{words}]" if brackets else words, STYLES[claim.kind])
        at = claim.end
    line.append(visible(reading.text[at:]).rstrip("\n"))
    return line


def _summary(reading: Reading) -> Table:
    table = Table(title=str(say("terminal.title")), title_justify="left")
    for key in ("terminal.kind", "terminal.number", "terminal.without_indicator", "terminal.default_period"):
        table.add_column(str(say(key)), justify="left" if key == "terminal.kind" else "right")
    for kind in KINDS:
        claims = [claim for claim in reading.claims if claim.kind == kind]
        if claims:
            unmatched = sum(claim.indicator is None for claim in claims)
            undated = sum(claim.period.how in ("default", "unresolved") for claim in claims)
            cells = (str(len(claims)), str(unmatched or "–"), str(undated or "–"))
            table.add_row(Line(str(kind_title(kind)), STYLES[kind]), *cells)
    return table


def _totals(reading: Reading, reviewed: Reviewed | None) -> list[Text]:
    rejected = Counter(one.reason for one in reading.rejected)
    findings = Counter(finding.severity for finding in reading.findings)
    lines = [
        Text(
            zh=f"{len(reading.articles)} 篇，{len(reading.claims)} 条陈述；文本摘要 {reading.sha256[:12]}",
            en=f"{counted(len(reading.articles), 'article', 'articles')}, "
            f"{counted(len(reading.claims), 'claim', 'claims')}; digest of the text {reading.sha256[:12]}",
        )
    ]
    if rejected:
        named = [(reason_title(reason), n) for reason, n in rejected.most_common()]
        lines.append(
            Text(
                zh=f"不作陈述的数字 {len(reading.rejected)} 个："
                + "、".join(f"{t.zh} {n}" for t, n in named),
                en=f"{counted(len(reading.rejected), 'number', 'numbers')} not taken for claims: "
                + ", ".join(f"{t.en} {n}" for t, n in named),
            )
        )
    for severity in ("conflict", "suspicious"):
        for finding in reading.findings:
            if finding.severity == severity:
                quoted = [visible(reading.claims[at].text).replace("\n", "") for at in finding.claims]
                title = say(f"severity.{severity}")
                lines.append(
                    Text(
                        zh=f"{title.zh}：{' / '.join(quoted)} — {finding.arithmetic.zh}；{finding.cause.zh}",
                        en=f"{title.en}: {' / '.join(quoted)} — {finding.arithmetic.en}; {finding.cause.en}",
                    )
                )
    if findings["info"]:
        lines.append(
            Text(
                zh=f"另有 {findings['info']} 项核对仅供参考",
                en=f"{counted(findings['info'], 'further check', 'further checks')} for information",
            )
        )
    if reading.notes:
        lines.append(
            Text(zh=f"说明 {len(reading.notes)} 条", en=f"{counted(len(reading.notes), 'note', 'notes')}")
        )
    if reviewed is not None:
        lines += _review(reviewed)
    return lines


def _review(reviewed: Reviewed) -> list[Text]:
    states = Counter(one.state for one in reviewed.claims)
    named = [(say(f"state.{state}"), n) for state, n in states.most_common()]
    lines = [
        Text(
            zh="审核：" + "、".join(f"{title.zh} {n}" for title, n in named),
            en="review: " + ", ".join(f"{title.en} {n}" for title, n in named),
        )
    ]
    if reviewed.stale:
        lines.append(
            Text(
                zh=f"{len(reviewed.stale)} 条决定所见的读法与现在不同，须重新审核",
                en=f"{counted(len(reviewed.stale), 'decision was', 'decisions were')} taken on another "
                "reading of the same words, and must be taken again",
            )
        )
    if reviewed.orphans:
        lines.append(
            Text(
                zh=f"{len(reviewed.orphans)} 条决定所指的文字现在不作陈述",
                en=f"{counted(len(reviewed.orphans), 'decision is', 'decisions are')} on words that are no "
                "claim now",
            )
        )
    return lines


def print_agreement(pairs: pl.DataFrame, disputed: pl.DataFrame) -> None:
    """Print how far each two reviewers agree, and the claims on which they differ."""
    console = Console(highlight=False)
    table = Table()
    for title in (
        Text(zh="审核人", en="reviewers"),
        Text(zh="共审", en="claims"),
        Text(zh="一致", en="agreed"),
    ):
        table.add_column(str(title))
    table.add_column("Cohen κ")
    for first, second, n, agreed, share, kappa in pairs.iter_rows():
        cells = (f"{first} / {second}", str(n), f"{agreed} ({share:.0%})")
        table.add_row(*map(Line, cells), "–" if kappa is None else f"{kappa:.2f}")
    console.print(table)
    for _, words, who, verdict, reason in disputed.iter_rows():
        line = f"{visible(words)}  {who}: {verdict}{f' ({reason})' if reason else ''}"
        console.print(line.replace("\n", ""), markup=False, soft_wrap=True)
