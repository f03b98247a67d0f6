"""Counts again what servers of an earlier release counted meanwhile, as where replicas are exchanged one by one.

They know nothing of what only this release counts, and left it out of what they wrote. Each event tells the whole
state of its part, so that the events which they applied are all that it takes.
"""

from collections.abc import Mapping, Sequence

from anyio import CapacityLimiter, to_thread
from sqlmodel import Session

from analytics import repository
from analytics.handlers import handlers
from chassis.db import Database
from chassis.follower import CloudEvent, FeedClient, attempt, take_cursor
from chassis.migrations import is_migrated
from chassis.rounds import every
from kernel.calendar import WorkingDays

LOOK_EVERY_SECONDS = 30.0


def moved(tx: Session, follower: str, before: int, to: int) -> None:
    """A server of this release has moved a follower's place, on from where it stood before.

    Once a later release has brought the tables forward, what it counts is not all of it.
    """
    if is_migrated(tx, "analytics"):
        repository.move_counted(tx, follower, before, to)


class Recounting:
    """Looks now and again whether others have counted; `sources`: what each follower follows, by its name."""

    def __init__(self, database: Database, sources: Mapping[str, FeedClient], calendar: WorkingDays) -> None:
        self._database = database
        self._sources = sources
        self._handlers = handlers(calendar, again=True)
        self._threads = CapacityLimiter(1)

    async def run(self) -> None:
        """Look until cancelled."""
        await every(LOOK_EVERY_SECONDS, "recounting", self.look, trouble="recounting_interrupted")

    async def look(self) -> None:
        """Count again whatever others have counted by now."""
        for follower, source in self._sources.items():
            while await self._one_batch(follower, source):
                pass

    async def _one_batch(self, follower: str, source: FeedClient) -> bool:
        """Count some events again; whether there were any."""
        async with self._database.reading_async() as session:
            position, begun = await to_thread.run_sync(
                repository.counted, session, follower, limiter=self._threads
            )
        if begun >= position:
            return False
        batch = await source.after(begun)
        async with self._database.transaction_async(self._threads) as tx:
            return await to_thread.run_sync(self._apply, tx, follower, begun, batch, limiter=self._threads)

    def _apply(self, tx: Session, follower: str, begun: int, batch: Sequence[CloudEvent]) -> bool:
        """The follower waits meanwhile. Another process may be at it, and a later release's do it themselves."""
        position = take_cursor(tx, self._database.tables, follower)
        if position is None or repository.counted(tx, follower)[1] != begun or not is_migrated(tx, "analytics"):
            return False
        again = [event for event in batch if int(event["id"]) <= position]
        for event in again:
            attempt(tx, event, self._handlers)  # what cannot be applied is parked, by whoever came upon it first
        repository.move_counted(tx, follower, begun, int(again[-1]["id"]) if again else position)
        return True
