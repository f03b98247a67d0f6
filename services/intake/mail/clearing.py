"""Removes e-mails that belong to no contact once the council's term is over: set aside, nobody comes back to them.

What is recorded or put to a contact goes with that contact.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

import structlog
from anyio import CapacityLimiter, to_thread

from chassis.db import Database
from chassis.rounds import DAY_SECONDS, every
from intake.mail import repository
from kernel.calendar import months_after
from kernel.localtime import local_date, local_midnight, utc_now
from kernel.procedures import Books

BATCH = 200


class Clearing:
    """What every council of this installation set aside.

    Args:
        clock: says when it is.
    """

    def __init__(self, database: Database, books: Books, clock: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._books = books
        self._clock = clock
        self._threads = CapacityLimiter(1)

    async def run(self) -> None:
        """Clear at the start and once a day, until cancelled."""
        await every(DAY_SECONDS, "mail_cleared", self.clear, trouble="mail_not_cleared")

    async def clear(self) -> int:
        """Remove what was set aside so many months ago. Returns how many e-mails that were."""
        removed = 0
        for council in list(self._books.councils.values()):
            since = local_midnight(months_after(local_date(self._clock()), -council.set_aside_term.months))
            remove = partial(repository.remove_set_aside, authority=council.code, before=since, most=BATCH)
            while True:
                async with self._database.transaction_async(self._threads, council.code) as tx:
                    some = await to_thread.run_sync(remove, tx, limiter=self._threads)
                removed += some
                if some < BATCH:
                    break
        if removed:
            structlog.get_logger().info("mail_cleared", count=removed)
        return removed
