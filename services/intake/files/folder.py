"""Contents of files in a folder that its owner alone reads: one file each, wholly on disk or not there."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from chassis.on_disk import PART, kept_on_disk, written
from kernel.errors import NoRoom, NotFound

KEY = re.compile(r"[0-9a-f]{32}")
NOT_HERE = "The content of this file is not here."


class Folder:
    """A folder, made where there is none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def put(self, key: str, sealed: bytes) -> None:
        """It is on disk when this returns. Raises NoRoom where that takes no more; then nothing is kept."""
        try:
            part = written(self._path, sealed)
            part.rename(self._path / key)
            kept_on_disk(self._path)
        except OSError as error:
            (self._path / key).unlink(missing_ok=True)  # where only its name could not be forced to disk
            raise NoRoom("The file could not be kept: the disk takes no more. Tell your operator.") from error

    def get(self, key: str) -> bytes:
        """Raises NotFound."""
        try:
            return (self._path / key).read_bytes()
        except FileNotFoundError:
            raise NotFound(NOT_HERE) from None

    def remove(self, name: str) -> None:
        """A key, or what `older` named. What is there no more is removed already."""
        (self._path / name).unlink(missing_ok=True)
        kept_on_disk(self._path)

    def older(self, than: datetime) -> Iterator[str]:
        """Keys of the contents that were put before, and names of what was then left half written."""
        for content in self._path.iterdir():
            if KEY.fullmatch(content.name) or content.name.startswith(PART):
                with suppress(FileNotFoundError):  # removed at this moment
                    if content.stat().st_mtime < than.timestamp():
                        yield content.name
