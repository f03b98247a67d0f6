"""The feed: position order is commit order, whatever transactions do in between, and survives a restore."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import anyio
import pytest
from sqlalchemy import text
from sqlmodel import Session

from chassis import feed
from chassis.db import FEED, FEED_POLL_ALONE_SECONDS, FEED_POLL_SECONDS, Database
from tests.chassis.feeds import SOURCE, connected, create_tables, recorded, tell, told
from tests.support import postgres, shared
from tests.support.databases import Databases
from tests.support.postgres import Cluster
from tests.support.statements import counted
from tests.support.waiting import eventually

pytestmark = pytest.mark.both_databases

WITHIN = 30.0


def test_positions_count_from_one_without_gaps(source: Database) -> None:
    tell(source, recorded("NOR-2526-0001"), recorded("NOR-2526-0002"))
    tell(source, recorded("NOR-2526-0001", 2))
    assert told(source) == [(1, "NOR-2526-0001", 1), (2, "NOR-2526-0002", 1), (3, "NOR-2526-0001", 2)]
    assert told(source, after=2) == [(3, "NOR-2526-0001", 2)]
    assert told(source, after=3) == []


def test_a_poll_is_one_statement(source: Database) -> None:
    """The event at the reader's place comes with those after it."""
    tell(source, *(recorded("NOR-2526-0001", sequence) for sequence in range(1, 101)))
    with counted(source.engine) as sent:
        assert len(told(source)) == 100
    assert len(sent) == 1
    with counted(source.engine) as sent:
        assert told(source, after=100) == []
    assert len(sent) == 1


def test_what_was_told_of_many_is_reworded_in_two_statements(source: Database) -> None:
    """Whoever lets go of hundreds of records holds the writer's place meanwhile."""
    tell(source, *(recorded(f"NOR-2526-{number:04}") for number in range(1, 21)))
    refs = [f"NOR-2526-{number:04}" for number in range(1, 20)]
    with counted(source.engine) as sent, source.transaction() as tx:
        feed.rewrite(tx, SOURCE, "northbrook", refs, lambda data: {**data, "sequence": 7})
    assert len(sent) == 2
    assert [sequence for _, _, sequence in told(source)] == [1] * 20, "an event's own place is as it was"
    with source.reading() as session:
        said = session.scalars(SOURCE.events.select().with_only_columns(SOURCE.events.c.data)).all()
    assert sorted(data["sequence"] for data in said) == [1, *[7] * 19]


def test_a_rollback_leaves_no_event_and_no_gap(source: Database) -> None:
    tell(source, recorded())
    with pytest.raises(RuntimeError, match="changed my mind"), source.transaction() as tx:
        feed.append(tx, recorded(sequence=2))
        feed.write(tx, SOURCE)  # also after it was written, as long as it was not committed
        raise RuntimeError("changed my mind")
    tell(source, recorded(sequence=3))
    assert told(source) == [(1, "NOR-2526-0001", 1), (2, "NOR-2526-0001", 3)]


def test_what_is_written_at_the_end_is_written_once_and_under_the_lock(source: Database) -> None:
    """Numbers that are given there follow the order of commits, also in a transaction without events."""
    given: list[str] = []
    locks = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")

    def give(tx: Session) -> None:
        assert source.is_sqlite or tx.execute(locks).scalar_one()
        given.append("number")

    with pytest.raises(RuntimeError, match="changed my mind"), source.transaction() as tx:
        feed.at_the_end(tx, give)
        raise RuntimeError("changed my mind")
    assert not given
    with source.transaction() as tx:
        feed.at_the_end(tx, give)
        assert not given
    assert given == ["number"]
    assert told(source) == []


def test_a_transaction_without_events_writes_none(source: Database) -> None:
    tell(source)
    assert told(source) == []


def test_whoever_waits_looks_by_itself_seldom_where_no_replica_is(
    source: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    @contextmanager
    def waited(seconds: float) -> Iterator[None]:
        waits.append(seconds)
        source.ring(FEED)
        yield

    monkeypatch.setattr(anyio, "move_on_after", waited)
    assert anyio.run(source.events_after, 0, 1, 20.0, lambda: bool(waits)) == []
    assert waits == [FEED_POLL_ALONE_SECONDS if source.is_sqlite else FEED_POLL_SECONDS]


def test_events_are_cloudevents(source: Database) -> None:
    tell(source, recorded())
    with source.reading() as session:
        [event] = feed.read(session, SOURCE, 0, 10)
    assert event["data"] == recorded().model_dump(mode="json")
    assert event["time"].endswith("Z")
    assert {name: event[name] for name in ("specversion", "id", "source", "type", "subject", "authority")} == {
        "specversion": "1.0",
        "id": "1",
        "source": "/api/source",
        "type": "ContactRecorded.v1",
        "subject": "NOR-2526-0001",
        "authority": "northbrook",
    }


def test_concurrent_transactions_get_gapless_positions(source: Database) -> None:
    """Eight at a time, and a reader that follows meanwhile sees every event, once and in order."""
    writers, each = 8, 15
    seen: list[int] = []
    done = threading.Event()

    def write(writer: int) -> None:
        for number in range(1, each + 1):
            tell(source, recorded(f"NOR-2526-{writer:04}", number))

    def follow() -> None:
        while True:
            last_round = done.is_set()
            seen.extend(position for position, _, _ in told(source, after=seen[-1] if seen else 0))
            if last_round:
                return

    with ThreadPoolExecutor(writers + 1) as pool:
        reader = pool.submit(follow)
        for writing in [pool.submit(write, writer) for writer in range(writers)]:
            writing.result(WITHIN)
        done.set()
        reader.result(WITHIN)
    assert seen == list(range(1, writers * each + 1))
    assert [p for p, _, _ in told(source)] == seen


class Slow:
    """A transaction in a thread of its own that does its work, then waits for a word before it commits."""

    def __init__(self, database: Database, ref: str) -> None:
        self.worked = threading.Event()
        self.commit = threading.Event()
        self._database = database
        self._ref = ref
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self.worked.wait(WITHIN)

    def _run(self) -> None:
        with self._database.transaction() as tx:
            tx.execute(SOURCE.cursors.insert().values(follower=self._ref, position=0))  # some change of its own
            feed.append(tx, recorded(self._ref))
            self.worked.set()
            assert self.commit.wait(WITHIN)

    def finish(self) -> None:
        self.commit.set()
        self._thread.join(WITHIN)
        assert not self._thread.is_alive()


@pytest.fixture
def on_postgresql(tmp_path: Path) -> Iterator[Database]:
    """Several writers at once, which SQLite does not have: one waits there for the other."""
    databases = Databases("postgresql", tmp_path)
    with connected(databases.migrated("feeds", create_tables), SOURCE) as database:
        yield database
    databases.close()


def test_the_transaction_that_began_first_commits_last(on_postgresql: Database) -> None:
    """Positions drawn when the work is done would lose the first one: its reader has passed it by."""
    first = Slow(on_postgresql, "NOR-2526-0001")
    second = Slow(on_postgresql, "NOR-2526-0002")
    second.finish()
    assert told(on_postgresql) == [(1, "NOR-2526-0002", 1)]
    read_up_to = 1
    first.finish()
    assert told(on_postgresql, after=read_up_to) == [(2, "NOR-2526-0001", 1)]


def test_an_open_transaction_hides_nobody_elses_events(on_postgresql: Database) -> None:
    """However long it stays open: others commit, are seen at once, and nothing is missed in the end."""
    open_one = Slow(on_postgresql, "NOR-2526-0001")
    for number in range(2, 22):
        tell(on_postgresql, recorded(f"NOR-2526-{number:04}"))
        assert told(on_postgresql)[-1] == (number - 1, f"NOR-2526-{number:04}", 1)
    open_one.finish()
    assert told(on_postgresql, after=20) == [(21, "NOR-2526-0001", 1)]


def test_while_one_writes_its_events_others_wait_and_none_is_passed_by(on_postgresql: Database) -> None:
    """The narrow moment: positions are given but not committed. Who comes then gets a later one."""
    with on_postgresql.transaction() as tx, ThreadPoolExecutor(1) as pool:
        feed.append(tx, recorded("NOR-2526-0001"))
        feed.write(tx, SOURCE)
        other = pool.submit(tell, on_postgresql, recorded("NOR-2526-0002"))
        eventually(lambda: _waiting_for_locks(on_postgresql) == 1, WITHIN, what="the other one to wait")
        assert told(on_postgresql) == []
        tx.commit()
        other.result(WITHIN)
    assert told(on_postgresql) == [(1, "NOR-2526-0001", 1), (2, "NOR-2526-0002", 1)]


def _waiting_for_locks(database: Database) -> int:
    with database.engine.connect() as connection:
        return connection.exec_driver_sql(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock' AND wait_event = 'advisory'"
        ).scalar_one()


@pytest.fixture
def new_cluster() -> Iterator[Cluster]:
    cluster = postgres.start()
    yield cluster
    cluster.stop()


def test_a_dump_restored_elsewhere_goes_on_where_it_was(on_postgresql: Database, new_cluster: Cluster) -> None:
    """A new cluster counts its transactions from a lower number; positions do not care."""
    for number in range(1, 31):
        tell(on_postgresql, recorded(f"NOR-2526-{number:04}"))
    before = told(on_postgresql)
    dump = new_cluster.folder / "dump.sql"
    old = shared.cluster()
    dump.write_text(
        old.run("pg_dump", "-h", "127.0.0.1", "-p", str(old.port), "-U", "postgres", on_postgresql.url.database)
    )
    name = new_cluster.create()
    to = ("-h", "127.0.0.1", "-p", str(new_cluster.port), "-U", "postgres", "-d", name)
    new_cluster.run("psql", "-q", "-v", "ON_ERROR_STOP=1", *to, "-f", dump)

    restored = Database(new_cluster.url(name), SOURCE)
    assert told(restored) == before
    tell(restored, recorded("NOR-2526-0031"))
    assert told(restored, after=30) == [(31, "NOR-2526-0031", 1)]
    restored.engine.dispose()
