"""Where changes to a calendar are kept: as they were made, for their council alone, never amid a count."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chassis import calendar_store
from chassis.calendar_store import (
    KeptChange,
    Moved,
    append,
    calendar_table,
    history,
    in_force,
    lock_exclusive,
    lock_shared,
    read,
)
from chassis.db import Database, new_metadata
from chassis.feed import feed_tables
from kernel.bank_holidays import england_and_wales
from kernel.calendar import Calendars
from kernel.calendar_changes import CalendarAction, Change, What, calendars, undo_of
from kernel.procedures import Books
from tests.chassis.feeds import connected
from tests.support.databases import Databases

pytestmark = pytest.mark.both_databases

WITHIN = 30.0
METADATA = new_metadata()
FEED = feed_tables("counting", METADATA)
TABLE = calendar_table("counting", METADATA)
AT = datetime(2026, 3, 24, 9, 30, tzinfo=UTC)
FRIDAY = date(2026, 4, 17)
HOLIDAY = Change(
    1, CalendarAction.ADD, What.BANK_HOLIDAY, FRIDAY, "Special bank holiday", date(2026, 3, 23), "The Gazette"
)
CLOSURE = Change(
    2,
    CalendarAction.ADD,
    What.CLOSURE,
    date(2026, 12, 29),
    "Offices shut",
    date(2026, 3, 24),
    "Cabinet, 3 March 2026",
    until=date(2026, 12, 31),
)
MOVE = Change(
    3,
    CalendarAction.MOVE,
    What.BANK_HOLIDAY,
    date(2026, 5, 4),
    "Early May bank holiday",
    date(2026, 3, 24),
    "The Gazette",
    to=date(2026, 5, 8),
)
UNDO = undo_of((HOLIDAY, CLOSURE, MOVE), 1, date(2026, 3, 24), "Announced for Scotland only")


def create_tables(url: str) -> None:
    with connected(url, FEED) as database:
        METADATA.create_all(database.engine)


@pytest.fixture
def database(databases: Databases) -> Iterator[Database]:
    with connected(databases.migrated("counting", create_tables), FEED) as opened:
        yield opened


@pytest.fixture
def on_postgresql(tmp_path: Path) -> Iterator[Database]:
    """Where several write at a time."""
    databases = Databases("postgresql", tmp_path)
    with connected(databases.migrated("counting", create_tables), FEED) as opened:
        yield opened
    databases.close()


def keep(database: Database, *changes: Change, authority: str = "northbrook") -> None:
    with database.transaction() as tx:
        lock_exclusive(tx, authority)
        for change in changes:
            append(tx, TABLE, authority, change, "officer-1", AT, [])


def test_changes_are_read_as_they_were_made(database: Database) -> None:
    keep(database, HOLIDAY, CLOSURE, MOVE, UNDO)
    with database.reading() as session:
        assert read(session, TABLE, "northbrook") == (HOLIDAY, CLOSURE, MOVE, UNDO)
        assert read(session, TABLE, "eastmere") == ()


def test_a_change_says_who_made_it_when_and_what_it_moved(database: Database) -> None:
    moved: list[Moved] = [
        {"ref": "NOR-2526-0001", "kind": "stage_1", "from": "2026-04-21", "to": "2026-04-22"},
        {"ref": "NOR-2526-0001", "kind": "contributor_1", "from": "2026-04-17", "to": "2026-04-20"},
    ]
    with database.transaction() as tx:
        append(tx, TABLE, "northbrook", HOLIDAY, "officer-1", AT, moved)
    with database.reading() as session:
        assert history(session, TABLE, "northbrook") == [KeptChange(HOLIDAY, "officer-1", AT, cases_moved=1)]
        assert calendar_store.moved(session, TABLE, "northbrook", 1) == moved
        assert calendar_store.moved(session, TABLE, "northbrook", 2) == []
        assert calendar_store.moved(session, TABLE, "eastmere", 1) == []


def test_the_calendar_in_force_is_the_councils_own(database: Database) -> None:
    keep(database, HOLIDAY, CLOSURE)
    books = Books({}, Calendars(england_and_wales(), england_and_wales()))
    with database.reading() as session:
        ours = in_force(session, TABLE, "northbrook", books)
        theirs = in_force(session, TABLE, "eastmere", books)
    assert ours.calendars == calendars((HOLIDAY, CLOSURE))
    assert ours.councils is books.councils
    assert theirs.calendars == books.calendars


def test_a_case_is_counted_on_the_calendar_that_a_concurrent_change_leaves(database: Database) -> None:
    with ThreadPoolExecutor(1) as pool:
        with database.transaction() as officer:
            lock_exclusive(officer, "northbrook")
            assert read(officer, TABLE, "northbrook") == ()
            counting = pool.submit(count, database)
            with pytest.raises(TimeoutError):
                counting.result(0.3)
            append(officer, TABLE, "northbrook", HOLIDAY, "officer-1", AT, [])
        assert counting.result(WITHIN) == (HOLIDAY,)


def test_cases_do_not_wait_for_each_other_nor_for_another_council(on_postgresql: Database) -> None:
    with on_postgresql.transaction() as one, on_postgresql.transaction() as other:
        lock_shared(one, "northbrook")
        lock_shared(other, "northbrook")
        lock_exclusive(other, "eastmere")


def count(database: Database) -> tuple[Change, ...]:
    """What a case that is opened at this moment counts on."""
    with database.transaction() as tx:
        lock_shared(tx, "northbrook")
        return read(tx, TABLE, "northbrook")
