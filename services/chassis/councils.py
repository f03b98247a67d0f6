"""The councils' files in force: the release's, and a folder's that are taken in while the product runs.

Every process looks into the folder for itself when a council is asked for: if it has not looked for two seconds,
or does not know the council. A file that cannot be used changes nothing: what was in force stays, and `mistakes`
and the log say what is wrong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from threading import Lock
from time import monotonic

import structlog

from kernel.localtime import local_today
from kernel.procedures import (
    LAW,
    Books,
    Council,
    Law,
    ProcedureFileError,
    check_prefix,
    load_books,
    read,
    read_council,
    taken_away,
)

LOOK_SECONDS = 2.0
KEPT = "kept"
"""Below the folder: every version that `redress council add` took in, as KEPT/VERSION/CODE.yaml."""


def books_with(folder: Path) -> Books:
    """The release's books with a folder's files before them. Raises ProcedureFileError for the release's own."""
    release = load_books()
    return replace(release, councils=Councils(release.councils, folder))


def in_folder(books: Books) -> "Councils":
    """The councils of `books_with`, as such."""
    assert isinstance(books.councils, Councils)
    return books.councils


def versions_kept(folder: Path, code: str) -> list[int]:
    """The versions of a council's file that were added, the newest first."""
    return sorted((int(path.parent.name) for path in folder.glob(f"{KEPT}/*/{code}.yaml")), reverse=True)


def path_of_kept(folder: Path, code: str, version: int) -> Path:
    return folder / KEPT / str(version) / f"{code}.yaml"


class Councils(Mapping[str, Council]):
    """Councils by their codes; the same one may be of another version when it is asked for again.

    Only files that take nothing away replace others, so that nobody in the middle of something misses a code.

    Attributes:
        mistakes: what is wrong, by the name of a file that is not in force as it stands.
    """

    def __init__(self, release: Mapping[str, Council], folder: Path) -> None:
        self.folder = folder
        self.mistakes: dict[str, str] = {}
        self._told = False
        self._law = read(LAW, Law)
        self._in_force = dict(release)
        self._before: dict[str, Council] = {}
        self._stands: dict[str, tuple[int, ...]] = {}
        self._seen: dict[str, str] = {}
        self._next_look = 0.0
        self._looking = Lock()
        for code in sorted({path.stem for path in folder.glob(f"{KEPT}/*/*.yaml")}):
            newest = path_of_kept(folder, code, versions_kept(folder, code)[0])
            try:
                self._take_in(read_council(newest, self._law))
            except ProcedureFileError as error:
                self._refuse(f"{KEPT}/{newest.parent.name}/{newest.name}", str(error))
        self._look()
        # A release's file is replaced at a start by one that may be of an earlier release; from now on records
        # may rest on it.
        self._before = dict(self._in_force)

    def __getitem__(self, code: str) -> Council:
        self._look_again()
        if code not in self._in_force:
            # Another process may have taken it in already, and what that recorded is followed by this one.
            with self._looking:
                self._look()
        return self._in_force[code]

    def __iter__(self) -> Iterator[str]:
        self._look_again()
        return iter(self._in_force)

    def __len__(self) -> int:
        return len(self._in_force)

    def tell(self) -> None:
        """Say what is wrong in the log, now and from now on: commands print it otherwise."""
        self._told = True
        for name, mistakes in self.mistakes.items():
            self._log("error", "council_file_refused", file=name, mistakes=mistakes)

    def checked(self, path: Path) -> Council:
        """A file as it would be taken in. Raises ProcedureFileError."""
        council = read_council(path, self._law)
        check_prefix(path, council, self._in_force.values())
        before = self._before.get(council.code)
        if before and (lost := list(taken_away(before, council, local_today()))):
            raise ProcedureFileError("\n".join(f"{path.name}: {mistake}" for mistake in lost))
        return council

    def _look_again(self) -> None:
        if monotonic() >= self._next_look and self._looking.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._looking.release()

    def _look(self) -> None:
        self._next_look = monotonic() + LOOK_SECONDS
        there = {path.name: path for path in sorted(self.folder.glob("*.yaml"))}
        stands = {name: _as_it_stands(path) for name, path in there.items()}
        if stands == self._stands:
            return
        for name in self._stands.keys() - there.keys():  # the council stays until a start without its file
            self._seen.pop(name, None)
            self.mistakes.pop(name, None)
        self._stands = stands
        for name, path in there.items():
            try:
                content = sha256(path.read_bytes()).hexdigest()
                if self._seen.get(name) == content:
                    continue
                self._seen[name] = content
                self._take_in(self.checked(path))
            except (ProcedureFileError, OSError) as error:
                self._refuse(name, str(error))
            else:
                self.mistakes.pop(name, None)
                self._log("info", "council_file_taken_in", file=name, sha256=content)

    def _take_in(self, council: Council) -> None:
        # Another mapping, not another entry of this one: somebody may be going through it.
        self._in_force = self._in_force | {council.code: council}
        self._before = self._before | {council.code: council}

    def _refuse(self, name: str, mistakes: str) -> None:
        if self.mistakes.get(name) != mistakes:
            self.mistakes[name] = mistakes
            self._log("error", "council_file_refused", file=name, mistakes=mistakes)

    def _log(self, level: str, event: str, **about: str) -> None:
        if self._told:
            getattr(structlog.get_logger(), level)(event, **about)


def _as_it_stands(path: Path) -> tuple[int, ...]:
    """What changes with a file, without reading it; nothing for one that cannot be found."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ctime_ns, found.st_size, found.st_ino
