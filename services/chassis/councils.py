"""The councils' files in force: the release's, and a folder's that are taken in while the product runs.

Every process looks into the folder for itself when a council is asked for: if it has not looked for two seconds,
or does not know the council. A file that cannot be used changes nothing: what was in force stays, also at the next
start, and `mistakes` and the log say what is wrong.
"""

import os
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


def books_with(folder: Path, last_in_force: Path | None = None) -> Books:
    """The release's books with a folder's files before them. Raises ProcedureFileError for the release's own.

    Args:
        last_in_force: where a product that serves by these files keeps a copy of each that it took in.
    """
    release = load_books()
    return replace(release, councils=Councils(release.councils, folder, last_in_force))


def in_folder(books: Books) -> "Councils":
    """The councils of `books_with`, as such."""
    assert isinstance(books.councils, Councils)
    return books.councils


def locked_out(books: Books) -> list[str]:
    """Councils that have a file and none that can be used, since the start."""
    return books.councils.locked_out if isinstance(books.councils, Councils) else []


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

    def __init__(self, release: Mapping[str, Council], folder: Path, last_in_force: Path | None = None) -> None:
        self.folder = folder
        self.mistakes: dict[str, str] = {}
        self._last_in_force = last_in_force
        self._serves = False
        self._law = read(LAW, Law)
        self._in_force = dict(release)
        self._before: dict[str, Council] = {}
        self._stands: dict[str, tuple[int, ...]] = {}
        self._seen: dict[str, str] = {}
        self._taken_in: dict[str, bytes] = {}
        self._next_look = 0.0
        self._looking = Lock()
        for path in self._last_files():
            try:
                self._take_in(read_council(path, self._law))
            except ProcedureFileError as error:
                self._refuse(f"{path.parent.name}/{path.name}", str(error))
        self._look()
        self._refused_at_start = {Path(name).stem for name in self.mistakes} - self._in_force.keys()
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

    @property
    def locked_out(self) -> list[str]:
        """Councils whose file could not be used at the start, with none in its place, and still cannot."""
        return sorted(self._refused_at_start - self._in_force.keys())

    def serve(self) -> None:
        """Say what is wrong in the log and keep what is in force for the next start, now and from now on.

        Commands print it otherwise, and only look.
        """
        self._serves = True
        for code, content in self._taken_in.items():
            self._keep(code, content)
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
                content = path.read_bytes()
                digest = sha256(content).hexdigest()
                if self._seen.get(name) == digest:
                    continue
                self._seen[name] = digest
                council = self.checked(path)
                self._take_in(council)
                self._taken_in[council.code] = content
                self._keep(council.code, content)
            except (ProcedureFileError, OSError) as error:
                self._refuse(name, str(error))
            else:
                self.mistakes.pop(name, None)
                self._log("info", "council_file_taken_in", file=name, sha256=digest)

    def _take_in(self, council: Council) -> None:
        # Another mapping, not another entry of this one: somebody may be going through it.
        self._in_force = self._in_force | {council.code: council}
        self._before = self._before | {council.code: council}

    def _last_files(self) -> Iterator[Path]:
        """Of each council the file that was in force last, or else the one that was added last."""
        last = {path.stem: path for path in self._last_in_force.glob("*.yaml")} if self._last_in_force else {}
        added = {path.stem for path in self.folder.glob(f"{KEPT}/*/*.yaml")}
        for code in sorted(last.keys() | added):
            if code in added:
                yield path_of_kept(self.folder, code, versions_kept(self.folder, code)[0])
            if code in last:
                yield last[code]

    def _keep(self, code: str, content: bytes) -> None:
        """Keep a file that was taken in for the next start; other processes of this product keep the same."""
        if not self._serves or self._last_in_force is None:
            return
        half = self._last_in_force / f"{code}.{os.getpid()}.half"
        try:
            self._last_in_force.mkdir(parents=True, exist_ok=True)
            half.write_bytes(content)
            os.replace(half, self._last_in_force / f"{code}.yaml")
        except OSError as error:
            self._log("error", "council_file_not_kept", file=f"{code}.yaml", reason=str(error))

    def _refuse(self, name: str, mistakes: str) -> None:
        if self.mistakes.get(name) != mistakes:
            self.mistakes[name] = mistakes
            self._log("error", "council_file_refused", file=name, mistakes=mistakes)

    def _log(self, level: str, event: str, **about: str) -> None:
        if self._serves:
            getattr(structlog.get_logger(), level)(event, **about)


def _as_it_stands(path: Path) -> tuple[int, ...]:
    """What changes with a file, without reading it; nothing for one that cannot be found."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ctime_ns, found.st_size, found.st_ino
