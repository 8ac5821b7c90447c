"""`quheng serve`: the sample district in one command, and all of it stopped together."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quheng.cli import app
from quheng.cli.processes import run_together
from quheng.errors import MethodError

pytest.importorskip("gunicorn", reason="the extra `web` is not installed")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def children_of(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(one) for one in found]


def test_the_demo_says_who_can_sign_in_serves_and_stops_as_a_whole(tmp_path):
    port = free_port()
    command = [sys.executable, "-m", "quheng", "--lang", "zh", "serve", "--demo", "--folder", tmp_path]
    with subprocess.Popen(
        [*map(str, command), "--port", str(port), "--workers", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as server:
        try:
            told = ""
            for line in server.stdout:
                told += line
                if "Booting worker" in line:
                    break
            assert re.search(r"liu\.yang +刘洋 +受理员 +示例区", told), told
            assert re.search(r"所有人的口令：\S{12}", told)
            assert f"http://127.0.0.1:{port}/" in told
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/login/", timeout=60) as answer:
                assert "登录" in answer.read().decode()
            running = children_of(server.pid)
            assert len(running) == 2
        finally:
            server.send_signal(signal.SIGTERM)
            server.stdout.read()
            ended = server.wait(60)
    assert ended == 0
    assert [one for one in running if Path(f"/proc/{one}").exists()] == []


def test_without_a_database_that_is_ready_it_says_what_to_do(tmp_path, monkeypatch):
    environment = {
        **os.environ,
        "QUHENG_DATABASE": f"sqlite:///{tmp_path / 'none.sqlite3'}",
        "QUHENG_LANG": "en",
    }
    ran = subprocess.run(
        [sys.executable, "-m", "quheng", "serve"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "the database is not set up" in ran.stderr
    assert "quheng ledger init" in ran.stderr


def test_a_folder_is_of_the_demo_alone(tmp_path):
    result = CliRunner().invoke(app, ["serve", "--folder", str(tmp_path)])
    assert isinstance(result.exception, MethodError)


def test_when_one_ends_the_others_are_ended_and_it_is_said_by_the_exit_code():
    waits = "import signal; signal.pause()"
    ends = "import sys; sys.exit(3)"
    with pytest.raises(SystemExit) as stopped:
        run_together([sys.executable, "-c", waits], [sys.executable, "-c", ends])
    assert stopped.value.code == 1
