"""The pages keep their word: what they show runs, prints what they say, and links to what there is."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path

import polars as pl
import pytest

from quheng.declarations import parse_yaml
from quheng.errors import QuhengError
from quheng.index import IndexDeclaration
from tests.docs.blocks import Block, blocks_of

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
EXAMPLES = DOCS / "examples"
PAGES = sorted(DOCS.rglob("*.md"))
WRITTEN = [page for page in PAGES if "reference" not in page.parts]
BESIDE = [ROOT / "README.md", ROOT / "README.zh-CN.md", ROOT / "CONTRIBUTING.md"]

LINK = re.compile(r"\]\((?!https?:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def matches(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed, but for blanks at line ends; `...` stands for any text."""
    want, got = ("\n".join(line.rstrip() for line in text.strip().splitlines()) for text in (shown, printed))
    return re.fullmatch(re.escape(want).replace(r"\.\.\.", ".*"), got, re.DOTALL) is not None


def run_sh(block: Block, folder: Path, language: str) -> str:
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "QUHENG_LANG": language,
        "COLUMNS": "100",
        "PYTHONIOENCODING": "utf-8",
    }
    ran = subprocess.run(
        ["bash", "-e", "-c", block.code],
        cwd=folder,
        env=environment,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert (ran.returncode != 0) == ("fails" in block.options), ran.stdout
    return ran.stdout


def run_python(block: Block, names: dict[str, object]) -> str:
    printed = io.StringIO()
    code = compile("\n" * block.line + block.code, "page", "exec")
    with redirect_stdout(printed), pl.Config(tbl_width_chars=100, tbl_cols=-1):
        if "fails" in block.options:
            with pytest.raises(QuhengError) as raised:
                exec(code, names)
            print(raised.value)
        else:
            exec(code, names)
    return printed.getvalue()


@pytest.mark.parametrize("page", WRITTEN, ids=name_of)
def test_every_block_runs_and_prints_what_the_page_shows(page, tmp_path, monkeypatch):
    shutil.copytree(EXAMPLES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    language = "zh" if "zh" in page.parts else "en"
    monkeypatch.setenv("QUHENG_LANG", language)
    names: dict[str, object] = {}
    for block in blocks_of(page):
        place = f"{name_of(page)}:{block.line}"
        if "not-run" in block.options:
            continue
        match block.kind:
            case "sh":
                printed = run_sh(block, tmp_path, language)
            case "yaml" | "csv" | "python" if block.options and "." in block.options[0]:
                (tmp_path / block.options[0]).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / block.options[0]).write_text(block.code, encoding="utf-8")
                continue
            case "python":
                printed = run_python(block, names)
            case "edit":
                path, old, new = block.options
                before = (tmp_path / path).read_text(encoding="utf-8")
                assert old in before, f"{place}: {old!r} is not in {path}"
                (tmp_path / path).write_text(before.replace(old, new), encoding="utf-8")
                continue
            case _:
                continue
        assert block.shown is None or matches(block.shown, printed), f"{place} printed\n{printed}"


def as_index(fragment: object) -> object:
    """Put a fragment of index.yaml into the example: a list is of pillars, or of indicators of one pillar."""
    whole = parse_yaml((EXAMPLES / "cities" / "index.yaml").read_text(encoding="utf-8"), "index.yaml")
    match fragment:
        case [{"pillar": _}, *_]:
            fragment = {"framework": fragment}
        case [{"code": _}, *_]:
            fragment = {"framework": [{"pillar": "one", "title": "One", "indicators": fragment}]}
    return {**whole, **fragment}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_piece_of_yaml_is_valid_in_an_index(page):
    for block in blocks_of(page):
        if block.kind == "yaml" and not block.options:
            IndexDeclaration.model_validate(as_index(parse_yaml(block.code, f"{page.name}:{block.line}")))


def anchors_of(page: Path) -> set[str]:
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [*PAGES, *BESIDE], ids=name_of)
def test_every_link_leads_somewhere(page):
    dead = []
    for match in LINK.finditer(page.read_text(encoding="utf-8")):
        target = (page.parent / match["path"]).resolve() if match["path"] else page
        anchor = match["anchor"]
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors_of(target)):
            dead.append(match[0])
    assert not dead


def test_every_page_can_be_reached_from_the_list():
    seen, waiting = set(), [DOCS / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.is_file():
            continue
        seen.add(page)
        waiting += [
            (page.parent / match["path"]).resolve()
            for match in LINK.finditer(page.read_text(encoding="utf-8"))
            if match["path"]
        ]
    assert [name_of(page) for page in PAGES if page not in seen] == []


def test_the_reference_is_what_the_generator_writes(tmp_path):
    subprocess.run([sys.executable, DOCS / "generate.py", tmp_path], check=True)
    written = {
        path.relative_to(tmp_path): path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.md")
    }
    committed = {
        path.relative_to(DOCS): path.read_text(encoding="utf-8")
        for path in [DOCS / "index-yaml.md", *(DOCS / "reference").rglob("*.md")]
    }
    assert sorted(committed) == sorted(written)
    stale = [str(path) for path, text in written.items() if committed[path] != text]
    assert stale == [], "run `make docs`"
