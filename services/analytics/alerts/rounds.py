"""Looks at the rules of each council whose facts have changed, or for which a new day has begun.

What is worked out takes no lock; the change after it is short, and is nothing where nothing is news. Two processes
that look at once find the same, and the second finds it kept.
"""

from datetime import date

from anyio import to_thread

from analytics.alerts import repository, service
from chassis.app import Context
from chassis.db import Database
from chassis.rounds import every
from kernel.localtime import local_date, utc_now

LOOK_EVERY_SECONDS = 30.0


class Rounds:
    """What this process has looked at: by council, the version of its facts and the day."""

    def __init__(self, database: Database, context: Context) -> None:
        self._database = database
        self._context = context
        self._looked: dict[str, tuple[int, date]] = {}

    async def run(self) -> None:
        """Look now and again, until cancelled."""
        await every(LOOK_EVERY_SECONDS, "alerts", self.look, trouble="alerts_interrupted")

    async def look(self) -> None:
        """Look once at whatever may have changed since the last time."""
        today = local_date(utc_now())
        async with self._database.reading_async() as session:
            watched = await to_thread.run_sync(repository.watched, session)
        for council, version in watched.items():
            if self._looked.get(council) != (version, today):
                await self._look_at(council, today)
                self._looked[council] = version, today

    async def _look_at(self, council: str, today: date) -> None:
        calendar = self._context.books.calendar
        async with self._database.reading_async(council) as session:
            found = await to_thread.run_sync(service.look, session, council, today, calendar)
        if found:
            async with self._database.transaction_async(council=council) as tx:
                await to_thread.run_sync(service.settle, tx, council, found, utc_now())
