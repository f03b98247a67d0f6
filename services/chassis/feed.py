"""The event feed of a service: appending, the tables behind it, and reading in order.

Position order is commit order: events are collected during a transaction and written as its last act, under a
lock that is held until the commit. A reader that has seen position n has therefore seen everything below n.
"""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    Text,
    bindparam,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlmodel import Session

from chassis import tracing, walls
from chassis.columns import UtcDateTime
from chassis.rows import change
from chassis.tracing import TRACEPARENT
from kernel.errors import Conflict, Unavailable
from kernel.events import Event

COLLECTED = "redress_events"
LAST_WRITES = "redress_last_writes"
DISOWNED = "redress_disowned"
ABOUT = "redress_about"
CAUSES = "redress_causes"
LET_GO = "redress_let_go"
_HOLD_THE_FEED = text(
    "SELECT pg_advisory_xact_lock(hashtext(:name)), set_config('redress.council', :council, true)"
)
MARKED = ("source", "id", "type", "authority", "subject", "sequence", "time")

Topic = tuple[str, ...]
"""Something that others in this process wait for news of."""


class AnotherFeed(Conflict):
    """What a reader has applied was never told here, or something else stands in its place."""

    title = "This is not the feed that was followed"
    kind = "urn:redress:another-feed"


class FeedDisowned(Unavailable):
    """A reader knows more of this feed than is in it: what is told now could be taken for something else."""


@dataclass(frozen=True)
class FeedTables:
    """The feed's tables in one service's database.

    `events` is what the service tells; `cursors` and `parked` are its place in what others tell;
    `requests` remembers answers by Idempotency-Key.
    """

    service: str
    events: Table
    cursors: Table
    parked: Table
    requests: Table


def feed_tables(service: str, metadata: MetaData) -> FeedTables:
    """Declare the feed's tables in a service's metadata, names prefixed as all of its tables."""
    events = Table(
        f"{service}_event",
        metadata,
        Column("position", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
        Column("authority", String(60), nullable=False),
        Column("ref", String(20), nullable=False, index=True),
        Column("sequence", Integer, nullable=False),
        Column("type", String(80), nullable=False),
        Column("occurred_on", Date, nullable=False),
        Column("recorded_at", UtcDateTime, nullable=False),
        Column("data", JSON, nullable=False),
        Column(TRACEPARENT, String(55)),
    )
    cursors = Table(
        f"{service}_cursor",
        metadata,
        Column("follower", String(80), primary_key=True),
        Column("position", BigInteger, nullable=False),
        Column("mark", String(64)),
    )
    parked = Table(
        f"{service}_parked_event",
        metadata,
        Column("follower", String(80), primary_key=True),
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("authority", String(60), nullable=False),
        Column("ref", String(20), nullable=False, index=True),
        Column("type", String(80), nullable=False),
        Column("event", JSON, nullable=False),
        Column("reason", Text, nullable=False),
        Column("parked_at", UtcDateTime, nullable=False),
    )
    requests = Table(
        f"{service}_idempotent_request",
        metadata,
        Column("authority", String(60), primary_key=True),
        Column("client", String(200), primary_key=True),
        Column("route", String(200), primary_key=True),
        Column("key", String(200), primary_key=True),
        Column("body_hash", String(64), nullable=False),
        Column("status", Integer, nullable=False),
        Column("headers", JSON, nullable=False),
        Column("body", Text, nullable=False),
        Column("recorded_at", UtcDateTime, nullable=False, index=True),
    )
    return FeedTables(service, events, cursors, parked, requests)


def append(tx: Session, event: Event) -> None:
    """Collect an event; it is written with the transaction's change or not at all."""
    collected(tx).append(event)


def collected(tx: Session) -> list[Event]:
    """The events this transaction will write."""
    events: list[Event] = tx.info.setdefault(COLLECTED, [])
    return events


@contextmanager
def attempt(tx: Session) -> Iterator[None]:
    """Something that may fail and be given up: then what it collected in the transaction is taken back."""
    before = {name: len(kept) for name, kept in tx.info.items() if isinstance(kept, list)}
    try:
        yield
    except BaseException:
        for name, kept in tx.info.items():
            if isinstance(kept, list):
                del kept[before.get(name, 0) :]
        raise


def caused(tx: Session, ref: str, traceparent: str | None) -> None:
    """Let what the transaction tells of a reference carry on the trace of what caused it.

    Without it that is the trace in which the transaction is committed.
    """
    tx.info.setdefault(CAUSES, {})[ref] = traceparent


def at_the_end(tx: Session, write_row: Callable[[Session], None]) -> None:
    """Let something be written with the events, under their lock: its numbers follow the order of commits too."""
    tx.info.setdefault(LAST_WRITES, []).append(write_row)


def about(tx: Session, *topics: Topic) -> None:
    """Wake whoever waits for one of these topics, once it is committed."""
    tx.info.setdefault(ABOUT, set()).update(topics)


def topics(tx: Session) -> set[Topic]:
    """What a transaction is about."""
    found: set[Topic] = tx.info.get(ABOUT, set())
    return found


def write(tx: Session, tables: FeedTables) -> bool:
    """Write the collected events as the transaction's last act. Says whether there were any."""
    events = collected(tx)
    last_writes = tx.info.pop(LAST_WRITES, [])
    if not events and not last_writes:
        return False
    tx.flush()
    stand_still(tx, tables)
    for write_row in last_writes:
        write_row(tx)
    if not events:
        return False
    last = last_position(tx, tables)
    now = datetime.now(UTC)
    causes, here = tx.info.pop(CAUSES, {}), tracing.current()
    tx.execute(
        insert(tables.events),
        [
            {
                "position": position,
                "authority": event.authority,
                "ref": event.ref,
                "sequence": event.sequence,
                "type": event.type_name(),
                "occurred_on": event.occurred_on,
                "recorded_at": now,
                "data": event.model_dump(mode="json"),
                TRACEPARENT: causes.get(event.ref, here),
            }
            for position, event in enumerate(events, last + 1)
        ],
    )
    for deletion in tx.info.pop(LET_GO, []):
        tx.execute(deletion, {"last": last})
    events.clear()
    return True


def stand_still(tx: Session, tables: FeedTables) -> None:
    """Let nobody else append until this transaction ends. SQLite's write transaction has seen to that already.

    Positions count every council's events: the walls between them are down from here on.
    """
    if tx.get_bind().dialect.name == "postgresql":
        tx.execute(_HOLD_THE_FEED, {"name": f"redress.{tables.service}.feed", "council": walls.EVERY})


def last_position(session: Session, tables: FeedTables) -> int:
    """The newest event's position; 0 before the first."""
    return session.execute(_last_position(tables.events)).scalar_one()


@cache
def _last_position(events: Table) -> Select[tuple[int]]:
    return select(func.coalesce(func.max(events.c.position), 0))


def last_recorded_at(session: Session, tables: FeedTables, authority: str) -> datetime | None:
    """When the newest event of a council was written; None before its first."""
    events = tables.events.c
    newest = select(events.recorded_at).where(events.authority == authority)
    return session.execute(newest.order_by(events.position.desc()).limit(1)).scalar()


def read(
    session: Session, tables: FeedTables, after: int, limit: int, mark: str | None = None
) -> list[dict[str, Any]]:
    """Events after a position as CloudEvents 1.0, in the order of their commits.

    Args:
        mark: of the event at that position, as the reader applied it.

    Raises AnotherFeed for a position that was never given, or whose event is another one: the feed was restored
    from a backup that is older than the reader's place in it, and new events would be taken for old ones. An event
    that was let go of leaves a gap; its place was given, and later ones stand behind it.
    """
    rows = session.execute(_from(tables.events), {"after": after, "most": limit + 1}).mappings()
    batch = [cloud_event(tables.service, row) for row in rows]
    if after == 0:
        return batch[:limit]
    if not batch:
        ends = last_position(session, tables)
        raise AnotherFeed(
            f"The feed of {tables.service} ends at {ends}; position {after} was never given here. "
            "Was a backup restored?"
        )
    if int(batch[0]["id"]) != after:
        return batch[:limit]
    there = batch.pop(0)
    if mark is not None and mark != mark_of(there):
        raise AnotherFeed(
            f"The feed of {tables.service} has another event at position {after} than was applied. "
            "Was a backup restored, and written to?"
        )
    return batch


@cache
def _from(events: Table) -> Select[Any]:
    position = events.c.position
    return select(events).where(position >= bindparam("after")).order_by(position).limit(bindparam("most"))


def let_go(tx: Session, tables: FeedTables, authority: str, refs: Collection[str]) -> None:
    """Let go of all that was told of some references but for what this transaction tells of them.

    Only once that has its positions: the feed never becomes shorter, and no position is given twice.
    """
    events = tables.events
    theirs = (events.c.authority == authority, events.c.ref.in_(refs))
    tx.info.setdefault(LET_GO, []).append(delete(events).where(*theirs, events.c.position <= bindparam("last")))


def rewrite(
    tx: Session,
    tables: FeedTables,
    authority: str,
    refs: Collection[str],
    reworded: Callable[[Mapping[str, Any]], Mapping[str, Any]],
) -> None:
    """Say what was told of some references in other words. Readers have applied it: they are told by an event."""
    events = tables.events
    theirs = select(events.c.position, events.c.data).where(
        events.c.authority == authority, events.c.ref.in_(refs)
    )
    told = [(position, data, reworded(data)) for position, data in tx.execute(theirs).all()]
    change(tx, events, [{"position": position, "data": said} for position, data, said in told if said != data])


def mark_of(event: Mapping[str, Any]) -> str:
    """What tells a CloudEvent from any other that may stand in its place: a feed is known by what it told."""
    said = "|".join(str(event.get(name)) for name in MARKED)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def refuse_disowned(tx: Session) -> None:
    """Raises FeedDisowned when a reader has shown that this database is older than what was told from it."""
    if disowned := tx.info.get(DISOWNED):
        raise FeedDisowned(disowned)


def of_reference(session: Session, tables: FeedTables, authority: str, ref: str) -> Sequence[Any]:
    """The rows of one reference's events, oldest first: its timeline."""
    return (
        session.execute(
            select(tables.events)
            .where(tables.events.c.authority == authority, tables.events.c.ref == ref)
            .order_by(tables.events.c.position)
        )
        .mappings()
        .all()
    )


def cloud_event(service: str, row: Any) -> dict[str, Any]:
    """One row in the JSON form of CloudEvents 1.0; `id` is the position, unique within `source`.

    One that is part of a trace has the extension for that, `traceparent`.
    """
    traced = {TRACEPARENT: row[TRACEPARENT]} if row[TRACEPARENT] else {}
    return {
        "specversion": "1.0",
        "id": str(row["position"]),
        "source": f"/api/{service}",
        "type": row["type"],
        "subject": row["ref"],
        "time": row["recorded_at"].isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "authority": row["authority"],
        "sequence": row["sequence"],
        "data": row["data"],
        **traced,
    }
