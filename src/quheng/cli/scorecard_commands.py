"""Commands on scorecards: assess, explain, scorecards."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from quheng.bilingual import Text, listed
from quheng.cli.application import app, say, worded, wrote
from quheng.errors import DataError, NotFoundError, Problem, Where

if TYPE_CHECKING:
    from quheng.scorecard import Scorecard
    from quheng.scorecard.files import Subjects

ScorecardName = Annotated[
    str,
    typer.Argument(
        help=worded("内置评价表名，或 .yaml 文件。", "The name of a shipped scorecard, or a .yaml file.")
    ),
]
On = Annotated[
    str | None,
    typer.Option(
        help=worded(
            "按哪一天有效的规定，如 2024-12-12；默认最新版本。",
            "The day whose version of the rule holds, such as 2024-12-12; by default the latest.",
        )
    ),
]


@app.command(
    help=worded("按评价表逐个评价文件中的对象。", "Assess the subjects of a file by a published rule.")
)
def assess(
    scorecard: ScorecardName,
    file: Annotated[
        Path,
        typer.Argument(
            help=worded(
                "CSV、XLSX、Parquet（每行一个对象）或 JSONL。",
                "CSV, XLSX, Parquet (a subject a row) or JSONL.",
            )
        ),
    ],
    out: Annotated[
        Path,
        typer.Option(
            help=worded(
                "写出结果，按扩展名：.jsonl .csv .xlsx .parquet。",
                "Write the results, by ending: .jsonl .csv .xlsx .parquet.",
            )
        ),
    ],
    on: On = None,
) -> None:
    """Assess a file; what is wrong with one subject is in the results, and the exit code is 0."""
    from quheng.publish.scorecard import require_result_ending, write_results
    from quheng.publish.scorecard.terminal import counts_text
    from quheng.scorecard.files import assess_file

    require_result_ending(out)
    if out.exists() and file.exists() and out.samefile(file):
        raise DataError(
            Problem(
                Text(zh="结果会覆盖输入文件", en="the results would replace the file that is read"),
                Where(field="--out"),
                Text(zh="请写到另一个文件", en="write them to another file"),
            )
        )
    found = assess_file(_load(scorecard), file, _day(on))
    write_results(found, out)
    say(*found.subjects.notes)
    typer.echo(str(counts_text(found.counts)))
    wrote(out)


@app.command(
    help=worded(
        "解释一个对象的结论；不给对象则打印规定本身。",
        "Explain the verdict on a subject; without one, print the rule.",
    )
)
def explain(
    scorecard: ScorecardName,
    subject: Annotated[
        str | None,
        typer.Option(
            help=worded(
                "文件中的对象：firms.xlsx#7 为第 7 行。", "A subject of a file: firms.xlsx#7 is row 7."
            )
        ),
    ] = None,
    inputs: Annotated[
        str | None,
        typer.Option(
            help=worded('输入项：{"employees": 100, ...}。', 'The inputs: {"employees": 100, ...}.')
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help=worded("把规定写成一页：.html 或 .md。", "Write the rule as a page: .html or .md.")
        ),
    ] = None,
    on: On = None,
) -> None:
    """Print a verdict line by line, or the rule."""
    from quheng.publish.scorecard import explain as explained
    from quheng.publish.scorecard import write_rule
    from quheng.publish.scorecard.terminal import print_explanation, print_rule

    if sum(option is not None for option in (subject, inputs, out)) > 1:
        raise DataError(
            Problem(
                Text(
                    zh="--subject、--inputs、--out 只能给一个",
                    en="give one of --subject, --inputs and --out",
                ),
                remedy=Text(
                    zh="前两个解释一个对象，--out 写出规定",
                    en="the first two explain a subject, --out writes the rule",
                ),
            )
        )
    card = _load(scorecard)
    if out is not None:
        write_rule(card, out)
        wrote(out)
    elif subject is None and inputs is None:
        print_rule(card)
    else:
        given = _inputs(inputs) if inputs is not None else _subject(card, subject or "")
        print_explanation(explained(card, given, _day(on)))


@app.command("scorecards", help=worded("列出内置评价表。", "List the shipped scorecards."))
def list_scorecards() -> None:
    """List the scorecards of the library, with their status and validity."""
    from quheng.publish.scorecard.terminal import print_scorecards
    from quheng.scorecard import load, scorecard_names

    print_scorecards(load(name) for name in scorecard_names())


def _load(name: str) -> Scorecard:
    """Load a scorecard; of a name that is not there, say which are near."""
    from difflib import get_close_matches

    from quheng.scorecard import load, scorecard_names

    try:
        return load(name)
    except NotFoundError:
        near = get_close_matches(name, scorecard_names(), n=3, cutoff=0.5)
        if Path(name).suffix in (".yaml", ".yml") or not near:
            raise
        names = listed(near)
        raise NotFoundError(
            Problem(
                Text(zh=f"没有评价表 {name}", en=f"there is no scorecard {name}"),
                Where(),
                Text(
                    zh=f"是否应为 {names.zh}？全部见 quheng scorecards",
                    en=f"did you mean {names.en}? `quheng scorecards` lists all",
                ),
            )
        ) from None


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DataError(
            Problem(
                Text(zh=f"“{text}”不是日期", en=f"{text!r} is not a day"),
                Where(field="--on"),
                Text(zh="请写成 2024-11-25", en="write it as 2024-11-25"),
            )
        ) from None


def _inputs(text: str) -> dict[str, Any]:
    """Read inputs as they are given on the command line."""
    from quheng.scorecard.files.exact_json import WrongJsonError, read_json

    remedy = Text(zh='例如 {"employees": 100}', en='for example {"employees": 100}')
    try:
        found = read_json(text)
    except WrongJsonError as error:
        raise DataError(Problem(error.what, Where(field="--inputs"), remedy)) from None
    if not isinstance(found, dict):
        what = Text(zh="不是 JSON 对象", en="it is no JSON object")
        raise DataError(Problem(what, Where(field="--inputs"), remedy))
    return found


def _subject(card: Scorecard, wanted: str) -> dict[str, Any]:
    """Read one subject of a file: `firms.csv#7`, or the only one of `firm.csv`."""
    from quheng.scorecard.files import Titles, read_subjects

    path, mark, row = wanted.rpartition("#")
    if not mark or Path(wanted).exists():
        path, row = wanted, ""
    subjects = read_subjects(Path(path), Titles.of_card(card))
    say(*subjects.notes)
    return subjects.subject(_place(subjects, path, row))


def _place(subjects: Subjects, path: str, row: str) -> int:
    rows: list[int] = subjects.rows.tolist()
    if not row and len(rows) == 1:
        return 0
    if row.isascii() and row.isdigit() and int(row) in rows:
        return rows.index(int(row))
    raise NotFoundError(
        Problem(
            Text(zh=f"第 {row} 行没有对象", en=f"there is no subject in row {row}")
            if row
            else Text(zh=f"文件中有 {len(rows)} 个对象", en=f"the file has {len(rows)} subjects"),
            Where(file=subjects.file),
            Text(
                zh=f"请写明行号，如 {path}#{rows[0]}（{rows[0]} 至 {rows[-1]}）",
                en=f"say which row, such as {path}#{rows[0]} ({rows[0]} to {rows[-1]})",
            ),
        )
    )
