"""The contents of contacts' files in a set: sealed as they are kept, without the key that opens them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from intake.files.folder import KEY
from standalone.backup.files import copied, kept_on_disk, new_folder, sha256
from standalone.failure import Failure


def copied_to(target: Path, folder: Path) -> dict[str, str]:
    """Copy every content that is kept into a new folder. Returns their checksums by their keys.

    A content is on disk before its row is committed: what the databases of a moment before name is here, but for
    what was withdrawn since.
    """
    target.mkdir(mode=0o700)
    found = {}
    for content in sorted(folder.iterdir()) if folder.is_dir() else ():
        if KEY.fullmatch(content.name):
            try:
                copied(content, target / content.name)
            except FileNotFoundError:  # withdrawn at this moment
                (target / content.name).unlink()
                continue
            found[content.name] = sha256(target / content.name)
    kept_on_disk(target)
    return found


def refuse_different(folder: Path, contents: Mapping[str, str]) -> None:
    """Raises Failure that names the first content which is not what was backed up."""
    for key, expected in contents.items():
        if not (folder / key).is_file():
            raise Failure(f"{key} is missing from the set; a part of it is not restored")
        if sha256(folder / key) != expected:
            raise Failure(f"{folder / key} is not what was backed up: its checksum differs")


@contextmanager
def staged(contents: Path, folder: Path) -> Iterator[None]:
    """Put the contents of a set where none are, once the rest was compared. Raises Failure where some are."""
    if folder.is_dir() and any(folder.iterdir()):
        raise Failure(f"{folder} is not empty; a set is restored where no file is kept")
    if not contents.is_dir():  # a set of before files were kept
        yield
        return
    with new_folder(folder) as part:
        for content in sorted(contents.iterdir()):
            copied(content, part / content.name)
        yield
