"""A backup of either database, taken in use, restored on an empty machine: what is restored proves itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.db import DatabaseError, connection

from quheng.errors import DataError, MethodError, QuhengError
from quheng.ledger.attaching import attach_file
from quheng.ledger.attachments import cabinet
from quheng.ledger.backup import back_up, postgresql, restore, taking
from quheng.ledger.backup.contents import DATABASE, LABEL, Contents
from quheng.ledger.models import CaseRow, EventRow
from quheng.ledger.verifying import find_broken
from tests.ledger.attachments.made import pdf, png
from tests.ledger.conftest import use_database
from tests.ledger.empty import empty_beside
from tests.ledger.town import Town

Move = Callable[[], None]


@pytest.fixture
def town(database, tmp_path, monkeypatch) -> Town:
    monkeypatch.setattr(settings, "FILES", tmp_path / "files")
    return Town().build()


@pytest.fixture
def to_empty_machine(town, database, tmp_path, monkeypatch) -> Iterator[Move]:
    """Give what moves us to a machine that has a database without tables, and no files."""
    with empty_beside(database, tmp_path) as address:

        def move() -> None:
            use_database(address)
            monkeypatch.setattr(settings, "FILES", tmp_path / "elsewhere")

        yield move


def attach(town: Town, number: str, data: bytes, name: str = "照片.png") -> None:
    attach_file(town.store, number, [data], name, town.viewer("zhao"), town.now)


def words(error: QuhengError) -> str:
    [problem] = error.problems
    assert problem.remedy is not None
    return problem.what.en


def test_what_is_restored_on_an_empty_machine_proves_itself(town, tmp_path, to_empty_machine):
    number = town.searching(owner_phone="13800001234")
    attach(town, number, png())
    attach(town, number, pdf(), "凭证.pdf")
    before = list(EventRow.objects.order_by("id").values_list("hash", flat=True))
    back_up(tmp_path / "backup", town.now)
    to_empty_machine()
    contents = restore(tmp_path / "backup")
    assert (contents.database, contents.made_at) == (connection.vendor, town.now)
    assert list(EventRow.objects.order_by("id").values_list("hash", flat=True)) == before
    assert len(list(cabinet().files())) == 2
    assert list(find_broken()) == []
    # And the work goes on, in a record that is still append-only.
    assert town.opens() == "SW2026000002"
    with pytest.raises(DatabaseError, match="append-only"):
        EventRow.objects.all().delete()


def test_a_backup_is_for_its_owner_alone_and_leaves_nothing_beside(town, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(folder / "backup", town.now)
    assert [path.name for path in folder.iterdir()] == ["backup"]
    assert (folder / "backup").stat().st_mode & 0o777 == 0o600


def test_a_file_that_came_in_meanwhile_is_in_it(town, tmp_path, to_empty_machine, monkeypatch):
    number = town.searching()
    attach(town, number, png())
    add_files = taking._add_files

    def then_another_comes(*given):
        added = add_files(*given)
        monkeypatch.undo()
        monkeypatch.setattr(settings, "FILES", tmp_path / "files")
        attach(town, number, pdf(), "凭证.pdf")
        return added

    monkeypatch.setattr(taking, "_add_files", then_another_comes)
    back_up(tmp_path / "backup", town.now)
    to_empty_machine()
    restore(tmp_path / "backup")
    assert len(list(cabinet().files())) == 2
    assert list(find_broken()) == []


def test_nothing_that_is_there_is_written_over(town, tmp_path):
    town.searching()
    there = tmp_path / "backup"
    there.write_text("mine")
    with pytest.raises(MethodError) as refused:
        back_up(there, town.now)
    assert words(refused.value) == "the file is there, and is not overwritten"
    assert there.read_text() == "mine"
    back_up(tmp_path / "other", town.now)
    with pytest.raises(MethodError) as refused:
        restore(tmp_path / "other")
    assert words(refused.value) == "the database is not empty, and is not written over"
    assert CaseRow.objects.count() == 1


def test_where_it_breaks_off_there_is_no_backup(town, tmp_path, monkeypatch):
    def full(*_: object):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(taking, "_add_database", full)
    folder = tmp_path / "backups"
    folder.mkdir()
    with pytest.raises(OSError, match="No space left"):
        back_up(folder / "backup", town.now)
    assert list(folder.iterdir()) == []


def test_an_empty_database_is_not_backed_up(town, tmp_path, to_empty_machine):
    to_empty_machine()
    with pytest.raises(MethodError) as refused:
        back_up(tmp_path / "backup", town.now)
    assert words(refused.value) == "the database is not set up, or not up to date"


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """Return a copy of a backup in which the members whose names begin so are changed."""
    copy = path.with_name("changed")
    with ZipFile(path) as old, ZipFile(copy, "w") as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, change(data) if member.startswith(name) else data)
    return copy


def labelled(**changes: str) -> Callable[[bytes], bytes]:
    def change(label: bytes) -> bytes:
        return Contents.model_validate_json(label).model_copy(update=changes).model_dump_json().encode()

    return change


class TestDamage:
    @pytest.fixture
    def backup(self, town, tmp_path) -> Path:
        attach(town, town.searching(), png())
        back_up(tmp_path / "backup", town.now)
        return tmp_path / "backup"

    def is_refused(self, path: Path) -> None:
        with pytest.raises(DataError) as refused:
            restore(path)
        assert words(refused.value) == "this is no backup of a ledger, or it is damaged"
        assert connection.introspection.table_names() == []

    def test_a_backup_that_was_cut_off(self, backup, to_empty_machine):
        backup.write_bytes(backup.read_bytes()[:-100])
        to_empty_machine()
        self.is_refused(backup)

    def test_a_database_of_which_a_part_was_overwritten(self, backup, to_empty_machine):
        data = bytearray(backup.read_bytes())
        with ZipFile(backup) as archive:
            at = archive.getinfo(DATABASE).header_offset + 5000
        data[at : at + 100] = b"?" * 100
        backup.write_bytes(data)
        to_empty_machine()
        self.is_refused(backup)

    def test_a_file_that_is_not_what_its_digest_says(self, backup, to_empty_machine):
        changed = rewritten(backup, "files/", lambda data: data[:-1])
        to_empty_machine()
        self.is_refused(changed)
        assert list(cabinet().files()) == []

    def test_a_database_in_it_that_is_none(self, backup, to_empty_machine):
        changed = rewritten(backup, DATABASE, lambda data: b"?" * len(data))
        to_empty_machine()
        with pytest.raises((DatabaseError, MethodError), match=r"file is not a database|pg_restore failed"):
            restore(changed)
        assert connection.introspection.table_names() == []

    def test_what_is_no_backup(self, tmp_path, to_empty_machine):
        to_empty_machine()
        with ZipFile(tmp_path / "zip", "w") as archive:
            archive.writestr("a", "b")
        self.is_refused(tmp_path / "zip")

    def test_a_backup_of_another_kind_of_database_or_of_a_newer_program(self, backup, to_empty_machine):
        other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
        to_empty_machine()
        for changes, told in (
            ({"database": other}, f"the backup is of {other}, the database is {connection.vendor}"),
            ({"migration": "9999_later", "program": "9"}, "the backup was made by a newer version, 9"),
        ):
            changed = rewritten(backup, LABEL, labelled(**changes))
            with pytest.raises(MethodError) as refused:
                restore(changed)
            assert words(refused.value) == told


def test_without_the_programs_of_postgresql_it_is_told_where_they_are(tmp_path, monkeypatch):
    monkeypatch.setattr(postgresql.shutil, "which", lambda _: None)
    with pytest.raises(MethodError, match=r"pg_dump is not there\n.*apt-get install postgresql-client"):
        postgresql.dump(tmp_path / "dump")
    with pytest.raises(MethodError, match="pg_restore is not there"):
        postgresql.load(tmp_path / "dump")


def test_a_server_that_does_not_answer_is_told_in_its_own_words(tmp_path):
    use_database("postgres://nobody:secret-7319@127.0.0.1:1/none")
    with pytest.raises(MethodError, match=r"pg_dump failed: .*127\.0\.0\.1") as refused:
        postgresql.dump(tmp_path / "dump")
    assert "secret-7319" not in str(refused.value)
