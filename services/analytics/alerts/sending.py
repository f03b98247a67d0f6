"""Sends to each council's own system what it is to be told of alerts, when it may be told.

That a process holds a message is on disk before the network is touched, and no transaction is open while it waits
for an answer.
"""

from collections.abc import Callable
from datetime import datetime

from anyio import to_thread

from analytics.alerts import repository, telling
from analytics.alerts.telling import SEALED_FOR, Telling
from chassis import tracing
from chassis.db import Database
from chassis.hooks.secrets import Sealer, Unreadable
from chassis.hooks.sending import Answer, Sender, signed
from chassis.rounds import every
from kernel.localtime import utc_now

LOOK_EVERY_SECONDS = 30.0


class Tellings:
    """The messages of every council of this process.

    Args:
        clock: says when it is.
    """

    def __init__(
        self, database: Database, sealer: Sealer, sender: Sender, clock: Callable[[], datetime] = utc_now
    ) -> None:
        self.sealer = sealer
        self.sender = sender
        self._database = database
        self._clock = clock

    async def run(self) -> None:
        """Tell what there is now and again, until cancelled."""
        await every(LOOK_EVERY_SECONDS, "alerts_told", self.tell, trouble="alerts_not_told")

    async def tell(self) -> None:
        """Send each council's system what it is to be told now."""
        async with self._database.reading_async() as session:
            councils = await to_thread.run_sync(repository.reachable, session, self._clock())
        for council in councils:
            if message := await self._take(council):
                answer = await self._post(message)
                async with self._database.transaction_async(council=council) as tx:
                    await to_thread.run_sync(telling.settle, tx, message, answer, self._clock())

    async def _take(self, council: str) -> Telling | None:
        async with self._database.reading_async(council) as session:  # most looks find nothing, and take no lock
            if not await to_thread.run_sync(telling.is_due, session, council, self._clock()):
                return None
        async with self._database.transaction_async(council=council) as tx:
            return await to_thread.run_sync(telling.take, tx, council, self._clock())

    async def _post(self, message: Telling) -> Answer:
        with tracing.span("analytics", "alerts send", authority=message.authority) as span:
            try:
                key = self.sealer.opened(message.authority, SEALED_FOR, message.sealed)
            except Unreadable:
                return Answer(0, "Its secret cannot be opened here. Remove the address, and give it anew.")
            headers = signed([key], message.message, int(self._clock().timestamp()), message.body)
            answer = await self.sender.post(message.url, message.body, headers)
            span.set_attribute("http.response.status_code", answer.status)
            return answer
