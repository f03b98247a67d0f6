"""A folder of sets: one has the name of its moment when it was verified, and the oldest are let go."""

import fcntl
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from chassis.settings import Settings
from standalone.backup import service
from standalone.backup.files import moved_to
from standalone.backup.told import Manifest
from standalone.failure import Failure

NAME = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z(-before-[0-9a-z.+]+)?")
NOT_VERIFIED = "not-verified"
"""What a new set is called until it was; one that is refused stays under it until the next."""


class Set(NamedTuple):
    folder: Path
    taken_at: datetime


def add(settings: Settings, folder: Path, before_release: str = "") -> Path:
    """Write a set of now into the folder, verify it, and give it its name, which is returned. Raises Failure.

    Args:
        before_release: the release that is about to upgrade what an earlier one kept; "": there is none.
    """
    with _alone(folder):
        new = folder / NOT_VERIFIED
        shutil.rmtree(new, ignore_errors=True)
        service.backup(settings, new, of_any_release=bool(before_release))
        service.verify(settings, new)
        named = (
            folder / f"{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}{f'-before-{before_release}' * bool(before_release)}"
        )
        moved_to(new, named)
        return named


def let_go(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest sets. Returns those that are gone.

    What has another name, or does not say itself that it is a set, is nobody's to remove.
    """
    with _alone(folder):
        old = [found.folder for found in sets_in(folder)[keep:]]
        for gone in old:
            shutil.rmtree(gone)
        return old


def sets_in(folder: Path) -> list[Set]:
    """The sets of a folder, newest first. Raises OSError for one that cannot be read."""
    found = [
        Set(each, manifest.taken_at)
        for each in folder.iterdir()
        if NAME.fullmatch(each.name) and (manifest := _manifest(each))
    ]
    return sorted(found, key=lambda each: each.taken_at, reverse=True)


def newest_in(folder: Path) -> Set | None:
    """The newest set; None: there is none, or no folder. Raises OSError where it cannot be read."""
    return next(iter(sets_in(folder)), None) if folder.is_dir() else None


def _manifest(folder: Path) -> Manifest | None:
    try:
        return Manifest.model_validate_json((folder / service.MANIFEST).read_text())
    except (FileNotFoundError, NotADirectoryError, ValidationError):
        return None


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While no other process writes into the folder or removes from it. Raises Failure."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failure(f"another backup is being written into {folder}: wait until it is done") from None
        yield
