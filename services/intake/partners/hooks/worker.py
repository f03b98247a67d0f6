"""Sends what is due, of several clients at a time and of each client one event after the other.

That a worker holds a client's webhook is on disk before the network is touched, and no transaction is open while
it waits for an answer. A process that ends meanwhile leaves the event to be sent again: each is sent at least
once, under the same id.
"""

import json
from collections.abc import Callable
from datetime import datetime
from functools import partial

import anyio
import structlog
from anyio import CapacityLimiter, to_thread
from anyio.abc import TaskGroup

from chassis import tracing
from chassis.db import Database
from chassis.hooks.secrets import Sealer, Unreadable
from chassis.hooks.sending import Answer, Sender, signed
from chassis.rounds import begins, came_round
from intake.partners.hooks import repository, service
from intake.partners.hooks.schemas import Message
from intake.partners.hooks.service import Due
from intake.telling import TOLD
from kernel.localtime import utc_now

AT_ONCE = 8
"""Clients that one process sends to, so that one that hangs keeps few others waiting."""
LOOK_EVERY_SECONDS = 2.0
"""For what other replicas wrote, and for what is tried again."""


class Webhooks:
    """The webhooks of every council of this process.

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
        self._threads = CapacityLimiter(1)

    async def run(self) -> None:
        """Send what there is, and wait for more, until cancelled."""
        turns = anyio.Semaphore(AT_ONCE)
        async with anyio.create_task_group() as sending:
            begins("webhooks")
            while True:
                bell = self._database.bell((TOLD,))
                try:
                    await self._start(sending, turns)
                    came_round("webhooks")
                except Exception as error:  # such as a database that restarts: what waits is still there
                    structlog.get_logger().warning("webhooks_interrupted", error=type(error).__name__)
                with anyio.move_on_after(LOOK_EVERY_SECONDS):
                    await bell.wait()

    async def deliver_due(self) -> int:
        """Send all that is due now, one after the other. Returns how many that was."""
        sent = 0
        while due := await self._take():
            await self._deliver(due)
            sent += 1
        return sent

    async def _start(self, sending: TaskGroup, turns: anyio.Semaphore) -> None:
        """Send all that is due now, several at a time."""
        while True:
            await turns.acquire()
            due = None
            try:
                due = await self._take()
            finally:
                if due is None:
                    turns.release()
            if due is None:
                return
            sending.start_soon(self._deliver_in_turn, due, turns)

    async def _deliver_in_turn(self, due: Due, turns: anyio.Semaphore) -> None:
        """Deliver, and what the same client is told next, until nothing is due."""
        try:
            await self._deliver(due)
            self._database.ring((TOLD,))  # what waited behind it
        except Exception as error:  # it is held until its time is over, and then sent again
            structlog.get_logger().warning("webhooks_interrupted", error=type(error).__name__)
        finally:
            turns.release()

    async def _take(self) -> Due | None:
        run = partial(to_thread.run_sync, limiter=self._threads)
        async with self._database.reading_async() as session:  # most looks find nothing, and take no lock
            councils = await run(repository.councils_with_something_due, session, self._clock())
        for council in councils:
            async with self._database.transaction_async(self._threads, council=council) as tx:
                due = await run(service.take, tx, council, self._clock())
            if due:
                return due
        return None

    async def _deliver(self, due: Due) -> None:
        with tracing.span("intake", "webhook send", authority=due.authority) as span:
            answer = await self._post(due)
            span.set_attribute("http.response.status_code", answer.status)
            async with self._database.transaction_async(self._threads, council=due.authority) as tx:
                await to_thread.run_sync(service.settle, tx, due, answer, self._clock(), limiter=self._threads)

    async def _post(self, due: Due) -> Answer:
        try:
            keys = [self.sealer.opened(due.authority, due.client, sealed) for sealed in due.sealed]
        except Unreadable:
            return Answer(0, "Its secret cannot be opened here. Make a new one.")
        body = json.dumps(Message.of(due.event).model_dump(mode="json"), separators=(",", ":")).encode()
        timestamp = int(self._clock().timestamp())
        return await self.sender.post(due.url, body, signed(keys, due.message, timestamp, body))
