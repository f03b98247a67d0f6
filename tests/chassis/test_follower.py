"""Following a feed: each event takes effect once, in order, and one that cannot holds up nobody else's."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from chassis import feed
from chassis.db import Database
from chassis.follower import (
    BATCH,
    LEAST,
    LONG_SECONDS,
    FeedInProcess,
    FeedOverHttp,
    Follower,
    Portion,
    position,
    retry_parked,
    take_cursor,
)
from kernel.events import ContactReclassified, ContactRecorded, Event
from tests.chassis.feeds import (
    APPLIED,
    SINK,
    SOURCE,
    Feed,
    applied,
    connected,
    note,
    parked,
    recorded,
    sequences,
    tell,
)
from tests.support.statements import counted

pytestmark = pytest.mark.both_databases

FIRST, SECOND = "NOR-2526-0001", "NOR-2526-0002"


def catch_up(follower: Follower) -> int:
    return asyncio.run(follower.catch_up())


def follow_until(follower: Follower, done: Callable[[], bool], begun: Callable[[], None] = lambda: None) -> None:
    """Follow as a service does, in the background, until something is so."""

    async def follow() -> None:
        running = asyncio.create_task(follower.run())
        await asyncio.sleep(0)
        begun()
        async with asyncio.timeout(30):
            while not done():
                await asyncio.sleep(0.01)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)

    asyncio.run(follow())


def cursor(sink: Database) -> int:
    with sink.reading() as session:
        return position(session, SINK, "sink.source")


def retry(sink: Database, authority: str | None = None, **handlers: object) -> int:
    with sink.transaction() as tx:
        return retry_parked(tx, SINK, "sink.source", {ContactRecorded: note, **handlers}, authority)


def test_a_place_that_is_there_is_taken_in_one_statement(sink: Database) -> None:
    taken = []
    for _ in range(2):
        with sink.transaction() as tx, counted(sink.engine) as statements:
            taken.append((take_cursor(tx, SINK, "sink.source"), len(statements)))
    assert taken == [(0, 3), (0, 1)]


class Poisoned:
    """A handler that cannot take one event, until it is healed."""

    def __init__(self, ref: str, sequence: int) -> None:
        self.bad: tuple[str, int] | None = (ref, sequence)

    def __call__(self, tx: Session, event: Event) -> None:
        note(tx, event)  # what was done before the failure must go too
        if (event.ref, event.sequence) == self.bad:
            raise ValueError("this one is poisoned")


class Altered(FeedInProcess):
    """A feed whose first event has something else in one place, or lacks it."""

    def __init__(self, source: Database, name: str, value: object = ...) -> None:
        super().__init__(source)
        self._name, self._value = name, value

    async def after(
        self, position: int, timeout: float = 0.0, mark: str | None = None, limit: int = BATCH
    ) -> list[dict[str, Any]]:
        batch = await super().after(position, timeout, mark, limit)
        for event in batch:
            if event["id"] == "1":
                event[self._name] = self._value
                if self._value is ...:
                    del event[self._name]
        return batch


def follower_of(sink: Database, source: FeedInProcess, together: bool = False) -> Follower:
    def note_all(tx: Session, events: Sequence[Event]) -> None:
        for event in events:
            note(tx, event)

    return Follower("sink.source", sink, source, {ContactRecorded: note}, note_all if together else None)


def test_events_are_applied_once_and_in_order(source: Database, sink: Database, feed_of_source: Feed) -> None:
    tell(source, recorded(FIRST, 1), recorded(SECOND, 1), recorded(FIRST, 2))
    follower = feed_of_source.follower(sink)
    assert catch_up(follower) == 3
    assert applied(sink) == [(FIRST, 1), (SECOND, 1), (FIRST, 2)]
    assert catch_up(follower) == 0
    tell(source, recorded(FIRST, 3))
    assert catch_up(follower) == 1
    assert applied(sink)[3:] == [(FIRST, 3)]
    assert cursor(sink) == 4


def test_a_cursor_that_was_set_back_is_followed_from_there(
    source: Database, sink: Database, feed_of_source: Feed
) -> None:
    """A follower remembers its place between batches; what the database says counts."""
    tell(source, recorded(FIRST, 1), recorded(FIRST, 2))
    follower = feed_of_source.follower(sink)
    assert catch_up(follower) == 2
    with sink.transaction() as tx:
        tx.execute(update(SINK.cursors).values(position=1, mark=None))
    tell(source, recorded(FIRST, 3))
    assert catch_up(follower) == 0, "it notices"
    assert catch_up(follower) == 2
    assert sequences(applied(sink), FIRST) == [1, 2, 2, 3]


def test_in_one_process_the_feed_is_read_without_a_request(source: Database, sink: Database) -> None:
    tell(source, recorded(FIRST, 1), recorded(SECOND, 1))
    follower = Follower("sink.source", sink, FeedInProcess(source), {ContactRecorded: note})
    assert catch_up(follower) == 2
    assert applied(sink) == [(FIRST, 1), (SECOND, 1)]


class Asked(FeedInProcess):
    """A feed that keeps how many events it was asked for."""

    def __init__(self, source: Database) -> None:
        super().__init__(source)
        self.limits: list[int] = []

    async def after(
        self, position: int, timeout: float = 0.0, mark: str | None = None, limit: int = BATCH
    ) -> list[dict[str, Any]]:
        self.limits.append(limit)
        return await super().after(position, timeout, mark, limit)


def test_what_takes_long_is_applied_in_smaller_batches(source: Database, sink: Database) -> None:
    """SQLite has one writer: a batch of things that take long would keep people's requests waiting for seconds."""
    feed = Asked(source)
    follower = Follower("sink.source", sink, feed, {ContactRecorded: note})
    follower.portion.took(3, 2 * LONG_SECONDS)
    tell(source, *(recorded(FIRST, number + 1) for number in range(LEAST + 1)))
    assert catch_up(follower) == LEAST + 1
    assert feed.limits[0] == LEAST
    assert len(applied(sink)) == LEAST + 1


def test_batches_grow_again_when_they_are_full_and_take_no_time() -> None:
    portion = Portion()
    portion.took(BATCH, 2 * LONG_SECONDS)
    assert portion.most == BATCH // 2
    portion.took(3, 0.0)
    portion.took(BATCH // 2, LONG_SECONDS)
    assert portion.most == BATCH // 2
    portion.took(BATCH // 2, 0.0)
    assert portion.most == BATCH


def test_a_token_serves_more_than_one_request(feed_of_source: Feed) -> None:
    made = []
    http = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=feed_of_source.app), base_url="http://source.internal/"
    )

    def token() -> str:
        made.append(feed_of_source.context.issuer.service_token("sink", at="source"))
        return made[-1]

    async def ask() -> None:
        feed = FeedOverHttp(http, token)
        await feed.after(0)
        await feed.after(0)

    asyncio.run(ask())
    assert len(made) == 1


def test_three_replicas_apply_each_event_once(
    feeds_url: str, source: Database, sink: Database, feed_of_source: Feed, tmp_path: Path
) -> None:
    """All three follow at once, while the source goes on telling."""
    refs, each = [f"NOR-2526-{number:04}" for number in range(10)], 12
    total = len(refs) * each

    def replica(_number: int) -> None:
        """As a process of its own: own connections, own event loop."""
        with connected(feeds_url, SOURCE) as own_source, connected(feeds_url, SINK) as own_sink:
            follower = Feed(own_source, tmp_path).follower(own_sink)

            async def follow() -> None:
                async with asyncio.timeout(60):
                    while await asyncio.to_thread(cursor, own_sink) < total:
                        await follower.step(timeout=0.2)

            asyncio.run(follow())

    with ThreadPoolExecutor(3) as pool:
        replicas = [pool.submit(replica, number) for number in range(3)]
        for sequence in range(1, each + 1):
            for ref in refs:
                tell(source, recorded(ref, sequence))
        for following in replicas:
            following.result(60)
    rows = applied(sink)
    assert len(rows) == total
    assert max(Counter(rows).values()) == 1
    assert all(sequences(rows, ref) == list(range(1, each + 1)) for ref in refs)
    assert parked(sink) == []


def test_a_crash_before_the_commit_applies_nothing_twice(
    source: Database, sink: Database, feed_of_source: Feed
) -> None:
    class Crash(BaseException):
        """Not an Exception: as when the process ends here."""

    def die_at_the_third(tx: Session, event: Event) -> None:
        note(tx, event)
        if event.sequence == 3:
            raise Crash

    tell(source, *[recorded(FIRST, sequence) for sequence in range(1, 6)])
    with pytest.raises(BaseException) as crashed:  # noqa: PT011 - a group of one, or the crash itself
        catch_up(feed_of_source.follower(sink, {ContactRecorded: die_at_the_third}))
    assert "Crash" in repr(crashed.value)
    assert (applied(sink), cursor(sink)) == ([], 0)
    assert catch_up(feed_of_source.follower(sink)) == 5
    assert applied(sink) == [(FIRST, sequence) for sequence in range(1, 6)]


def test_a_poisoned_event_is_parked_and_others_go_on(
    source: Database, sink: Database, feed_of_source: Feed
) -> None:
    poisoned = Poisoned(FIRST, 2)
    follower = feed_of_source.follower(sink, {ContactRecorded: poisoned})
    tell(source, recorded(FIRST, 1), recorded(FIRST, 2), recorded(SECOND, 1), recorded(FIRST, 3))
    catch_up(follower)
    tell(source, recorded(FIRST, 4), recorded(SECOND, 2))  # in a later batch too
    catch_up(follower)
    assert applied(sink) == [(FIRST, 1), (SECOND, 1), (SECOND, 2)]
    assert parked(sink) == [(FIRST, 2), (FIRST, 3), (FIRST, 4)]
    assert cursor(sink) == 6
    with sink.reading() as session:
        reasons = list(session.execute(select(SINK.parked.c.reason).order_by(SINK.parked.c.position)).scalars())
    assert reasons[0] == "ValueError: this one is poisoned"
    assert all(FIRST in reason for reason in reasons[1:])


def test_a_parked_event_that_is_told_again_is_parked_once(
    source: Database, sink: Database, feed_of_source: Feed
) -> None:
    tell(source, recorded(FIRST, 1), recorded(FIRST, 2), recorded(SECOND, 1))
    catch_up(feed_of_source.follower(sink, {ContactRecorded: Poisoned(FIRST, 1)}))
    with sink.transaction() as tx:
        tx.execute(update(SINK.cursors).values(position=0, mark=None))
    catch_up(feed_of_source.follower(sink, {ContactRecorded: Poisoned(FIRST, 1)}))
    assert parked(sink) == [(FIRST, 1), (FIRST, 2)]
    assert cursor(sink) == 3


def test_retry_applies_parked_events_in_order(source: Database, sink: Database, feed_of_source: Feed) -> None:
    poisoned = Poisoned(FIRST, 1)
    tell(source, recorded(FIRST, 1), recorded(FIRST, 2), recorded(SECOND, 1))
    catch_up(feed_of_source.follower(sink, {ContactRecorded: poisoned}))
    with sink.transaction() as tx:  # nothing is mended yet: nothing happens, nothing is lost
        assert retry_parked(tx, SINK, "sink.source", {ContactRecorded: poisoned}) == 0
    assert parked(sink) == [(FIRST, 1), (FIRST, 2)]
    assert retry(sink, "southbrook") == 0, "another council's events are not touched"
    assert retry(sink, "northbrook") == 2
    assert applied(sink) == [(SECOND, 1), (FIRST, 1), (FIRST, 2)]
    assert parked(sink) == []
    tell(source, recorded(FIRST, 3))
    assert catch_up(feed_of_source.follower(sink)) == 1
    assert applied(sink)[-1] == (FIRST, 3)


def test_a_start_tries_parked_events_again_and_follows_on(
    source: Database, sink: Database, feed_of_source: Feed
) -> None:
    """As of a release that knows what the one before did not; what fails still stays, and is in nobody's way."""
    tell(source, recorded(FIRST, 1), recorded(FIRST, 2), recorded(SECOND, 1))
    catch_up(feed_of_source.follower(sink, {}))
    assert parked(sink) == [(FIRST, 1), (FIRST, 2), (SECOND, 1)]
    tell(source, recorded(FIRST, 3))
    follow_until(feed_of_source.follower(sink, {ContactRecorded: Poisoned(SECOND, 1)}), lambda: cursor(sink) == 4)
    assert applied(sink) == [(FIRST, 1), (FIRST, 2), (FIRST, 3)]
    assert parked(sink) == [(SECOND, 1)]


def test_retry_stops_at_the_first_that_still_fails(source: Database, sink: Database, feed_of_source: Feed) -> None:
    tell(source, *[recorded(FIRST, sequence) for sequence in range(1, 5)])
    poisoned = Poisoned(FIRST, 1)
    catch_up(feed_of_source.follower(sink, {ContactRecorded: poisoned}))
    poisoned.bad = (FIRST, 3)
    with sink.transaction() as tx:
        assert retry_parked(tx, SINK, "sink.source", {ContactRecorded: poisoned}) == 2
    assert applied(sink) == [(FIRST, 1), (FIRST, 2)]
    assert parked(sink) == [(FIRST, 3), (FIRST, 4)]


def test_the_follower_waits_while_parked_events_are_retried(
    source: Database, sink: Database, feed_of_source: Feed
) -> None:
    """Else a later event would be parked behind one that has just taken effect, and stay there."""
    tell(source, recorded(FIRST, 1))
    catch_up(feed_of_source.follower(sink, {ContactRecorded: Poisoned(FIRST, 1)}))
    tell(source, recorded(FIRST, 2))
    with ThreadPoolExecutor(1) as pool:
        with sink.transaction() as tx:
            assert retry_parked(tx, SINK, "sink.source", {ContactRecorded: note}) == 1
            following = pool.submit(catch_up, feed_of_source.follower(sink))
            if not sink.is_sqlite:  # which has one writer anyway
                assert following.result(30) == 0
        if sink.is_sqlite:
            following.result(30)
    catch_up(feed_of_source.follower(sink))
    assert applied(sink) == [(FIRST, 1), (FIRST, 2)]
    assert parked(sink) == []


def test_a_known_type_without_handler_is_parked(source: Database, sink: Database, feed_of_source: Feed) -> None:
    reclassified = ContactReclassified.model_validate(recorded(FIRST, 2).model_dump())
    tell(source, recorded(FIRST, 1), reclassified, recorded(SECOND, 1))
    catch_up(feed_of_source.follower(sink))
    assert applied(sink) == [(FIRST, 1), (SECOND, 1)]
    assert parked(sink) == [(FIRST, 2)]


def test_a_type_of_a_newer_release_is_parked(source: Database, sink: Database, feed_of_source: Feed) -> None:
    tell(source, recorded(FIRST, 1))
    with source.transaction() as tx:
        known = tx.execute(select(SOURCE.events)).mappings().one()
        tx.execute(
            insert(SOURCE.events).values(dict(known) | {"position": 2, "sequence": 2, "type": "Unheard.v9"})
        )
    catch_up(feed_of_source.follower(sink))
    assert applied(sink) == [(FIRST, 1)]
    assert parked(sink) == [(FIRST, 2)]


def test_an_event_that_does_not_validate_is_parked(source: Database, sink: Database, feed_of_source: Feed) -> None:
    tell(source, recorded(FIRST, 1), recorded(SECOND, 1))
    with source.transaction() as tx:
        tx.execute(SOURCE.events.update().where(SOURCE.events.c.ref == FIRST).values(data={"nonsense": True}))
    catch_up(feed_of_source.follower(sink))
    assert applied(sink) == [(SECOND, 1)]
    assert parked(sink) == [(FIRST, 1)]


@pytest.mark.parametrize("lacking", ["type", "time", "sequence", "source", "data"])
@pytest.mark.parametrize("together", [False, True], ids=["one by one", "together"])
def test_an_event_that_lacks_something_is_parked(
    source: Database, sink: Database, lacking: str, together: bool
) -> None:
    tell(source, recorded(FIRST, 1), recorded(SECOND, 1))
    assert catch_up(follower_of(sink, Altered(source, lacking), together)) == 2
    assert applied(sink) == [(SECOND, 1)]
    with sink.reading() as session:
        assert session.scalars(select(SINK.parked.c.ref)).all() == [FIRST]
    assert retry(sink) == 0, "it says no more of itself than before"


@pytest.mark.parametrize("time", ["yesterday", "", None, 7, "2026-03-24T10:00:00", "9999-99-99T00:00:00Z"])
def test_an_event_of_a_time_that_cannot_be_read_is_parked(source: Database, sink: Database, time: object) -> None:
    """Once applied it would be counted as done while its follower fell over its age."""
    tell(source, recorded(FIRST, 1), recorded(SECOND, 1), recorded(FIRST, 2))
    follower = follower_of(sink, Altered(source, "time", time))
    assert catch_up(follower) == 3
    assert applied(sink) == [(SECOND, 1)]
    assert parked(sink) == [(FIRST, 1), (FIRST, 2)]
    tell(source, recorded(SECOND, 2))
    assert catch_up(follower) == 1
    assert applied(sink) == [(SECOND, 1), (SECOND, 2)]


def test_a_value_that_the_database_refuses_is_parked(
    source: Database, sink: Database, feed_of_source: Feed
) -> None:
    """Too long, or not unique: the event's own fault, so it must not hold up the others for ever."""

    def refuse_the_first(tx: Session, event: Event) -> None:
        if event.ref == FIRST:
            if event.sequence == 1:
                tx.execute(insert(APPLIED).values(ref="x" * 100, sequence=None))
            tx.execute(text("SELECT length(CAST('\\xff' AS bytea)), CAST('12x' AS integer)"))
        note(tx, event)

    tell(source, recorded(FIRST, 1), recorded(SECOND, 1))
    assert catch_up(feed_of_source.follower(sink, {ContactRecorded: refuse_the_first})) == 2
    assert applied(sink) == [(SECOND, 1)]
    assert parked(sink) == [(FIRST, 1)]


@pytest.mark.parametrize(
    "poisoned", [False, True], ids=["all of it can be applied", "one event stands in the way"]
)
def test_a_batch_applied_together_ends_as_one_by_one(
    source: Database, sink: Database, feed_of_source: Feed, poisoned: bool
) -> None:
    """Applying together is only quicker: an event that stands in the way is still parked alone."""
    one_by_one = Poisoned(FIRST, 2)
    one_by_one.bad = (FIRST, 2) if poisoned else None
    together_sizes = []

    def together(tx: Session, events: Sequence[Event]) -> None:
        together_sizes.append(len(events))
        for event in events:
            one_by_one(tx, event)

    tell(source, recorded(FIRST, 1), recorded(FIRST, 2), recorded(SECOND, 1), recorded(FIRST, 3))
    follower = feed_of_source.follower(sink, {ContactRecorded: one_by_one}, together=together)
    assert catch_up(follower) == 4
    assert together_sizes == [4]
    if poisoned:
        assert applied(sink) == [(FIRST, 1), (SECOND, 1)]
        assert parked(sink) == [(FIRST, 2), (FIRST, 3)]
        tell(source, recorded(FIRST, 4), recorded(SECOND, 2))
        assert catch_up(follower) == 2
        assert together_sizes == [4], "what must be parked behind another is never applied together"
        assert applied(sink)[2:] == [(SECOND, 2)]
    else:
        assert applied(sink) == [(FIRST, 1), (FIRST, 2), (SECOND, 1), (FIRST, 3)]
        assert parked(sink) == []


def test_a_lost_connection_parks_nothing(source: Database, sink: Database, feed_of_source: Feed) -> None:
    """The batch is tried again, whole, once the database is back."""
    connected = False

    def lose_it(tx: Session, event: Event) -> None:
        note(tx, event)
        if event.sequence == 2 and not connected:
            if sink.is_sqlite:
                raise OperationalError("INSERT", {}, Exception("disk I/O error"))
            tx.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    tell(source, recorded(FIRST, 1), recorded(FIRST, 2), recorded(SECOND, 1))
    follower = feed_of_source.follower(sink, {ContactRecorded: lose_it})
    with pytest.raises(DBAPIError):
        catch_up(follower)
    assert (applied(sink), parked(sink), cursor(sink)) == ([], [], 0)
    connected = True
    assert catch_up(follower) == 3
    assert applied(sink) == [(FIRST, 1), (FIRST, 2), (SECOND, 1)]


@pytest.mark.parametrize("trouble", [httpx.ConnectError("nobody there"), RuntimeError("never heard of")], ids=repr)
def test_whatever_goes_wrong_the_follower_goes_on(
    source: Database, sink: Database, feed_of_source: Feed, trouble: Exception
) -> None:
    """run() goes on by itself; until the source answers, the follower says that it is not running."""
    tell(source, recorded())
    reachable = False
    into_the_app = httpx.ASGITransport(app=feed_of_source.app)

    class Flaky(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            if not reachable:
                raise trouble
            return await into_the_app.handle_async_request(request)

    follower = feed_of_source.follower(sink, transport=Flaky())

    def begun() -> None:
        nonlocal reachable
        assert not follower.running
        reachable = True

    follow_until(follower, lambda: follower.running and applied(sink) != [], begun)
    assert applied(sink) == [(FIRST, 1)]


def test_a_waiting_reader_is_woken_by_a_new_event(source: Database, feed_of_source: Feed) -> None:
    async def wait() -> list[dict[str, Any]]:
        waiting = asyncio.create_task(feed_of_source.client().after(0, timeout=60))
        await asyncio.sleep(0)  # let it ask first
        async with source.transaction_async() as tx:
            feed.append(tx, recorded())
        return await asyncio.wait_for(waiting, 30)

    assert [event["subject"] for event in asyncio.run(wait())] == [FIRST]


def test_a_reader_that_waits_in_vain_is_answered_with_nothing(feed_of_source: Feed) -> None:
    assert asyncio.run(feed_of_source.client().after(0, timeout=0.05)) == []
