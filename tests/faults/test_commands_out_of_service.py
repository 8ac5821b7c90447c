"""Commands on a database that cannot be used: one sentence, what to do, an exit code, and no trace."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from quheng.bilingual import Text, use_language
from quheng.cli import main
from quheng.library import library_file
from tests.faults.going_away import database_away
from tests.ledger.conftest import use_database

COMMANDS = (
    "verify",
    "replay",
    "anchor",
    "health",
    "outbox",
    "backup new",
    "token list",
    "person add gao --name 高",
    f"import organisations {library_file('programmes', 'sample') / 'organisations.csv'}",
)

NOT_SET_UP = Text(zh="数据库还没有建好，或不是最新", en="the database is not set up, or not up to date")
CANNOT_BE_USED = Text(zh="数据库不能使用：", en="the database cannot be used: ")

Run = Callable[[str], str]


@pytest.fixture
def fails(monkeypatch, capsys, tmp_path) -> Run:
    """Run a command that must fail, and return what it says."""
    monkeypatch.chdir(tmp_path)

    def run(command: str) -> str:
        monkeypatch.setattr(sys, "argv", ["quheng", "ledger", *command.split()])
        with pytest.raises(SystemExit) as ended:
            main()
        assert ended.value.code == 2
        said = capsys.readouterr().err
        assert "Traceback" not in said
        assert len(said.splitlines()) == 2, said
        assert not Path("new").exists()
        return said

    return run


def is_told(why: Text, fails: Run) -> None:
    for command in COMMANDS:
        for language in ("en", "zh"):
            use_language(language)
            assert why.speak() in fails(command), command


def test_a_database_without_tables(database, fails, tmp_path):
    if connection.vendor == "sqlite":
        use_database(f"sqlite:///{tmp_path}/new.sqlite3")
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    is_told(NOT_SET_UP, fails)


def test_a_database_out_of_reach(database, fails):
    with database_away():
        is_told(CANNOT_BE_USED, fails)


def test_a_file_that_is_no_database(fails, tmp_path):
    (tmp_path / "text").write_text("not a database, but long enough to be taken for one" * 20)
    use_database(f"sqlite:///{tmp_path}/text")
    assert "the database cannot be used: file is not a database" in fails("verify")


def test_a_disk_that_is_full(tmp_path):
    """As where a disk is full: no file may grow beyond 400 blocks."""
    command = f"ulimit -f 400; {sys.executable} -m quheng --lang en ledger init --approver gao"
    ran = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith("field QUHENG_DATABASE: the database cannot be used: disk I/O error\n")
    assert "Traceback" not in ran.stderr


def test_an_error_of_our_own_is_not_hidden(database, monkeypatch):
    def wrong(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("quheng.ledger.verifying.find_broken", wrong)
    monkeypatch.setattr(sys, "argv", ["quheng", "ledger", "verify"])
    with pytest.raises(ZeroDivisionError):
        main()
