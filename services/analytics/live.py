"""The live signal: tells browsers within a second that a council's facts changed.

Every process polls one small table while somebody watches, so it works with any number of replicas on both
databases; the browser then asks for what it shows.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import anyio
import structlog
from anyio import to_thread
from fastapi.sse import ServerSentEvent

from analytics import repository
from chassis.app import Context
from chassis.auth import Principal
from chassis.db import Database
from kernel.localtime import next_local_midnight, utc_now

POLL_SECONDS = 0.25
TOKEN_SECONDS = 5.0
"""How often each stream looks whether its token is good while nothing changes. It looks, too, before it tells."""


class Watcher:
    """Knows how often each council's facts changed."""

    def __init__(self, database: Database, context: Context) -> None:
        self._database = database
        self._context = context
        self._versions: dict[str, int] = {}
        self._changed = anyio.Event()
        self._watching = 0

    async def run(self) -> None:
        """Poll until cancelled."""
        while True:
            if self._context.closing.now:
                self._wake()
            elif self._watching:
                try:
                    await self._look()
                except Exception as error:  # such as a database that restarts: dashboards stay open and go on
                    structlog.get_logger().warning("live_waits", error=repr(error))
            await anyio.sleep(POLL_SECONDS)

    async def events(self, principal: Principal, last_event_id: str | None) -> AsyncIterator[ServerSentEvent]:
        """One event at once, then one for every change, and one at midnight, while the token is good."""
        authority = principal.authority
        self._watching += 1
        try:
            await self._look()
            told = self._versions.get(authority, 0)
            resumed = last_event_id is not None and last_event_id != str(told)
            yield _event("changed" if resumed else "connected", told)
            midnight = next_local_midnight(utc_now())
            while not self._context.closing.now and self._context.verifier.is_good(principal):
                version = self._versions.get(authority, 0)
                if version != told or utc_now() >= midnight:
                    told, midnight = version, next_local_midnight(utc_now())
                    yield _event("changed", told)
                else:
                    with anyio.move_on_after(TOKEN_SECONDS):
                        await self._changed.wait()
        finally:
            self._watching -= 1

    async def _look(self) -> None:
        versions = await to_thread.run_sync(self._read)
        if versions != self._versions:
            self._versions = versions
            self._wake()

    def _wake(self) -> None:
        woken, self._changed = self._changed, anyio.Event()
        woken.set()

    def _read(self) -> dict[str, int]:
        with self._database.reading() as session:
            return repository.versions(session)


def _event(name: str, version: int) -> ServerSentEvent:
    at: datetime = utc_now()
    data: dict[str, Any] = {"version": version, "at": at.isoformat()}
    return ServerSentEvent(event=name, id=str(version), data=data)
