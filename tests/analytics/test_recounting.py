"""What servers of an earlier release counted beside those of this one is counted again by these."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text, update

from analytics import repository
from analytics.handlers import handlers
from analytics.models import CaseFact
from chassis.follower import FeedInProcess, Follower
from chassis.migrations import revision
from chassis.rows import table_of
from kernel.vocabulary import Role
from tests.support import contacts, house
from tests.support.databases import Databases
from tests.support.house import House

FOLLOWER = "analytics.intake"
FACT = table_of(CaseFact)
UNKNOWN = {"anonymous": True, "anonymous_confirmed": True, "role": "relative"}


@pytest.fixture
def services(databases: Databases, tmp_path: Path) -> Iterator[House]:
    with house.opened(databases, tmp_path) as opened:
        yield opened


def record(of: House) -> str:
    body = contacts.statutory(complainant=UNKNOWN)
    return str(of.caller(Role.COMPLAINTS_OFFICER).post("/api/intake/v1/contacts", body).json()["ref"])


def counted_by_an_earlier_release(of: House) -> None:
    """Its servers know no `anonymous`, nor that this release keeps how far it counted."""
    told = FeedInProcess(of.database("intake"))
    theirs = Follower(FOLLOWER, of.database("analytics"), told, handlers(of.context.books.calendar))
    of.run(theirs.catch_up)
    with of.database("analytics").transaction() as tx:
        tx.execute(update(FACT).values(anonymous=None))


def stands(of: House) -> tuple[int, int]:
    with of.database("analytics").reading() as session:
        return repository.counted(session, FOLLOWER)


def said(of: House) -> dict[str, Any]:
    with of.database("analytics").reading() as session:
        return {row.ref: row.anonymous for row in session.execute(select(FACT.c.ref, FACT.c.anonymous))}


@pytest.mark.both_databases
def test_what_an_earlier_release_counted_is_counted_again(services: House) -> None:
    first = record(services)
    services.settle()
    position, counted = stands(services)
    assert counted == position > 0
    with services.database("analytics").transaction() as tx:
        tx.execute(update(FACT).values(anonymous=False))  # what nobody counted again is left as it is
    second = record(services)
    counted_by_an_earlier_release(services)
    with services.database("analytics").transaction() as tx:
        tx.execute(update(FACT).where(FACT.c.ref == first).values(anonymous=False))
    third = record(services)
    services.settle()
    assert said(services) == {first: False, second: None, third: True}
    assert stands(services)[1] == counted, "others counted since"

    services.run(services.apps["analytics"].state.recounting.look)
    assert said(services) == {first: False, second: True, third: True}
    assert len(set(stands(services))) == 1
    record(services)
    services.settle()
    assert len(set(stands(services))) == 1


def test_a_release_that_is_the_earlier_one_leaves_it_to_the_later_one(services: House) -> None:
    """Its servers still run: the tables are of a later release already."""
    record(services)
    services.settle()
    position, counted = stands(services)
    with services.database("analytics").transaction() as tx:
        ours = revision(tx, "analytics")
        tx.execute(text("UPDATE analytics_schema_version SET version_num = 'of tomorrow'"))
    try:
        record(services)
        services.settle()
        services.run(services.apps["analytics"].state.recounting.look)
        assert stands(services)[0] > position
        assert stands(services)[1] == counted
    finally:  # the next test may have the same database
        with services.database("analytics").transaction() as tx:
            tx.execute(text("UPDATE analytics_schema_version SET version_num = :at"), {"at": ours})
