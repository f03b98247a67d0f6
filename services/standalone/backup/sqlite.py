"""Copies of SQLite files."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import URL, make_url

from chassis.settings import Settings
from standalone import SERVICES
from standalone.backup.files import copied, moved_to
from standalone.backup.moment import Reading
from standalone.failure import Failure

SUFFIX = ".db"
BESIDE = ("", "-wal", "-shm", "-journal")


def refuse_missing(urls: Mapping[str, URL]) -> None:
    """Raises Failure where there is nothing to copy: connecting would make an empty file."""
    if missing := [name for name, url in urls.items() if not _file(url).is_file()]:
        raise Failure(f"there is no database of {', '.join(missing)} at {_file(urls[missing[0]])}")


def copy(reading: Reading, _url: URL, file: Path) -> None:
    """Write the state that is read into a new file. Raises Failure."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
    with _failing_plainly(file), closing(sqlite3.connect(file)) as made:
        source = reading.connection.connection.driver_connection
        assert isinstance(source, sqlite3.Connection)
        source.backup(made)
        made.execute("PRAGMA journal_mode=DELETE")


def put(file: Path, url: URL) -> None:
    """Write a copy where the URL says. Raises Failure for one that SQLite finds damaged."""
    copied(file, _file(url))
    with _failing_plainly(file), closing(sqlite3.connect(_file(url))) as made:
        if (found := made.execute("PRAGMA integrity_check").fetchone()[0]) != "ok":
            raise Failure(f"{file}: {found}")


@contextmanager
def _failing_plainly(file: Path) -> Iterator[None]:
    """A full disk, or a file that is no database, is no fault of the program's."""
    try:
        yield
    except sqlite3.Error as error:
        raise Failure(f"{file}: {error}") from error


@contextmanager
def scratch(settings: Settings) -> Iterator[Settings]:
    """Settings of databases that are gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="redress-verify-") as folder:
        yield _at(settings, {name: Path(folder) / f"{name}.db" for name in SERVICES})


@contextmanager
def staged(settings: Settings) -> Iterator[Settings]:
    """Settings of databases beside the real ones, which replace them at the end. Raises Failure where one is."""
    targets = {name: _file(make_url(getattr(settings, f"{name}_database_url"))) for name in SERVICES}
    for target in targets.values():
        if there := next((f for end in BESIDE if (f := Path(f"{target}{end}")).exists()), None):
            raise Failure(f"{there} is there already; a set is restored where no database is")
    parts = {name: target.with_name(f".{target.name}.part") for name, target in targets.items()}
    try:
        for part in set(parts.values()):
            part.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
        yield _at(settings, parts)
        for name in SERVICES:
            if parts[name].exists():
                moved_to(parts[name], targets[name])
    finally:
        for part in parts.values():
            for end in BESIDE:
                Path(f"{part}{end}").unlink(missing_ok=True)


def _at(settings: Settings, files: Mapping[str, Path]) -> Settings:
    return settings.model_copy(update={f"{name}_database_url": f"sqlite:///{files[name]}" for name in SERVICES})


def _file(url: URL) -> Path:
    return Path(str(url.database))
