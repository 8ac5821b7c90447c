"""Commands on evidence: read a page, put reviewed observations into an index, how far reviewers agree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quheng.bilingual import Text
from quheng.cli.application import app, say, worded, wrote
from quheng.errors import DataError, Problem, Where

if TYPE_CHECKING:
    from quheng.evidence.reading import Reading
    from quheng.evidence.tables import TableReading

evidence_app = typer.Typer(
    no_args_is_help=True,
    help=worded(
        "审核过的陈述：写入指数，审核人的一致程度。",
        "Reviewed claims: into an index, agreement of reviewers.",
    ),
)
app.add_typer(evidence_app, name="evidence")

PROSE = ".txt"
"""The one ending of tables that is read as prose here."""

Published = Annotated[
    str | None,
    typer.Option(
        help=worded(
            "发布日期，如 2024-12-12；不写则“今年”“近日”不作推断。",
            "Day of publication, such as 2024-12-12; without it relative dates stay unresolved.",
        )
    ),
]
Home = Annotated[
    str | None,
    typer.Option(
        help=worded(
            "发布地的代码（GB/T 2260），用以认定“我市”“全区”。",
            "Code (GB/T 2260) of the place that published it, for 我市 and 全区.",
        )
    ),
]
Decisions = Annotated[
    Path | None,
    typer.Option(help=worded("已有的决定文件，在此重放。", "A file of decisions, which is replayed.")),
]


@app.command(
    help=worded(
        "读一页文字：每个数字的含义及其出处。", "Read a page: what each number means, and where it stands."
    )
)
def read(
    file: Annotated[
        Path, typer.Argument(help=worded("文本文件，或表格文件。", "A text file, or one of tables."))
    ],
    published: Published = None,
    home: Home = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help=worded(
                "写出陈述，按扩展名：.xlsx .csv .jsonl .parquet .json（W3C 标注）。",
                "Write the claims, by ending: .xlsx .csv .jsonl .parquet .json (W3C annotations).",
            )
        ),
    ] = None,
    review: Annotated[
        Path | None,
        typer.Option(help=worded("写出审核页（HTML）。", "Write the page to review them (HTML).")),
    ] = None,
    decisions: Decisions = None,
) -> None:
    """Read a text, print it with its numbers in place, and write what was read."""
    from quheng.evidence.review import read_decisions, replay
    from quheng.publish.reading import require_known_ending, write_claims, write_review
    from quheng.publish.reading.terminal import print_reading

    if out is not None:
        require_known_ending(out)
    reading, _ = _reading(file, published, home)
    taken = () if decisions is None else read_decisions(decisions)
    reviewed = None if decisions is None else replay(reading, taken)
    print_reading(reading, reviewed)
    if out is not None:
        write_claims(reviewed or reading, out, file.name)
        wrote(out)
    if review is not None:
        write_review(reading, review, file.name, taken, () if reviewed is None else [reviewed])
        wrote(review)


@evidence_app.command(
    "into", help=worded("把采纳的观测值写入指数文件夹。", "Put accepted observations into an index folder.")
)
def into(
    index: Annotated[Path, typer.Argument(help=worded("指数文件夹。", "The index folder."))],
    reading: Annotated[
        Path,
        typer.Option(help=worded("审核过的那份文件，一字不改。", "The file that was reviewed, unchanged.")),
    ],
    decisions: Annotated[Path, typer.Option(help=worded("决定文件。", "The file of decisions."))],
    published: Published = None,
    home: Home = None,
) -> None:
    """Read the text again, replay the decisions, and enter what was accepted."""
    from quheng.evidence.review import read_decisions, replay
    from quheng.publish.reading import enter

    read_again, tables = _reading(reading, published, home)
    reviewed = replay(read_again, read_decisions(decisions))
    entered = enter(reviewed, index, reading.name, tables)
    _again(len(reviewed.stale) + len(reviewed.orphans))
    say(*entered.left_out)
    typer.echo(str(entered.summary))


@evidence_app.command(
    help=worded("两位审核人的一致程度（Cohen κ）。", "How far reviewers agree (Cohen's kappa).")
)
def agreement(
    files: Annotated[list[Path], typer.Argument(help=worded("决定文件。", "Files of decisions."))],
) -> None:
    """Print the agreement of each two reviewers, and the claims on which they differ."""
    from quheng.evidence.review import agreement as agreed
    from quheng.evidence.review import disputes, read_decisions
    from quheng.publish.reading.terminal import print_agreement

    taken = [decision for file in files for decision in read_decisions(file)]
    print_agreement(agreed(taken), disputes(taken))


def _reading(file: Path, published: str | None, home: str | None) -> tuple[Reading, TableReading | None]:
    """Read the tables of a file by its ending, else its prose, as of a PDF without any."""
    from quheng.evidence import read as read_text
    from quheng.evidence.tables import TABLE_ENDINGS, read_tables, text_of_pdf

    ending = file.suffix.lower()
    if ending in TABLE_ENDINGS and ending != PROSE:
        tables = read_tables(file, published, home)
        if tables.claims or ending != ".pdf":
            return tables.reading, tables
        return read_text(text_of_pdf(file), published=published, home=home), None
    return read_text(_text(file), published=published, home=home), None


def _text(file: Path) -> str:
    """Return the text of a file; what is to be known of its encoding is said beside the output."""
    from quheng.observations.table_file import require_file
    from quheng.observations.text_file import decode

    require_file(file)
    text, notes = decode(file.read_bytes(), file.name)
    if not text.strip():
        raise DataError(
            Problem(
                Text(zh="文件是空的", en="the file is empty"),
                Where(file=str(file)),
                Text(zh="请给出含有文字的文件", en="give a file with text"),
            )
        )
    say(*notes)
    return text


def _again(number: int) -> None:
    if number:
        say(
            Text(
                zh=f"有 {number} 条决定所见的读法与现在不同，未予采用；请重新审核",
                en=f"{number} decisions were taken on another reading of these words, and do not count: "
                "review them again",
            )
        )
