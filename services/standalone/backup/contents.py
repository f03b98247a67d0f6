"""Files in a set: contents of contacts' files, sealed as they are kept and without their key; councils' files."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from chassis.on_disk import kept_on_disk
from intake.files.folder import KEY
from standalone.backup.files import copied, new_folder, sha256
from standalone.failure import Failure


def contents_in(folder: Path) -> list[Path]:
    """The contents that are kept. A content is on disk before its row is committed: what the databases of a moment
    before name is there, but for what was withdrawn since."""
    return [file for file in _files_in(folder) if KEY.fullmatch(file.name)]


def councils_in(folder: Path) -> list[Path]:
    """The councils' files that stand before the release's, with every version that was added."""
    return [file for file in _files_in(folder) if file.suffix in {".yaml", ".jsonl"}]


def copied_to(target: Path, folder: Path, files: Iterable[Path]) -> dict[str, str]:
    """Copy files of a folder into a new one. Returns their checksums by their places in it."""
    target.mkdir(mode=0o700)
    found = {}
    for file in files:
        place = file.relative_to(folder)
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        try:
            copied(file, target / place)
        except FileNotFoundError:  # withdrawn at this moment
            (target / place).unlink()
            continue
        found[str(place)] = sha256(target / place)
    kept_on_disk(target)
    return found


def refuse_different(folder: Path, contents: Mapping[str, str]) -> None:
    """Raises Failure that names the first content which is not what was backed up."""
    for key, expected in contents.items():
        if not (folder / key).is_file():
            raise Failure(f"{key} is missing from the set; a part of it is not restored")
        if sha256(folder / key) != expected:
            raise Failure(f"{folder / key} is not what was backed up: its checksum differs")


def _files_in(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


@contextmanager
def staged(contents: Path, folder: Path) -> Iterator[None]:
    """Put files of a set where none are, once the rest was compared. Raises Failure where some are."""
    if folder.is_dir() and any(folder.iterdir()):
        raise Failure(f"{folder} is not empty; a set is restored where no file is kept")
    if not contents.is_dir():  # a set of before files were kept
        yield
        return
    with new_folder(folder) as part:
        for file in _files_in(contents):
            place = part / file.relative_to(contents)
            place.parent.mkdir(parents=True, exist_ok=True)
            copied(file, place)
        yield
