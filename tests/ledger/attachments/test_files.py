"""Files of cases: kept before they are named, opened by who may, erased with the case, and proved."""

from __future__ import annotations

import os
import re
from datetime import timedelta

import pytest
from django.conf import settings

from quheng.ledger.attaching import attach_file
from quheng.ledger.attachments import Opened, cabinet, open_attachment, remove_orphans
from quheng.ledger.cases import Refusal
from quheng.ledger.cases.commands import AttachFile, Erase, Make
from quheng.ledger.models import AttachedFile, EventRow
from quheng.ledger.rebuilding import rebuild
from quheng.ledger.recorded import case_of
from quheng.ledger.store import Receipt
from quheng.ledger.verifying import find_broken
from tests.ledger.attachments.made import pdf, png
from tests.ledger.town import Town

EDITS = (
    (
        "receipt, title: {zh: 领取凭证, en: Receipt}}",
        "receipt, title: {zh: 领取凭证, en: Receipt}, sensitivity: personal}",
    ),
    ("reason: true, needs: {parts: [help]}", "reason: true"),
)


@pytest.fixture
def town(database, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "FILES", tmp_path / "kept")
    town = Town().build(*EDITS)
    town.grant("boss", "handler", "east", sensitivity=2)
    return town


PICTURE = png()


def attach(town, number, data=PICTURE, name="照片.png", who="zhao", **more):
    return attach_file(town.store, number, [data[:10], data[10:]], name, town.viewer(who), town.now, **more)


def digest_of(found):
    assert isinstance(found, Receipt), str(found)
    return found.events[0].digest


def files(town):
    return sorted(path for path in settings.FILES.rglob("*") if path.is_file() and path.name != "lock")


def test_the_bytes_lie_under_their_digest_and_the_name_is_sealed(town):
    number = town.searching()
    digest = digest_of(attach(town, number))
    [path] = files(town)
    assert f"sha256:{path.name}" == digest
    assert path.read_bytes() == png()
    assert path.stat().st_mode & 0o777 == 0o600
    assert "照片" not in "".join(EventRow.objects.values_list("record", flat=True))
    assert case_of(town.row(number).pk).files[0].name == "照片.png"
    assert list(find_broken()) == []


def test_it_opens_for_who_reaches_it_and_says_nothing_to_others(town):
    number = town.searching()
    digest = digest_of(attach(town, number, material="receipt"))
    opened = open_attachment(town.viewer("boss"), number, digest)
    assert isinstance(opened, Opened)
    assert (opened.name, opened.content_type, opened.sensitive) == ("照片.png", "image/png", True)
    low = open_attachment(town.viewer("zhao"), number, digest)
    assert isinstance(low, Refusal)
    assert low.ground == "role"
    answers = {
        str(open_attachment(town.viewer(who), *asked))
        for who, asked in {
            "stranger": (number, digest),
            "boss": (number, "sha256:" + "0" * 64),
            "zhao": ("SW2026009999", digest),
            "wang": (number, "../../etc/passwd"),
        }.items()
    }
    assert answers == {"field digest: there is no such file"}


def test_a_file_of_one_case_does_not_open_by_another(town):
    first, second = town.searching(), town.searching()
    digest = digest_of(attach(town, first))
    assert isinstance(open_attachment(town.viewer("boss"), second, digest), Refusal)


def test_what_is_refused_is_not_in_the_record(town, monkeypatch):
    number = town.searching()
    seq = town.row(number).seq
    monkeypatch.setattr(settings, "FILE_LIMIT", 50)
    found = attach(town, number)
    assert isinstance(found, Refusal)
    assert "larger than 0 MB" in str(found)
    assert files(town) == []
    assert town.row(number).seq == seq


def test_who_cannot_see_the_case_cannot_fill_the_disk(town):
    number = town.searching()

    def chunks():
        raise AssertionError("read")
        yield b""

    found = attach_file(town.store, number, chunks(), "a.png", town.viewer("stranger"), town.now)
    assert isinstance(found, Refusal)
    assert found.ground == "unknown"


def test_bytes_that_nothing_names_go_after_a_day_and_others_stay(town):
    number = town.searching()
    kept = digest_of(attach(town, number))
    refused = attach(town, number, pdf(), "a.pdf", who="wang")  # a clerk may not attach
    assert isinstance(refused, Refusal)
    cut_off = settings.FILES / "incoming" / "tmpcut"
    cut_off.write_bytes(b"half")
    assert len(files(town)) == 3
    now = town.now
    for path in files(town):
        os.utime(path, (now.timestamp(), now.timestamp()))
    assert remove_orphans(now + timedelta(hours=23)) == 0
    assert remove_orphans(now + timedelta(hours=25)) == 2
    assert [f"sha256:{path.name}" for path in files(town)] == [kept]


def test_the_same_bytes_are_kept_once_and_stay_while_a_case_has_them(town):
    first, second = town.searching(), town.searching()
    digest = digest_of(attach(town, first, material="receipt"))
    digest_of(attach(town, second, material="receipt"))
    assert len(files(town)) == 1
    for number in (first, second):
        town.does("qian", number, Make("give_up", reason="没有"))
    town.does("zhou", first, Erase("申请删除"))
    assert len(files(town)) == 1
    town.does("zhou", second, Erase("申请删除"))
    assert files(town) == []
    assert "the file was erased by law" in str(open_attachment(town.viewer("boss"), first, digest))
    assert list(find_broken()) == []
    rebuild()
    assert set(AttachedFile.objects.values_list("erased", flat=True)) == {True}


def test_a_file_that_is_gone_or_changed_is_named(town):
    number = town.searching()
    attach(town, number)
    [path] = files(town)
    good = path.read_bytes()
    path.write_bytes(good[:-1] + b"x")
    [broken] = find_broken()
    assert (broken.case, broken.seq) == (number, town.row(number).seq)
    assert re.match(r"the file sha256:\w+ is gone or was changed", broken.what.en)
    path.unlink()
    assert len(list(find_broken(number))) == 1
    path.write_bytes(good)
    assert list(find_broken()) == []


def test_a_file_that_the_record_tells_of_and_nobody_handed_in_is_no_damage(town):
    number = town.searching()
    town.does("zhao", number, AttachFile("a.png", "sha256:" + "a" * 64, 5, "png"))
    assert list(find_broken()) == []
    assert "not on this machine" in str(open_attachment(town.viewer("boss"), number, "sha256:" + "a" * 64))


@pytest.mark.parametrize(
    "digest", ["sha256:../../x", "a" * 64, "sha256:" + "A" * 64, "sha256:" + "a" * 63, ""]
)
def test_no_path_is_made_of_what_is_no_digest(town, digest):
    with pytest.raises(ValueError, match="is no digest"):
        cabinet().path_of(digest)
