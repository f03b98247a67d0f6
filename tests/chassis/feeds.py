"""A feed and a reader of it, made of the kernel alone: a source that tells and a sink that follows."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import httpx
from fastapi import FastAPI
from sqlalchemy import Column, Integer, String, Table, insert, select
from sqlmodel import Session

from chassis import feed
from chassis.app import Context, create_service
from chassis.db import Database, new_metadata
from chassis.feed import FeedTables, feed_tables
from chassis.follower import FeedClient, FeedOverHttp, Follower, Handlers
from chassis.reads import read_tables
from chassis.restricted import restricted_table
from chassis.rooms import room
from chassis.settings import Settings
from kernel.events import ContactRecorded, ContactState, Event
from kernel.vocabulary import Channel, Classification, Disposition, RaisedBy
from tests.support.books import books

_source = new_metadata()
SOURCE = feed_tables("source", _source)
READS = read_tables("source", _source)
RESTRICTED = restricted_table("source", _source)
_sink = new_metadata()
SINK = feed_tables("sink", _sink)
APPLIED = Table(
    "sink_applied",
    _sink,
    Column("id", Integer, primary_key=True),
    Column("ref", String(20), nullable=False),
    Column("sequence", Integer, nullable=False),
)


def recorded(ref: str = "NOR-2526-0001", sequence: int = 1) -> ContactRecorded:
    """An event of the source; what it says does not matter here."""
    return ContactRecorded(
        authority="northbrook",
        ref=ref,
        sequence=sequence,
        occurred_on=date(2026, 3, 24),
        contact=ContactState(
            received_on=date(2026, 3, 24),
            channel=Channel.EMAIL,
            raised_by=RaisedBy.RELATIVE,
            classification=Classification.COMMENT,
            disposition=Disposition.ACCEPTED,
            rule="2",
        ),
    )


def create_tables(url: str) -> None:
    """Both services' tables in one database, as small installations have it."""
    for tables in (SOURCE, SINK):
        with connected(url, tables) as database:
            tables.events.metadata.create_all(database.engine)


@contextmanager
def connected(url: str, tables: FeedTables) -> Iterator[Database]:
    database = Database(url, tables)
    yield database
    database.engine.dispose()


def tell(source: Database, *events: Event) -> None:
    """Append events in one transaction."""
    with source.transaction() as tx:
        for event in events:
            feed.append(tx, event)


def told(source: Database, after: int = 0) -> list[tuple[int, str, int]]:
    """Position, reference and sequence of every event after a position."""
    with source.reading() as session:
        return [
            (int(event["id"]), event["subject"], event["sequence"])
            for event in feed.read(session, source.tables, after, limit=10_000)
        ]


def note(tx: Session, event: Event) -> None:
    """A handler that writes down what it was given."""
    tx.execute(insert(APPLIED).values(ref=event.ref, sequence=event.sequence))


def applied(sink: Database) -> list[tuple[str, int]]:
    """What the handler wrote down, in order."""
    with sink.reading() as session:
        rows = session.execute(select(APPLIED.c.ref, APPLIED.c.sequence).order_by(APPLIED.c.id))
        return [(ref, sequence) for ref, sequence in rows]


def sequences(rows: Iterable[tuple[str, int]], ref: str) -> list[int]:
    return [sequence for name, sequence in rows if name == ref]


def parked(sink: Database) -> list[tuple[str, int]]:
    """Reference and sequence of every parked event, oldest first."""
    with sink.reading() as session:
        rows = session.execute(select(SINK.parked).order_by(SINK.parked.c.position)).mappings()
        return [(row["ref"], row["event"]["sequence"]) for row in rows]


class Feed:
    """The source as an app, so that followers read it over HTTP as in production."""

    def __init__(self, source: Database, folder: Path) -> None:
        context = Context.of(Settings(data_dir=folder), books())
        self.context = context
        rooms = [room()]
        self.app: FastAPI = create_service("source", "A source.", context, source, READS, RESTRICTED, rooms)

    def client(self, transport: httpx.AsyncBaseTransport | None = None) -> FeedClient:
        into_the_app = transport or httpx.ASGITransport(app=self.app)
        http = httpx.AsyncClient(transport=into_the_app, base_url="http://source.internal/")
        return FeedOverHttp(http, lambda: self.context.issuer.service_token("sink", at="source"))

    def follower(
        self,
        sink: Database,
        handlers: Handlers | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        together: Callable[[Session, Sequence[Event]], None] | None = None,
    ) -> Follower:
        handle = {ContactRecorded: note} if handlers is None else handlers
        return Follower("sink.source", sink, self.client(transport), handle, together)
