"""The folder of files: each under its digest, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from quheng.bilingual import Text
from quheng.ledger.attachments.refusing import not_taken
from quheng.ledger.file_locks import hold_file

ALGORITHM = "sha256"
CHUNK = 256 * 1024


@dataclass(frozen=True)
class Received:
    """Bytes that came in and lie aside, until it is known what they are.

    Parameters
    ----------
    path
        Where they lie.
    digest, size
        What they come to.
    """

    path: Path
    digest: str
    size: int


@dataclass(frozen=True)
class Cabinet:
    """The folder.

    Parameters
    ----------
    folder
        Outside whatever a web server shows.
    limit
        How many bytes a file may have.
    """

    folder: Path
    limit: int

    @contextmanager
    def receive(self, chunks: Iterable[bytes]) -> Iterator[Received]:
        """Stream bytes to disk while their digest is computed; they are gone afterwards unless kept.

        Raises
        ------
        RefusedError
            As soon as there are more than the limit.
        """
        aside = self.folder / "incoming"
        aside.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=aside)
        path, size, running = Path(name), 0, hashlib.new(ALGORITHM)
        try:
            with os.fdopen(handle, "wb") as file:
                for chunk in chunks:
                    size += len(chunk)
                    if size > self.limit:
                        most = self.limit // (1024 * 1024)
                        raise not_taken(
                            f"文件超过 {most} MB",
                            f"the file is larger than {most} MB",
                            Text(zh="请压缩图片或拆分文件", en="make it smaller, or split it"),
                        )
                    running.update(chunk)
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            yield Received(path, f"{ALGORITHM}:{running.hexdigest()}", size)
        finally:
            path.unlink(missing_ok=True)

    def keep(self, received: Received) -> None:
        """Put bytes under their digest; those that are there already stay, and are young again."""
        place = self.path_of(received.digest)
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        received.path.replace(place)
        place.chmod(0o600)
        _sync_folder(place.parent)

    @contextmanager
    def adding(self) -> Iterator[None]:
        """Hold the folder while bytes are kept and named: nothing is removed meanwhile."""
        with self._locked(alone=False):
            yield

    @contextmanager
    def removing(self) -> Iterator[None]:
        """Hold the folder alone, while bytes that nothing names are looked for and removed."""
        with self._locked(alone=True):
            yield

    def path_of(self, digest: str) -> Path:
        """Return where the bytes of a digest lie, if they do.

        Raises
        ------
        ValueError
            Where it is no digest of ours, so that no path is ever made of anything else.
        """
        name = digest.removeprefix(f"{ALGORITHM}:")
        if len(name) != 64 or name == digest or not set(name) <= set("0123456789abcdef"):
            raise ValueError(f"{digest!r} is no digest")
        return self.folder / name[:2] / name[2:4] / name

    def has(self, digest: str) -> bool:
        """Whether the bytes of a digest are there."""
        try:
            return self.path_of(digest).is_file()
        except ValueError:
            return False

    def holds(self, digest: str) -> bool:
        """Whether the bytes are there, and are still those of the digest."""
        if not self.has(digest):
            return False
        with self.path_of(digest).open("rb") as file:
            return hashlib.file_digest(file, ALGORITHM).hexdigest() == digest.removeprefix(f"{ALGORITHM}:")

    def remove(self, digest: str) -> None:
        """Remove the bytes of a digest."""
        self.path_of(digest).unlink(missing_ok=True)

    def files(self) -> Iterator[tuple[str, Path]]:
        """Yield every file with its digest."""
        for path in self.folder.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*"):
            yield f"{ALGORITHM}:{path.name}", path

    @contextmanager
    def _locked(self, *, alone: bool) -> Iterator[None]:
        """Hold the folder against other processes."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.folder / "lock").open("ab") as file:
            hold_file(file, alone=alone)
            yield

    def left_aside(self, before: datetime) -> Iterator[Path]:
        """Yield what came in before a moment and was never kept, as where a server was killed."""
        for path in self.folder.glob("incoming/*"):
            if _touched(path) < before.timestamp():
                yield path

    def untouched(self, path: Path, before: datetime) -> bool:
        """Whether a file was there before a moment, and was not handed in again since."""
        return _touched(path) < before.timestamp()


def cabinet() -> Cabinet:
    """Return the folder that the settings name."""
    return Cabinet(settings.FILES, settings.FILE_LIMIT)


def _touched(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def _sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut, where the system can."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
