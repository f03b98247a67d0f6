"""Removes what belongs to no contact once its council's term is over: nobody comes back to it.

Those are e-mails that were set aside and, where the council says so, contacts that were left for someone else and
never finished: without its word no complaint goes that nobody has recorded. What is recorded or put to a contact
goes with that contact.

Nobody is asked, so a clock that runs ahead must not do it: months go by until what the council recorded last.
"""

from collections.abc import Callable, Iterator
from functools import partial

import structlog
from anyio import CapacityLimiter, to_thread
from sqlmodel import Session

from chassis import feed
from chassis.db import Database
from chassis.rounds import DAY_SECONDS, every
from intake.models import feed_of_intake
from intake.retention import repository
from kernel.calendar import months_after
from kernel.localtime import local_date, local_midnight, utc_now
from kernel.procedures import Books, Council

BATCH = 200


class Clearing:
    """What lies beside the contacts of every council of this installation."""

    def __init__(self, database: Database, books: Books) -> None:
        self._database = database
        self._books = books
        self._threads = CapacityLimiter(1)

    async def run(self) -> None:
        """Clear at the start and once a day, until cancelled."""
        await every(DAY_SECONDS, "cleared", self.clear, trouble="not_cleared")

    async def clear(self) -> dict[str, int]:
        """Remove what has lain for the months of its term. Returns how many of what that were."""
        removed = {"mails": 0, "unfinished": 0}
        for council in list(self._books.councils.values()):
            for what, remove in _over(council):
                while True:
                    async with self._database.transaction_async(self._threads, council.code) as tx:
                        some = await to_thread.run_sync(remove, tx, limiter=self._threads)
                    removed[what] += some
                    if some < BATCH:
                        break
        if any(removed.values()):
            structlog.get_logger().info("cleared", **removed)
        return removed


def _over(council: Council) -> Iterator[tuple[str, Callable[[Session], int]]]:
    for what, remove, term in (
        ("mails", repository.remove_set_aside, council.set_aside_term),
        ("unfinished", repository.remove_unfinished, council.unfinished),
    ):
        if term is not None:
            yield what, partial(_remove, authority=council.code, remove=remove, months=term.months)


def _remove(tx: Session, authority: str, remove: Callable[..., int], months: int) -> int:
    recorded_at = feed.last_recorded_at(tx, feed_of_intake, authority)
    if recorded_at is None:
        return 0
    today = local_date(min(recorded_at, utc_now()))
    return remove(tx, authority=authority, before=local_midnight(months_after(today, -months)), most=BATCH)
