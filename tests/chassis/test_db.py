"""What both databases do alike: transactions, instants, and errors that keep values to themselves."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError, StatementError

from chassis.columns import UtcDateTime
from chassis.db import Database
from chassis.feed import FeedTables
from chassis.idempotency import KEPT
from tests.chassis.feeds import SINK, SOURCE

pytestmark = pytest.mark.both_databases

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def remember(tables: FeedTables, key: str, recorded_at: datetime) -> object:
    return insert(tables.requests).values(
        authority="northbrook",
        client="Somebody Private",
        route="POST /",
        key=key,
        body_hash="",
        status=201,
        headers={},
        body="",
        recorded_at=recorded_at,
    )


@pytest.mark.parametrize(
    "instant",
    [
        pytest.param(NOON, id="in UTC"),
        pytest.param(NOON.astimezone(timezone(timedelta(hours=1))), id="in summer time"),
    ],
)
def test_an_instant_comes_back_in_utc(source: Database, instant: datetime) -> None:
    with source.transaction() as tx:
        tx.execute(remember(SOURCE, "1", instant))
    with source.reading() as session:
        [found] = session.execute(select(SOURCE.requests.c.recorded_at)).scalars()
        older = session.execute(
            select(SOURCE.requests.c.key).where(SOURCE.requests.c.recorded_at > NOON - KEPT)
        ).scalars()
        assert list(older) == ["1"]
    assert found == NOON
    assert found.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(source: Database) -> None:
    with pytest.raises(StatementError, match="time zone"), source.transaction() as tx:
        tx.execute(remember(SOURCE, "1", datetime(2026, 7, 1, 12)))
    assert UtcDateTime().process_bind_param(None, source.engine.dialect) is None


def test_errors_keep_the_values_to_themselves(source: Database) -> None:
    """They end in logs and beside parked events."""
    with pytest.raises(IntegrityError) as refused, source.transaction() as tx:
        for _ in range(2):
            tx.execute(remember(SOURCE, "1", NOON))
    assert "Somebody Private" not in str(refused.value).split("DETAIL")[0]


def test_changes_to_one_row_add_up(sink: Database) -> None:
    """Read, think, write, ten at a time: nobody's change is lost on either database."""
    cursors = SINK.cursors
    with sink.transaction() as tx:
        tx.execute(insert(cursors).values(follower="count", position=0))

    def add_one(_: int) -> None:
        with sink.transaction() as tx:
            count = tx.execute(select(cursors.c.position).with_for_update()).scalar_one()
            tx.execute(update(cursors).values(position=count + 1))

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(add_one, range(40)))
    with sink.reading() as session:
        assert session.execute(select(cursors.c.position)).scalar_one() == 40
