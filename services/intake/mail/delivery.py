"""The one way in of e-mails, whoever brings them: over HTTP, from a mailbox, or as files in a folder."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import anyio
import structlog
from anyio import CapacityLimiter, to_thread

from chassis import tracing
from chassis.db import Database
from chassis.rounds import begins, came_round
from chassis.settings import Settings
from intake.files.storage import FileStore
from intake.mail import service
from intake.mail.reading import LARGEST, Own, read
from intake.mail.schemas import MailKept
from kernel.localtime import utc_now
from kernel.procedures import Books
from kernel.vocabulary import MailKind

LOOKED_EVERY_SECONDS = 5.0
TAKEN, REFUSED = "taken", "refused"


class Delivery:
    """Takes in e-mails of every council of this process."""

    def __init__(self, database: Database, store: FileStore, books: Books, settings: Settings) -> None:
        self._database = database
        self._store = store
        self._books = books
        self._settings = settings
        self._thread = CapacityLimiter(1)

    async def take(
        self,
        authority: str,
        raw: bytes,
        arrived_at: datetime | None = None,
        threads: CapacityLimiter | None = None,
        problem: str = "",
    ) -> MailKept:
        """Keep one message, in a change of its own; one that is kept already stays as it is.

        Args:
            problem: why its header alone is given; "": it is whole.
        """
        own = Own(frozenset(self._settings.mail_addresses.get(authority, ())), self._settings.message_domain)
        now = utc_now()
        # Taken apart before the change begins: what takes long keeps nobody waiting.
        arrived = await to_thread.run_sync(read, raw, now, own, arrived_at, limiter=threads)
        if problem:
            arrived = replace(arrived, kind=MailKind.UNKNOWN, problem=problem)
        with tracing.span("intake", "mail keep", authority=authority):
            async with self._database.transaction_async(threads, council=authority) as tx:
                said = (tx, self._store, authority, raw, arrived, own, now, self._books)
                row = await to_thread.run_sync(service.deliver, *said, limiter=threads)
                return MailKept.model_validate(row)

    async def watch_folder(self) -> None:
        """Take in what is put into the folders of councils, until cancelled."""
        begins("mail_folder")
        while True:
            await self.take_files()
            await anyio.sleep(LOOKED_EVERY_SECONDS)

    async def take_files(self) -> None:
        """Take in what lies there now. One that fails stays for the next time and stops no other."""
        try:
            found = await to_thread.run_sync(self._files, limiter=self._thread)
        except OSError as error:  # a share that is not mounted: the next time finds it
            structlog.get_logger().warning("mail_folder_not_read", error=type(error).__name__)
            return
        for authority, file in found:
            try:
                await self._take_file(authority, file)
            except Exception as error:  # such as a database that restarts; a file's name may name somebody
                structlog.get_logger().warning("mail_file_left", council=authority, error=type(error).__name__)
        came_round("mail_folder")

    async def _take_file(self, authority: str, file: Path) -> None:
        if await to_thread.run_sync(_size, file, limiter=self._thread) > LARGEST:
            await to_thread.run_sync(_move, file, REFUSED, limiter=self._thread)
            structlog.get_logger().warning("mail_file_too_large", council=authority)
            return
        raw = await to_thread.run_sync(file.read_bytes, limiter=self._thread)
        await self.take(authority, raw, threads=self._thread)
        await to_thread.run_sync(_move, file, TAKEN, limiter=self._thread)

    def _files(self) -> list[tuple[str, Path]]:
        root = self._settings.mail_dir
        if root is None:
            return []
        return [(council, file) for council in sorted(self._books.councils) for file in _in(root / council)]


def _in(folder: Path) -> Iterator[Path]:
    """Files that are whole: one that is still being written has a name that begins with a dot."""
    if folder.is_dir():
        yield from sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))


def _size(file: Path) -> int:
    return file.stat().st_size


def _move(file: Path, to: str) -> None:
    """Put a file aside; one of the same name there keeps its own."""
    folder = file.parent / to
    folder.mkdir(exist_ok=True)
    there, number = folder / file.name, 1
    while there.exists():
        number += 1
        there = folder / f"{file.stem}-{number}{file.suffix}"
    file.rename(there)
