"""A feed is known by what it told: a follower refuses one that is older, or another, at its place."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from chassis import feed
from chassis.db import Database
from chassis.feed import AnotherFeed, FeedDisowned
from chassis.follower import Follower
from tests.chassis.feeds import SINK, SOURCE, Feed, applied, connected, create_tables, recorded, tell

pytestmark = pytest.mark.both_databases

REFS = [f"NOR-2526-{number:04}" for number in range(1, 7)]


@pytest.fixture
def databases_of_both(database_url: str) -> Iterator[tuple[Database, Database]]:
    create_tables(database_url)
    with connected(database_url, SOURCE) as source, connected(database_url, SINK) as sink:
        yield source, sink


def restore(source: Database, last: int) -> None:
    """The feed as a backup holds it that was taken after some position."""
    with source.transaction() as tx:
        tx.execute(delete(SOURCE.events).where(SOURCE.events.c.position > last))


@pytest.fixture
def follower(databases_of_both: tuple[Database, Database], tmp_path: Path) -> Follower:
    """Has followed three events."""
    source, sink = databases_of_both
    tell(source, *map(recorded, REFS[:3]))
    made = Feed(source, tmp_path).follower(sink)
    assert asyncio.run(made.catch_up()) == 3
    return made


def test_a_feed_that_is_shorter_than_a_followers_place_is_refused(
    databases_of_both: tuple[Database, Database], follower: Follower
) -> None:
    source, sink = databases_of_both
    restore(source, 2)
    with pytest.raises(AnotherFeed, match=r"The feed of source ends at 2; position 3 was never given here\."):
        asyncio.run(follower.catch_up())
    assert len(applied(sink)) == 3


@pytest.mark.parametrize("told_since", [1, 3])
def test_a_feed_that_went_on_after_a_restore_is_refused(
    databases_of_both: tuple[Database, Database], follower: Follower, told_since: int
) -> None:
    source, sink = databases_of_both
    restore(source, 2)
    tell(source, *(recorded(ref, sequence=1) for ref in REFS[2 : 2 + told_since]))
    with pytest.raises(AnotherFeed, match="another event at position 3 than was applied"):
        asyncio.run(follower.catch_up())
    assert len(applied(sink)) == 3


def test_a_backup_that_is_as_new_as_the_followers_place_is_followed_on(
    databases_of_both: tuple[Database, Database], follower: Follower
) -> None:
    source, sink = databases_of_both
    tell(source, recorded(REFS[3]))
    restore(source, 3)
    tell(source, recorded(REFS[4]))
    assert asyncio.run(follower.catch_up()) == 1
    assert applied(sink)[-1] == (REFS[4], 1)


def test_a_place_without_a_mark_is_taken_at_its_word_once(
    databases_of_both: tuple[Database, Database], follower: Follower
) -> None:
    """As a release before marks left it."""
    source, sink = databases_of_both
    with sink.transaction() as tx:
        tx.execute(update(SINK.cursors).values(mark=None))
    tell(source, recorded(REFS[3]))
    asyncio.run(follower.look(1))
    assert asyncio.run(follower.catch_up()) == 1
    restore(source, 3)
    tell(source, recorded(REFS[3]))
    asyncio.run(follower.look(1))
    assert follower.refused is not None


def test_who_was_shown_to_be_older_than_its_readers_is_not_told_from(
    databases_of_both: tuple[Database, Database], follower: Follower
) -> None:
    source, _ = databases_of_both
    restore(source, 2)
    asyncio.run(follower.look(1))
    with source.transaction() as tx, pytest.raises(FeedDisowned, match="ends at 2; position 3"):
        feed.refuse_disowned(tx)
