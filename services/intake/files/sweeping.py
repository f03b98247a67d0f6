"""Removes contents that no file names: a process was killed between putting one and committing its row.

Or before it removed one that was withdrawn. What came within a month is left alone: its row may be on its way, or
in a newer backup than the one that somebody has just put back.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

import structlog
from anyio import CapacityLimiter, to_thread

from chassis.db import Database
from chassis.rounds import DAY_SECONDS, every
from intake.files import repository
from intake.files.storage import FileStore
from kernel.localtime import utc_now

LEFT_ALONE = timedelta(days=30)
BATCH = 500


class Sweeping:
    """The contents of every council of this installation.

    Args:
        clock: says when it is.
    """

    def __init__(self, database: Database, store: FileStore, clock: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self._run = partial(to_thread.run_sync, limiter=CapacityLimiter(1))

    async def run(self) -> None:
        """Sweep at the start and once a day, until cancelled."""
        await every(DAY_SECONDS, "files_swept", self.sweep, trouble="contents_not_swept")

    async def sweep(self) -> int:
        """Remove what no file names. Returns how many contents that were."""
        removed = 0
        older = self._store.older(self._clock() - LEFT_ALONE)
        while keys := await self._run(lambda: list(islice(older, BATCH))):
            async with self._database.reading_async() as session:
                named = await self._run(repository.named, session, keys)
            for key in keys:
                if key not in named:
                    await self._run(self._store.discard, key)
                    removed += 1
        if removed:
            structlog.get_logger().warning("contents_swept", count=removed)
        return removed
