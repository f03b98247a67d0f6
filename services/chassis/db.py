"""Engine, transactions and column types: the same behaviour on SQLite and PostgreSQL.

A change and its events are written together or not at all. On SQLite one writer works at a time, in the order
of asking; on PostgreSQL several do, and rows are locked with `FOR UPDATE`.
"""

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import Annotated, Any, TypeVar

import anyio
from anyio import CapacityLimiter, to_thread
from fastapi import Depends, Request
from sqlalchemy import URL, Engine, MetaData, create_engine, event
from sqlalchemy.engine import Connection, make_url
from sqlmodel import Session

from chassis import feed, walls
from chassis.beginning import Begins, Gate
from chassis.feed import AnotherFeed, FeedTables, Topic
from chassis.memory import Memory
from chassis.settings import UnusableSetting
from chassis.walls import Whose

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

FEED: Topic = ("feed",)
MEMORY = "redress_memory"
"""Where a reading session has what this process remembers. A change has none: what it sees may be taken back."""
FEED_POLL_SECONDS = 0.25
"""After which a reader of the feed looks by itself: replicas do not tell each other of their commits."""
FEED_POLL_ALONE_SECONDS = 1.0
"""The same on SQLite, where the processes of one server do: what was written by a command is found so."""
CONNECTIONS = 8
"""Transactions, and as many reads, that one process has open on PostgreSQL at a time; more wait their turn."""

PREPARING = "prepare_threshold"
"""In a URL, as psycopg calls it. `none`: a pooler may give each transaction another connection, in which nothing
is that was prepared in the last one."""

T = TypeVar("T")


def new_metadata() -> MetaData:
    """A service's own table collection; names follow one convention on both databases."""
    return MetaData(naming_convention=NAMING_CONVENTION)


class Database:
    """One service's database: transactions that commit their events last, and reads that take no lock."""

    def __init__(self, url: str, tables: FeedTables) -> None:
        given = make_url(url)
        self.url = given.difference_update_query([PREPARING])
        self.tables = tables
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(url) if self.is_sqlite else _postgresql_engine(given)
        self.write_engine = self.engine.execution_options(redress_write=True)
        # Waiting happens here, on the event loop, and never in a worker thread: requests that wait for a
        # connection cannot starve the one that holds it of a thread to finish in.
        self._write_turns = anyio.Semaphore(1 if self.is_sqlite else CONNECTIONS)
        self._read_turns = anyio.Semaphore(CONNECTIONS)
        self._bells: dict[Topic, anyio.Event] = {}
        self._feed_poll = FEED_POLL_ALONE_SECONDS if self.is_sqlite else FEED_POLL_SECONDS
        self._memory = Memory()
        self.tell_others: Callable[[Topic], None] = _nobody_else
        """Told of what a commit of this process is about: other processes may wait for it."""
        self.disowned: str | None = None
        """Why this feed is not what its readers followed, once one of them has shown it."""

    @contextmanager
    def transaction(self, council: Whose | None = None) -> Iterator[Session]:
        """A change from a command or a test, of one council's data or of every council's; requests use the
        `Transaction` dependency.
        """
        with self._new_transaction(Begins(council)) as tx:
            yield tx
            self._commit(tx)

    @contextmanager
    def reading(self, council: Whose | None = None) -> Iterator[Session]:
        """A consistent read that takes no lock, of one council's data or of every council's."""
        with self._new_reading(Begins(council)) as session:
            yield session

    @asynccontextmanager
    async def transaction_async(
        self,
        threads: CapacityLimiter | None = None,
        council: Whose | None = None,
        gate: Callable[[], Gate | None] | None = None,
    ) -> AsyncIterator[Session]:
        """A change within the server; the session's work runs in worker threads, one at a time.

        Args:
            council: whose data alone is seen, on PostgreSQL; None: every council's.
            gate: what may keep whoever asks from it.
        """
        async with self._write_turns:
            tx = self._new_transaction(Begins(council, gate))
            try:
                yield tx
                topics = await to_thread.run_sync(self._commit_and_close, tx, limiter=threads)
            except BaseException:
                with anyio.CancelScope(shield=True):
                    await to_thread.run_sync(tx.close, limiter=threads)
                raise
        for topic in topics:
            self.ring(topic)
            self.tell_others(topic)

    @asynccontextmanager
    async def reading_async(
        self, council: Whose | None = None, gate: Callable[[], Gate | None] | None = None
    ) -> AsyncIterator[Session]:
        """A consistent read within the server, of the data that a change with this council and gate would see."""
        async with self._read_turns:
            session = self._new_reading(Begins(council, gate))
            try:
                yield session
            finally:
                with anyio.CancelScope(shield=True):
                    await to_thread.run_sync(session.close)

    async def events_after(
        self,
        position: int,
        limit: int,
        timeout: float,
        stopping: Callable[[], bool] = lambda: False,
        mark: str | None = None,
    ) -> list[dict[str, Any]]:
        """Events of this service's feed after `position`, at most `limit`; waits for the first, `timeout` seconds.

        Raises AnotherFeed for a position that was never given, or whose event does not bear this mark.
        """

        def look(session: Session) -> list[dict[str, Any]]:
            return feed.read(session, self.tables, position, limit, mark)

        try:
            return await self.looked_until(bool, look, FEED, self._feed_poll, timeout, stopping)
        except AnotherFeed as error:
            self.disowned = error.detail
            raise

    async def looked_until(
        self,
        enough: Callable[[T], bool],
        look: Callable[[Session], T],
        topic: Topic,
        poll: float,
        timeout: float,
        stopping: Callable[[], bool],
        council: Whose | None = None,
    ) -> T:
        """Look until there is enough, or `timeout` seconds are over: what was seen last.

        Args:
            topic: whose commits wake it at once, in this process and in its worker.
            poll: seconds after which it looks by itself, for what other replicas committed.
        """
        until = time.monotonic() + timeout
        while True:
            bell = self.bell(topic)  # taken before looking, so that no commit falls in between
            async with self.reading_async(council) as session:
                seen = await to_thread.run_sync(look, session)
            left = until - time.monotonic()
            if enough(seen) or left <= 0 or stopping():
                return seen
            with anyio.move_on_after(min(left, poll)):
                await bell.wait()

    def bell(self, topic: Topic) -> anyio.Event:
        """Rung by the next commit of this process that is about a topic (see `feed.about`)."""
        return self._bells.setdefault(topic, anyio.Event())

    def ring(self, topic: Topic) -> None:
        if bell := self._bells.pop(topic, None):
            bell.set()

    def _new_reading(self, begins: Begins) -> Session:
        return Session(self.engine, expire_on_commit=False, info={MEMORY: self._memory} | begins.info())

    def _new_transaction(self, begins: Begins | None = None) -> Session:
        info = {feed.DISOWNED: self.disowned} | (begins.info() if begins else {})
        return Session(self.write_engine, expire_on_commit=False, info=info)

    def _commit(self, tx: Session) -> set[Topic]:
        """Write the collected events last, so that feed positions follow the order of commits.

        Returns what it is about.
        """
        if feed.write(tx, self.tables):
            feed.about(tx, FEED)
        tx.commit()
        return feed.topics(tx)

    def _commit_and_close(self, tx: Session) -> set[Topic]:
        topics = self._commit(tx)
        tx.close()
        return topics


def _nobody_else(_topic: Topic) -> None:
    """This process works alone."""


def _sqlite_engine(url: str) -> Engine:
    # A burst of reads may briefly hold more connections than turns: closing hands one back in a thread.
    engine = create_engine(url, pool_size=2 * CONNECTIONS + 4, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours, see below
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=30000", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Taking the write lock at the start is what keeps two officers from both winning.
        write = connection.get_execution_options().get("redress_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _postgresql_engine(url: URL) -> Engine:
    """Raises UnusableSetting."""
    how: dict[str, Any] = {}
    if PREPARING in url.query:
        if url.query[PREPARING] != "none":
            raise UnusableSetting(f"{PREPARING} of a database's URL is none, or left out.")
        how[PREPARING] = None
    engine = create_engine(
        url.difference_update_query([PREPARING]),
        pool_size=2 * CONNECTIONS + 4,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args=how,
    )
    walls.see_every_council(engine)
    return engine


def council_of(request: Request) -> str:
    """Whose data a request may see. Who is not signed in is shown none: health, metrics, a client's sign-in."""
    principal = getattr(request.state, "principal", None)
    return walls.EVERY if principal is None else principal.authority


def gate_of(request: Request) -> Gate | None:
    """What stands before the reference that a request names."""
    gate: Gate | None = getattr(request.state, "gate", None)
    return gate


async def read_session(request: Request) -> AsyncIterator[Session]:
    """A request's reading session."""
    council, gate = partial(council_of, request), partial(gate_of, request)
    async with request.app.state.database.reading_async(council, gate) as session:
        yield session


ReadSession = Annotated[Session, Depends(read_session, scope="function")]
