"""What a set says of itself: each table's rows, each feed's end, each follower's place, each year's figures."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from pydantic_core import to_jsonable_python
from sqlalchemy import MetaData, func, inspect, select, text
from sqlalchemy.engine import Connection
from sqlmodel import Session

from analytics.figures import service as figures
from analytics.figures.question import Cohort, Measure, Question
from analytics.models import CaseFact
from chassis import feed, follower
from chassis.migrations import is_newest, revision
from chassis.rows import table_of
from chassis.said.index import is_of_index
from kernel.localtime import financial_year
from standalone.failure import Failure

ROWS_AT_A_TIME = 1000
FACTS = table_of(CaseFact).c
YEARLY: Mapping[str, Mapping[str, Any]] = {
    "received": {"measure": Measure.COUNT, "group_by": ["classification"]},
    "outcomes": {"cohort": Cohort.WITH_OUTCOME, "measure": Measure.COUNT, "group_by": ["outcome"]},
    "concluded": {"cohort": Cohort.CONCLUDED, "measure": Measure.COUNT},
    "working days": {
        "cohort": Cohort.ANSWERED,
        "measure": Measure.MEAN_WORKING_DAYS,
        "field": "working_days_to_respond",
    },
}
"""What is asked of each council and financial year."""


class _Told(BaseModel):
    """A newer release, which writes the set before its upgrade, may say more than the one that restores it."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Rows(_Told):
    """How many rows a table has, and the hash of all of them in the order of their keys."""

    count: int
    sha256: str


class Place(_Told):
    """The position of an event, and what it is known by; 0 and None before the first."""

    position: int
    mark: str | None


class Held(_Told):
    """What the database of one service holds. An earlier release has feed and places in its tables alone."""

    revision: str
    tables: dict[str, Rows]
    feed: Place | None
    places: dict[str, Place]


class File(_Told):
    """One copy, and the services whose tables are in it."""

    services: tuple[str, ...]
    sha256: str


class Manifest(_Told):
    """A set of one moment. `figures` are by council, financial year and question; None: an earlier release's.

    `contents`: the checksum of each sealed content of a contact's file, by its key; `councils`: of each file that
    stood before the release's, by its place in their folder. What is added needs a default; `version` changes with
    what a release that does not know it would restore wrongly.
    """

    version: Literal[1] = 1
    taken_at: datetime
    database: Literal["sqlite", "postgresql"]
    files: dict[str, File]
    contents: dict[str, str] = {}
    councils: dict[str, str] = {}
    services: dict[str, Held]
    figures: dict[str, dict[str, dict[str, Any]]] | None


def held(connection: Connection, service: str) -> Held:
    """All that a service's database holds, of whatever release. Raises Failure for one without its tables."""
    session, tables = Session(connection), feed.feed_tables(service, MetaData())
    if (stands_at := revision(session, service)) is None:
        raise Failure(f"there are no tables of {service} in its database")
    if not is_newest(service, stands_at):
        return Held(revision=stands_at, tables=rows_of(connection, service), feed=None, places={})
    last = feed.last_position(session, tables)
    end = feed.read(session, tables, last - 1, 1)[0] if last else None
    followers = session.execute(select(tables.cursors.c.follower)).scalars().all()
    return Held(
        revision=stands_at,
        tables=rows_of(connection, service),
        feed=Place(position=last, mark=feed.mark_of(end) if end else None),
        places={name: Place(**follower.place(session, tables, name)._asdict()) for name in sorted(followers)},
    )


def rows_of(connection: Connection, service: str) -> dict[str, Rows]:
    """Every table of a service, whatever release made it; a row at a time."""
    if connection.dialect.name == "postgresql":
        # Rows are read as text, and in an order that is the same whatever the collation of the other server.
        connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        connection.execute(text("SET LOCAL datestyle = 'ISO'"))
    there = inspect(connection).get_table_names()
    names = [name for name in there if name.startswith(f"{service}_") and not is_of_index(name)]
    return {name: _rows(connection, name) for name in sorted(names)}


def _rows(connection: Connection, table: str) -> Rows:
    quoted = connection.dialect.identifier_preparer.quote(table)
    keys = map(
        connection.dialect.identifier_preparer.quote,
        inspect(connection).get_pk_constraint(table)["constrained_columns"],
    )
    if connection.dialect.name == "postgresql":
        order = ", ".join(f'r.{key}::text COLLATE "C"' for key in keys)
        query = f"SELECT r::text FROM {quoted} AS r ORDER BY {order}"
    else:
        query = f"SELECT * FROM {quoted} ORDER BY {', '.join(keys)}"
    count, hashed = 0, hashlib.sha256()
    for row in connection.execute(text(query).execution_options(yield_per=ROWS_AT_A_TIME)):
        hashed.update(repr(tuple(row)).encode())
        count += 1
    return Rows(count=count, sha256=hashed.hexdigest())


def refuse_apart(connections: Mapping[str, Connection]) -> None:
    """Every follower's place is in the feed that it follows, by position and mark. Raises Failure."""
    tables = {name: feed.feed_tables(name, MetaData()) for name in connections}
    sessions = {name: Session(connection) for name, connection in connections.items()}
    for name, session in sessions.items():
        for who in session.execute(select(tables[name].cursors.c.follower)).scalars().all():
            # The index of what was said follows its own service's feed.
            source = name if who == f"{name}.said" else who.partition(".")[2]
            kept = follower.place(session, tables[name], who)
            try:
                feed.read(sessions[source], tables[source], kept.position, 1, kept.mark)
            except feed.AnotherFeed as error:
                raise Failure(f"the databases do not hang together at {who}: {error.detail}") from error


def yearly_figures(connection: Connection) -> dict[str, dict[str, dict[str, Any]]]:
    """Figures of every council and financial year that analytics has cases of."""
    session = Session(connection)
    spans = session.execute(
        select(FACTS.authority, func.min(FACTS.received_on), func.max(FACTS.received_on))
        .group_by(FACTS.authority)
        .order_by(FACTS.authority)
    ).all()
    answers = {
        authority: {
            label: {
                name: figures.worked_out(session, Question(authority=authority, year=label, **asked)).values
                for name, asked in YEARLY.items()
            }
            for label in map(_label, range(financial_year(first), financial_year(last) + 1))
        }
        for authority, first, last in spans
    }
    return to_jsonable_python(answers)


def _label(year: int) -> str:
    return f"{year}-{(year + 1) % 100:02}"


def refuse_different(connection: Connection, service: str, expected: Held) -> None:
    """Raises Failure that names the first table which is not as expected. Feed and places stand in tables too."""
    found = rows_of(connection, service)
    for table in sorted({*expected.tables, *found}):
        was, is_now = expected.tables.get(table), found.get(table)
        if was != is_now:
            counts = [f"{rows.count} rows" if rows else "absent" for rows in (was, is_now)]
            raise Failure(f"{table} is not what was backed up: {counts[0]} then, {counts[1]} now")
