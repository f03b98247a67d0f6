"""Looks through kept files for viruses, beside the requests of this process.

No transaction is open while the daemon is asked. What it could not be asked about waits, and is tried again.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import anyio
import structlog
from anyio import CapacityLimiter, to_thread

from chassis import tracing
from chassis.db import FEED, Database
from chassis.rounds import begins, came_round
from intake.files import repository
from intake.files.clamd import Clamd, NoVerdict
from intake.files.repository import Waiting
from intake.files.storage import FileStore
from kernel.errors import DomainError
from kernel.localtime import utc_now
from kernel.vocabulary import FileScan

LOOK_EVERY_SECONDS = 5.0
AGAIN_AFTER_SECONDS = 30.0
BATCH = 100


class Scanning:
    """The files of every council of this process, those that came last first.

    Args:
        clock: says when it is.
    """

    def __init__(
        self, database: Database, store: FileStore, clamd: Clamd, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self._database = database
        self._store = store
        self._clamd = clamd
        self._clock = clock
        self._run = partial(to_thread.run_sync, limiter=CapacityLimiter(1))

    async def run(self) -> None:
        """Look through what there is, and wait for more, until cancelled."""
        begins("files_scanned")
        while True:
            bell = self._database.bell(FEED)
            try:
                left = await self.look_through()
                came_round("files_scanned")
            except Exception as error:  # such as a daemon that restarts: what waits is still there
                structlog.get_logger().warning("file_scans_wait", error=type(error).__name__)
                left = 1
            if left:
                await anyio.sleep(AGAIN_AFTER_SECONDS)
            else:
                with anyio.move_on_after(LOOK_EVERY_SECONDS):
                    await bell.wait()

    async def look_through(self) -> int:
        """Ask about each file that waits now. Returns of how many it could not be said. Raises OSError."""
        left: set[str] = set()
        after = None
        while waiting := await self._waiting(after):
            version = await self._clamd.version()
            unsaid = {file.key for file in waiting if not await self._is_scanned(file, version)}
            left |= unsaid
            after = waiting[-1] if unsaid else None  # else from the newest on again: nobody waits for old ones
        return len(left)

    async def _waiting(self, after: Waiting | None) -> list[Waiting]:
        async with self._database.reading_async() as session:
            return await self._run(repository.waiting, session, after, BATCH)

    async def _is_scanned(self, file: Waiting, version: str) -> bool:
        with tracing.span("intake", "file scan", authority=file.authority):
            return await self._scanned(file, version)

    async def _scanned(self, file: Waiting, version: str) -> bool:
        try:
            content = await self._run(self._store.read, file.authority, file.key)
            found = await self._clamd.look_through(content)
        except (NoVerdict, DomainError) as error:  # the latter: its content cannot be read, by anybody
            log = structlog.get_logger()
            log.warning("file_not_scanned", ref=file.ref, number=file.number, error=type(error).__name__)
            return False
        async with self._database.transaction_async(council=file.authority) as tx:
            await self._run(repository.settle, tx, file, found, version, self._clock())
        if found.scan is FileScan.INFECTED:
            structlog.get_logger().warning("file_infected", ref=file.ref, number=file.number)
        return True
