"""Files that are whole or not there: written beside, forced to disk, moved into place."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from chassis.on_disk import kept_on_disk


@contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder beside the one that is meant, for its owner alone, which becomes it at the end and else is gone."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield part
        moved_to(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def copied(source: Path, target: Path) -> None:
    """A new file of the same content that its owner alone reads, on disk when this returns."""
    os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
    shutil.copyfile(source, target)
    kept_on_disk(target)


def moved_to(source: Path, target: Path) -> None:
    """Under another name of the same folder, also after a power cut."""
    kept_on_disk(source)
    source.rename(target)
    kept_on_disk(target.parent)


def sha256(file: Path) -> str:
    with file.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()
