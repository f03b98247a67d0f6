"""Sends what waits, one message after the other, each at most once.

That a message is being sent is on disk before the network is touched. Whoever finds one that nobody sends any more
marks it as one that may have left, and never sends it by themselves.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial

from anyio import CapacityLimiter, to_thread
from sqlmodel import Session

from cases.outbox import repository, service
from cases.outbox.models import OutboxRow
from cases.outbox.postroom import PostRoom
from cases.outbox.transports import Became, NotNow, Refused, Unsure
from cases.tables import calendar_changes
from chassis import calendar_store, tracing
from chassis.db import Database
from chassis.rounds import every
from kernel.localtime import utc_now
from kernel.procedures import Books
from kernel.vocabulary import SendingState, SendingWay

LOOK_EVERY_SECONDS = 5.0
STATES = {Refused: SendingState.REFUSED, NotNow: SendingState.WAITING, Unsure: SendingState.UNSURE}


async def send_all(database: Database, room: PostRoom, books: Books) -> None:
    """Send what there is, and look again, until cancelled."""
    sending = database, room, books, CapacityLimiter(1)

    async def send_what_waits() -> None:
        while await send_next(*sending) or await ask_next(*sending):
            pass

    await every(LOOK_EVERY_SECONDS, "outbox", send_what_waits, trouble="sending_interrupted")


async def send_next(database: Database, room: PostRoom, books: Books, threads: CapacityLimiter) -> bool:
    """Send the message whose turn it is, or mark one whose sender is gone; whether there was any."""
    run = partial(to_thread.run_sync, limiter=threads)
    if not await _is_any(database, repository.is_work, list(room.transports), threads):
        return False
    async with database.transaction_async(threads) as tx:
        gave_up = await run(service.give_up_one, tx, utc_now())
        row = None if gave_up else await run(service.begun, tx, room, utc_now())
    if row is None:
        return gave_up
    with tracing.span("cases", "outbox send", authority=row.authority, way=row.way) as span:
        # Cancelled meanwhile, it stays as it is on disk: being sent, until it is given up.
        failure = await to_thread.run_sync(_handed_over, room, row, limiter=threads, abandon_on_cancel=True)
        if failure is not None:
            tracing.failed(span, type(failure).__name__)
        async with database.transaction_async(threads, council=row.authority) as tx:
            await run(_settle, tx, row, failure, utc_now(), room, books)
    return True


async def ask_next(database: Database, room: PostRoom, books: Books, threads: CapacityLimiter) -> bool:
    """Ask what became of a message that was handed over; whether there was any to ask of."""
    run = partial(to_thread.run_sync, limiter=threads)
    if not await _is_any(database, repository.is_asked, list(room.asked), threads):
        return False
    async with database.transaction_async(threads) as tx:
        row = await run(service.asked, tx, room, utc_now())
    if row is None:
        return False
    tells = room.asked[SendingWay(row.way)]
    became = await to_thread.run_sync(tells.became, row, limiter=threads, abandon_on_cancel=True)
    if became is not None:
        async with database.transaction_async(threads, council=row.authority) as tx:
            await run(_learn, tx, row, became, utc_now(), room, books)
    return True


async def _is_any(
    database: Database,
    is_any: Callable[[Session, Collection[SendingWay], datetime], bool],
    ways: Collection[SendingWay],
    threads: CapacityLimiter,
) -> bool:
    """Whether there is something to do, asked without locking anything."""
    async with database.reading_async() as session:
        return await to_thread.run_sync(is_any, session, ways, utc_now(), limiter=threads)


def _learn(tx: Session, row: OutboxRow, became: Became, now: datetime, room: PostRoom, books: Books) -> None:
    held = calendar_store.held(tx, calendar_changes, row.authority, books)
    service.learned(tx, row, became, now, room, held)


def _handed_over(room: PostRoom, row: OutboxRow) -> Refused | NotNow | Unsure | None:
    """Hand a message over; what kept it from leaving, if anything did."""
    try:
        room.transports[SendingWay(row.way)].send(row)
    except (Refused, NotNow, Unsure) as failure:
        return failure
    return None


def _settle(
    tx: Session,
    row: OutboxRow,
    failure: Refused | NotNow | Unsure | None,
    now: datetime,
    room: PostRoom,
    books: Books,
) -> None:
    if failure is None:
        service.taken(tx, row, now, room, calendar_store.held(tx, calendar_changes, row.authority, books))
    else:
        service.not_taken(tx, row, STATES[type(failure)], str(failure), now)
