"""Following another service's feed: every event takes effect exactly once, with any number of replicas.

Applying a batch and moving the cursor commit together; the cursor's row is taken `FOR UPDATE SKIP LOCKED`, so
there is no leader and no lease. An event whose handler raises is parked, and so are later ones of the same
reference; everything else goes on.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple, Protocol

import anyio
import httpx
import structlog
from anyio import CapacityLimiter, to_thread
from sqlalchemy import Select, Table, Update, bindparam, delete, insert, select, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.sql import ColumnElement
from sqlmodel import Session

from chassis import feed, tracing
from chassis.db import Database
from chassis.delays import Delays
from chassis.feed import AnotherFeed, FeedTables
from chassis.service_client import ServiceClient
from kernel.events import EVENT_TYPES, Event
from kernel.localtime import utc_now

BATCH = 500
LONG_POLL_SECONDS = 20.0
LONGEST_PAUSE_SECONDS = 10.0
"""Half of what a service's token is good for."""
GATHER_SECONDS = 0.25
"""Between two batches: under load events gather meanwhile, and one that comes alone does not wait."""
LONG_SECONDS = 0.5
"""Whatever takes longer is applied in smaller batches."""
LEAST = 50
"""Events of a batch, however long they take."""
GIVE_WAY_SECONDS = 0.1
"""Between two batches that are full: as long as SQLite lets somebody sleep who waits for the writer's place."""

Handler = Callable[[Session, Event], None]
Handlers = Mapping[type[Event], Handler]
CloudEvent = Mapping[str, Any]


def ignore(_tx: Session, _event: Event) -> None:
    """The handler of an event that means nothing to a service."""


class UnknownEvent(Exception):
    """No handler knows this type; it is kept until one does."""


class UnreadableEvent(Exception):
    """What stands around it is not as a feed tells it; it is kept until that is mended."""


class Place(NamedTuple):
    """How far a feed was followed: the last event's position and mark. No mark: a release kept none yet."""

    position: int
    mark: str | None = None


class FeedClient(Protocol):
    """Reads one service's feed."""

    async def after(
        self, position: int, timeout: float = 0.0, mark: str | None = None, limit: int = BATCH
    ) -> list[dict[str, Any]]:
        """Events after `position`; with a timeout (seconds) waits that long for the first one.

        Raises AnotherFeed when that position was never given, or its event bears another mark.
        """
        ...


class FeedInProcess:
    """The feed of a service that runs in this process: what its route would answer, without the request."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def after(
        self, position: int, timeout: float = 0.0, mark: str | None = None, limit: int = BATCH
    ) -> list[dict[str, Any]]:
        return await self._database.events_after(position, limit, timeout, mark=mark)


class FeedOverHttp:
    """The feed of a service that runs elsewhere."""

    def __init__(self, client: httpx.AsyncClient, token: Callable[[], str]) -> None:
        self._service = ServiceClient(client, token)

    async def after(
        self, position: int, timeout: float = 0.0, mark: str | None = None, limit: int = BATCH
    ) -> list[dict[str, Any]]:
        marked = {} if mark is None else {"lastEventMark": mark}
        response = await self._service.get(
            "v1/events",
            {"lastEventId": position, "limit": limit, "timeout": timeout, **marked},
            timeout=timeout + 10,
        )
        if response.status_code == 409:
            raise AnotherFeed(response.json()["detail"])
        response.raise_for_status()
        events: list[dict[str, Any]] = response.json()
        return events


class Portion:
    """How many events a batch may have: what takes long is applied in smaller ones.

    On SQLite, which has one writer, people's requests wait for as long as a batch takes.
    """

    def __init__(self) -> None:
        self.most = BATCH

    def took(self, events: int, seconds: float) -> None:
        """Learn from a batch of so many events."""
        if seconds > LONG_SECONDS:
            self.most = max(LEAST, events // 2)
        elif events == self.most and seconds < LONG_SECONDS / 4:
            self.most = min(BATCH, 2 * events)


class Follower:
    """One service's place in one feed.

    Args:
        name: of the cursor, such as "cases.intake".
        handlers: what to do with each type; a type that is missing is parked, never skipped.
        together: applies several events at once as the handlers do one by one; only for speed.
        essential: without it the service is not ready.
        moved: told, in the transaction that moves the place of this name, where it stood before and stands now.

    Attributes:
        refused: why the source is not the feed that was followed so far. Nothing of it is applied, and the service
            is not ready.
        delays: how long events had been written when they took effect.
        portion: how many are applied at once.
    """

    def __init__(
        self,
        name: str,
        database: Database,
        source: FeedClient,
        handlers: Handlers,
        together: Callable[[Session, Sequence[Event]], None] | None = None,
        essential: bool = True,
        moved: Callable[[Session, str, int, int], None] | None = None,
    ) -> None:
        self.name = name
        self.essential = essential
        self.running = False
        self.refused: str | None = None
        self.delays = Delays()
        self._database = database
        self._source = source
        self._handlers = handlers
        self._together = together
        self._moved = moved
        self._seen: Place | None = None
        self.portion = Portion()
        # Of its own, so that busy requests and followers never wait for each other's threads.
        self._threads = CapacityLimiter(1)

    async def run(self) -> None:
        """Follow until cancelled; trouble is logged and tried again after a growing pause.

        What was parked is tried again once: the release that starts may know what the one before did not.
        """
        log = structlog.get_logger()
        pause, tried = 0.1, False
        while True:
            try:
                if not tried:
                    await self._try_parked_again()
                    tried = True
                # The first look does not wait, so that "following" is known at once.
                begun, most = time.monotonic(), self.portion.most
                applied = await self.step(LONG_POLL_SECONDS if self.running else 0)
                self.running, self.refused, pause = True, None, 0.1
                if 0 < applied < most:
                    await anyio.sleep(max(0.0, GATHER_SECONDS - (time.monotonic() - begun)))
                elif applied and self._database.is_sqlite:
                    await anyio.sleep(GIVE_WAY_SECONDS)
            except AnotherFeed as error:
                # An operator decides. It is asked again, for the right one may be restored.
                if error.detail != self.refused:
                    log.error("feed_refused", follower=self.name, reason=error.detail)
                self.running, self.refused = False, error.detail
                await anyio.sleep(LONGEST_PAUSE_SECONDS)
            except Exception as error:  # whatever it is: a follower that ended would be noticed by nobody
                self.running = False
                log.warning("follower_waits", follower=self.name, error=type(error).__name__, seconds=pause)
                await anyio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _try_parked_again(self) -> None:
        if not await to_thread.run_sync(self._has_parked, limiter=self._threads):
            return
        async with self._database.transaction_async(self._threads) as tx:
            asked = (tx, self._database.tables, self.name, self._handlers)
            applied = await to_thread.run_sync(retry_parked, *asked, limiter=self._threads)
        structlog.get_logger().info("parked_tried_again", follower=self.name, applied=applied)

    def _has_parked(self) -> bool:
        parked = self._database.tables.parked
        mine = select(parked.c.position).where(parked.c.follower == self.name).limit(1)
        with self._database.reading() as session:
            return session.execute(mine).first() is not None

    async def catch_up(self) -> int:
        """Apply everything there is now. Returns how many events that was."""
        total = 0
        while applied := await self.step():
            total += applied
        return total

    async def step(self, timeout: float = 0.0) -> int:
        """Fetch and apply one batch, waiting up to `timeout` seconds for it. Returns its size."""
        if self._seen is None:
            self._seen = await to_thread.run_sync(self._place, limiter=self._threads)
        seen, self._seen = self._seen, None  # after any trouble the cursor is asked
        batch = await self._source.after(seen.position, timeout, seen.mark, limit=self.portion.most)
        if not batch:
            self._seen = seen
            return 0
        effects = tracing.effects(self._database.tables.service, self.name, batch)
        async with self._database.transaction_async(self._threads) as tx:
            for ref, span in effects:
                feed.caused(tx, ref, tracing.carried_by(span))
            applied = await to_thread.run_sync(self._apply, tx, batch, seen.position, limiter=self._threads)
        if applied is None:  # another replica is applying this batch
            await anyio.sleep(GATHER_SECONDS)
            return 0
        tracing.ended(effects)
        self._seen = Place(int(batch[-1]["id"]), feed.mark_of(batch[-1]))
        self.delays.add(_ages(batch[len(batch) - applied :], utc_now()))
        return applied

    async def oldest_waiting(self, now: datetime) -> float:
        """For how many seconds the oldest event that has not taken effect has been written; 0: all have.

        Raises what asking the source raises, such as AnotherFeed.
        """
        seen = await to_thread.run_sync(self._place, limiter=self._threads)
        waiting = await self._source.after(seen.position, 0, seen.mark, limit=1)
        return _age(waiting[0], now) if waiting else 0.0

    async def look(self, seconds: float) -> None:
        """Find out whether the source is what was followed, as far as it answers within some seconds."""
        seen = await to_thread.run_sync(self._place, limiter=self._threads)
        with anyio.move_on_after(seconds):
            try:
                await self._source.after(seen.position, 0, seen.mark)
            except AnotherFeed as error:
                self.refused = error.detail
                structlog.get_logger().error("feed_refused", follower=self.name, reason=error.detail)
            except Exception as error:  # it is not there, or not yet: following begins with the same question
                structlog.get_logger().info("feed_not_seen", follower=self.name, error=type(error).__name__)

    def _place(self) -> "Place":
        with self._database.reading() as session:
            return place(session, self._database.tables, self.name)

    def _apply(self, tx: Session, batch: Sequence[CloudEvent], seen: int) -> int | None:
        tables = self._database.tables
        cursor = take_cursor(tx, tables, self.name)
        if cursor is None or cursor < seen:  # it was set back meanwhile: what lies between was not asked for
            return None
        begun = time.monotonic()  # the writer's place is taken
        new = [event for event in batch if int(event["id"]) > cursor]
        blocked = _blocked(tx, tables, self.name, {event["subject"] for event in new})
        whole = not blocked and self._apply_together(tx, new)
        for event in [] if whole else new:
            reason = f"waits for an earlier event of {event['subject']}" if event["subject"] in blocked else None
            reason = reason or attempt(tx, event, self._handlers)
            if reason:
                blocked.add(event["subject"])
                _park(tx, tables, self.name, event, reason)
        if new:
            place = Place(int(new[-1]["id"]), feed.mark_of(new[-1]))
            move_cursor(tx, tables, self.name, place)
            if self._moved:
                self._moved(tx, self.name, cursor, place.position)
        self.portion.took(len(batch), time.monotonic() - begun)
        return len(new)

    def _apply_together(self, tx: Session, batch: Sequence[CloudEvent]) -> bool:
        """Apply a whole batch at once. False when one of its events stands in the way: then one by one."""
        if self._together is None:
            return False
        try:
            events = [_read(event, self._handlers) for event in batch]
            with feed.attempt(tx), tx.begin_nested():
                self._together(tx, events)
        except Exception as error:
            if is_lost_connection(error):
                raise
            return False
        return True


def _ages(events: Sequence[CloudEvent], now: datetime) -> Iterator[float]:
    """Of those that say when they were written; others are parked."""
    for event in events:
        with suppress(UnreadableEvent):
            yield _age(event, now)


def _age(event: CloudEvent, now: datetime) -> float:
    """Seconds; a clock that was set back makes no event come from the future. Raises UnreadableEvent."""
    try:
        return max(0.0, (now - datetime.fromisoformat(event["time"])).total_seconds())
    except (KeyError, TypeError, ValueError) as error:  # none, no text, no instant, or one without its offset
        raise UnreadableEvent(f"Its time cannot be read: {event.get('time')!r}") from error


def _type(event: CloudEvent) -> str:
    return str(event.get("type", ""))[:80]


def _read(event: CloudEvent, handlers: Handlers) -> Event:
    """What is told. Raises UnreadableEvent, UnknownEvent, and what validation raises."""
    if lacking := [name for name in feed.MARKED if name not in event]:
        raise UnreadableEvent(f"It lacks {', '.join(lacking)}")
    _age(event, utc_now())
    event_type = EVENT_TYPES.get(event["type"])
    if event_type is None or event_type not in handlers:
        raise UnknownEvent(event["type"])
    return event_type.model_validate(event["data"])


def attempt(tx: Session, event: CloudEvent, handlers: Handlers) -> str | None:
    """Apply one event by itself. Returns why it could not be, or None.

    A lost connection is raised instead: then the whole batch is tried again. Values that the database refuses
    are the event's own fault.
    """
    try:
        with feed.attempt(tx), tx.begin_nested():
            read = _read(event, handlers)
            handlers[type(read)](tx, read)
    except Exception as error:
        if is_lost_connection(error):
            raise
        return f"{type(error).__name__}: {error}"[:2000]
    return None


def is_lost_connection(error: Exception) -> bool:
    """Whether the database is to blame and not the event: values that it refuses are the event's own fault."""
    return isinstance(error, DBAPIError) and not isinstance(error, IntegrityError | DataError)


def retry_parked(
    tx: Session, tables: FeedTables, follower: str, handlers: Handlers, authority: str | None = None
) -> int:
    """Try parked events again, oldest first; of each reference up to its first that still fails.

    Returns how many took effect. `authority` limits the retry to one council. The follower waits meanwhile, so
    that it does not park a later event behind one that is just taking effect.
    """
    cursors, parked = tables.cursors, tables.parked
    tx.execute(select(cursors.c.position).where(cursors.c.follower == follower).with_for_update())
    rows = tx.execute(
        select(parked)
        .where(parked.c.follower == follower, *_of_authority(tables, authority))
        .order_by(parked.c.position)
    ).mappings()
    applied, blocked = 0, set()
    for row in rows.all():
        this = (parked.c.follower == follower) & (parked.c.position == row["position"])
        if row["ref"] in blocked:
            continue
        if reason := attempt(tx, row["event"], handlers):
            blocked.add(row["ref"])
            tx.execute(update(parked).where(this).values(reason=reason))
        else:
            tx.execute(delete(parked).where(this))
            applied += 1
    return applied


def list_parked(session: Session, tables: FeedTables, authority: str | None = None) -> Sequence[Any]:
    """Parked events, oldest first, of one council or of all."""
    parked = tables.parked
    return (
        session.execute(select(parked).where(*_of_authority(tables, authority)).order_by(parked.c.position))
        .mappings()
        .all()
    )


def position(session: Session, tables: FeedTables, follower: str) -> int:
    """The last position that took effect; 0 before the first."""
    return place(session, tables, follower).position


def place(session: Session, tables: FeedTables, follower: str) -> Place:
    """The last event that took effect."""
    kept = session.execute(_place_of(tables.cursors), {"of": follower}).one_or_none()
    return Place(kept.position, kept.mark) if kept else Place(0)


@cache
def _place_of(cursors: Table) -> Select[tuple[int, str | None]]:
    return select(cursors.c.position, cursors.c.mark).where(cursors.c.follower == bindparam("of"))


def take_cursor(tx: Session, tables: FeedTables, follower: str) -> int | None:
    """Lock the cursor and return its position; None while another replica holds it."""
    cursors = tables.cursors
    mine = {"of": follower}
    taken: int | None = tx.execute(_free_place_of(cursors), mine).scalar()
    if taken is not None or tx.execute(_place_of(cursors), mine).scalar() is not None:
        return taken
    try:
        with tx.begin_nested():
            tx.execute(insert(cursors).values(follower=follower, position=0))
    except IntegrityError:
        return None  # another replica made it just now
    return 0


@cache
def _free_place_of(cursors: Table) -> Select[tuple[int, str | None]]:
    return _place_of(cursors).with_for_update(skip_locked=True)


def move_cursor(tx: Session, tables: FeedTables, follower: str, to: Place) -> None:
    tx.execute(_move(tables.cursors), {"of": follower, "to": to.position, "marked": to.mark})


@cache
def _move(cursors: Table) -> Update:
    moved: dict[str, Any] = {"position": bindparam("to"), "mark": bindparam("marked")}
    return update(cursors).where(cursors.c.follower == bindparam("of")).values(moved)


def _of_authority(tables: FeedTables, authority: str | None) -> list[ColumnElement[bool]]:
    return [tables.parked.c.authority == authority] if authority else []


def _blocked(tx: Session, tables: FeedTables, follower: str, refs: set[str]) -> set[str]:
    return set(tx.execute(_parked_of(tables.parked), {"of": follower, "refs": sorted(refs)}).scalars())


@cache
def _parked_of(parked: Table) -> Select[tuple[str]]:
    of_these = parked.c.ref.in_(bindparam("refs", expanding=True))
    return select(parked.c.ref).where(parked.c.follower == bindparam("of"), of_these)


def _park(tx: Session, tables: FeedTables, follower: str, event: CloudEvent, reason: str) -> None:
    # Of the reason its kind alone: the whole of it, which may hold a row, is for administrators.
    structlog.get_logger().error(
        "event_parked",
        follower=follower,
        position=event["id"],
        type=_type(event),
        reason=reason.partition(":")[0],
    )
    place = (tables.parked.c.follower == follower) & (tables.parked.c.position == int(event["id"]))
    tx.execute(delete(tables.parked).where(place))  # it was told before, and is told again
    tx.execute(
        insert(tables.parked).values(
            follower=follower,
            position=int(event["id"]),
            authority=event["authority"],
            ref=event["subject"],
            type=_type(event),
            event=dict(event),
            reason=reason,
            parked_at=utc_now(),
        )
    )
