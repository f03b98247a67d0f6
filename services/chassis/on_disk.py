"""Files that are wholly on disk or not there."""

import os
import tempfile
from pathlib import Path

PART = ".part."
"""Begins the name of what is not wholly written yet."""


def written(folder: Path, content: bytes) -> Path:
    """A new file for its owner alone, under a passing name, wholly on disk; gone if that fails."""
    handle, name = tempfile.mkstemp(prefix=PART, dir=folder)
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
    except BaseException:
        Path(name).unlink()
        raise
    return Path(name)


def kept_on_disk(path: Path) -> None:
    """Wait until a file or the names in a folder are on disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
