"""The commands on versions: publish, plan, order, approve, take back, retire."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import User
from typer.testing import CliRunner

from quheng.cli import app
from quheng.errors import DeclarationError, MethodError
from quheng.ledger.cases.clock_ends import in_beijing
from quheng.ledger.models import CaseRow
from quheng.ledger.published import publish_version
from tests.ledger.cases.migrated import LATER
from tests.ledger.small import FILE, edited
from tests.ledger.town import Town


def run(*arguments: object):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def town(database, tmp_path):
    """Give a town of today with one case, and a later version that is published and in force."""
    town = Town(now=in_beijing(datetime.now(UTC))).build()
    number = town.opens()
    User.objects.create(username="sun")
    town.later(days=-2)
    tomorrow = town.now.date() + timedelta(days=1)
    file = tmp_path / "lost-property.yaml"
    file.write_text(edited(*LATER).replace("2026-03-03", str(tomorrow)), encoding="utf-8")
    publish_version(file.read_text(encoding="utf-8"), file.name, "author", "approver", town.now)
    return number


def test_from_the_plan_to_the_way_back(town):
    planned = run("ledger", "migrate", "lost-property", "--to", 2, "--dry-run", "--author", "qian")
    assert (planned.exit_code, planned.stdout) == (
        0, "lost-property, version 1 to 2: 1 case can come over, 0 cannot\n",
    )  # fmt: skip
    nobody = run("ledger", "migrate", "lost-property", "--to", 2, "--approver", "sun")
    assert (nobody.exit_code, nobody.stderr) == (1, "no order waits for approval\n")
    ordered = run("ledger", "migrate", "lost-property", "--to", 2, "--author", "qian")
    assert "ordered by qian: it waits for another account's approval" in ordered.stdout
    own = run("ledger", "migrate", "lost-property", "--to", 2, "--approver", "qian")
    assert (own.exit_code, "another person approves it" in own.stderr) == (1, True)
    done = run("ledger", "migrate", "lost-property", "--to", 2, "--approver", "sun")
    assert done.stdout == "lost-property, version 1 to 2: 1 case brought over, 0 cannot\n"
    assert CaseRow.objects.get().version == 2
    assert run("ledger", "verify").exit_code == 0
    assert run("ledger", "migrate", "lost-property", "--to", 2, "--approver", "sun").stdout.endswith(
        "0 cases brought over, 0 cannot\n"
    )
    run("ledger", "migrate", "lost-property", "--to", 2, "--revert", "--author", "qian")
    back = run(
        "--lang", "zh", "ledger", "migrate", "lost-property", "--to", 2, "--revert", "--approver", "sun"
    )
    assert back.stdout == "lost-property 第 2 版到第 1 版：已迁移 1 件，不能 0 件\n"
    assert CaseRow.objects.get().version == 1


def test_reasons_are_told(town):
    now = in_beijing(datetime.now(UTC))
    native = Town(now=now).opens()
    found = run("ledger", "migrate", "lost-property", "--to", 2, "--revert")
    assert "0 cases can come over, 1 cannot" in found.stdout
    assert f"{native}: the case has no migration that could be taken back" in found.stderr
    wrong = run("ledger", "migrate", "lost-property", "--to", 9)
    assert (wrong.exit_code, "there is no version 9" in wrong.stderr) == (1, True)


def test_retire(town):
    refused = run("ledger", "retire", "lost-property", "--version", 1, "--author", "a", "--approver", "b")
    assert (refused.exit_code, "1 case is open under version 1" in refused.stderr) == (1, True)
    done = run("ledger", "retire", "lost-property", "--version", 2, "--author", "a", "--approver", "b")
    assert (done.exit_code, done.stdout) == (0, "retired lost-property, version 2\n")


def test_publish(database, tmp_path):
    found = run("ledger", "publish", FILE, "--author", "a", "--approver", "b")
    assert found.stdout == "published lost-property, version 1, in force from 2026-01-01\n"
    assert isinstance(
        run("ledger", "publish", FILE, "--author", "a", "--approver", "a").exception, MethodError
    )
    file = tmp_path / "x.yaml"
    file.write_text(edited(("to: waiting,", "to: wating,")), encoding="utf-8")
    assert isinstance(
        run("ledger", "publish", file, "--author", "a", "--approver", "b").exception, DeclarationError
    )
