"""Keeps what was said as it is now: whatever the service's own feed names is read again, and replaced."""

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

import anyio
import structlog
from anyio import CapacityLimiter, to_thread
from sqlalchemy import Table, delete, select
from sqlmodel import Session

from chassis import feed, rows
from chassis.db import Database
from chassis.follower import (
    LONG_POLL_SECONDS,
    LONGEST_PAUSE_SECONDS,
    CloudEvent,
    Place,
    move_cursor,
    place,
    take_cursor,
)
from chassis.rounds import begins, came_round
from chassis.said.finding import MARKS
from chassis.said.table import Said, SaidOf
from chassis.said.words import other_ways

BATCH = 100
"""Events at a time: so long, some 50 ms on SQLite, others wait to write."""
GATHER_SECONDS = 1.0
"""Between two batches: who works on one case changes it several times."""
PLACES = 20
"""Bits by which texts of one second are told apart."""
_WITHOUT_MARKS = dict.fromkeys(map(ord, MARKS))


class Keeper:
    """Reads one service's own feed, and keeps what is said of the references in it.

    Its place is a cursor of the service, so one replica does it at a time; without it, all of it is read again.
    """

    def __init__(self, database: Database, table: Table, said_of: SaidOf) -> None:
        self.name = f"{database.tables.service}.said"
        self._database = database
        self._table = table
        self._said_of = said_of
        self._threads = CapacityLimiter(1)

    async def run(self) -> None:
        """Keep on until cancelled; trouble is logged and tried again after a growing pause."""
        pause = 0.1
        begins("said")
        while True:
            try:
                read = await self.step(LONG_POLL_SECONDS)
                came_round("said")
                pause = 0.1
                await anyio.sleep(0 if read == BATCH else GATHER_SECONDS)
            except Exception as error:  # whatever it is: texts that are no longer kept would be noticed by nobody
                structlog.get_logger().warning("said_waits", service=self.name, error=type(error).__name__)
                await anyio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def catch_up(self) -> None:
        """Keep everything that is told of now."""
        while await self.step():
            pass

    async def step(self, timeout: float = 0.0) -> int:
        """Read one batch of events, waiting up to `timeout` seconds for it. Returns how many there were.

        Texts are read before the change begins, so that nobody waits for it: what is written meanwhile is told of
        by an event that is still to come.
        """
        async with self._database.reading_async() as session:
            seen = await to_thread.run_sync(self._place, session, limiter=self._threads)
        batch = await self._database.events_after(seen.position, BATCH, timeout, mark=seen.mark)
        if not batch:
            return 0
        named = _named(batch)
        async with self._database.reading_async() as session:
            said = await to_thread.run_sync(self._read, session, named, limiter=self._threads)
        async with self._database.transaction_async(self._threads) as tx:
            await to_thread.run_sync(self._write, tx, seen, batch[-1], named, said, limiter=self._threads)
        return len(batch)

    def _place(self, session: Session) -> Place:
        return place(session, self._database.tables, self.name)

    def _read(self, session: Session, named: dict[str, list[str]]) -> dict[str, list[Said]]:
        return {authority: list(self._said_of(session, authority, refs)) for authority, refs in named.items()}

    def _write(
        self, tx: Session, seen: Place, last: CloudEvent, named: dict[str, list[str]], said: dict[str, list[Said]]
    ) -> None:
        if take_cursor(tx, self._database.tables, self.name) != seen.position:
            return  # another replica was here meanwhile, and has read it later
        for authority, refs in named.items():
            replace(tx, self._table, authority, refs, said[authority])
        move_cursor(tx, self._database.tables, self.name, Place(int(last["id"]), feed.mark_of(last)))


def replace(tx: Session, table: Table, authority: str, refs: Sequence[str], said: Iterable[Said]) -> None:
    """Let this be all that is said of some references of a council; what is kept as it is stays where it is."""
    wanted = {one._replace(text=text) for one in said if (text := one.text.translate(_WITHOUT_MARKS).strip())}
    kept = {
        Said(row.ref, row.kind, row.number, row.at, row.text): row.id
        for row in tx.execute(select(table).where(table.c.authority == authority, table.c.ref.in_(refs)))
    }
    if gone := sorted(number for one, number in kept.items() if one not in wanted):
        tx.execute(delete(table).where(table.c.authority == authority, table.c.id.in_(gone)))
    new = _places(tx, table, sorted(wanted - kept.keys()))
    rows.add(
        tx,
        table,
        [
            one._asdict() | {"authority": authority, "id": number, "ways": other_ways(one.text)}
            for number, one in sorted(new.items())
        ],
    )


def _places(tx: Session, table: Table, new: Sequence[Said]) -> dict[int, Said]:
    """A number for each, by the second in which it was said; one that is taken is followed by the next."""
    found: dict[int, Said] = {}
    waiting = [(_place_of(one), one) for one in new]
    while waiting:
        asked = [number for number, _ in waiting]
        taken = set(tx.execute(select(table.c.id).where(table.c.id.in_(asked))).scalars()) | found.keys()
        again = []
        for number, one in waiting:
            if number in taken:
                again.append((number + 1, one))
            else:
                found[number] = one
                taken.add(number)
        waiting = again
    return found


def _place_of(one: Said) -> int:
    which = zlib.crc32(f"{one.ref} {one.kind} {one.number}".encode()) >> (32 - PLACES)
    return (_seconds(one.at) << PLACES) + which


def _seconds(at: datetime) -> int:
    return max(0, int(at.timestamp()))


def _named(batch: Sequence[CloudEvent]) -> dict[str, list[str]]:
    """The references that some events name, by council."""
    named: dict[str, set[str]] = defaultdict(set)
    for event in batch:
        named[event["authority"]].add(event["subject"])
    return {authority: sorted(refs) for authority, refs in named.items()}
