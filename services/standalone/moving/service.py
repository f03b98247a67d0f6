"""Out, in, and away: a council's rows and files, whole or not at all."""

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.engine import Connection
from sqlmodel import Session

from cases.tables import feed_of_cases
from chassis import feed
from chassis.db import Database
from chassis.follower import Place, list_parked, move_cursor, place, take_cursor
from chassis.migrations import is_newest, revision
from chassis.settings import Settings
from chassis.version import VERSION
from intake.files import storage
from intake.files.storage import FileStore
from kernel.errors import NotFound
from kernel.procedures import Books
from standalone.backup.moment import at_one_moment, databases_of
from standalone.failure import Failure
from standalone.moving import archive
from standalone.moving.archive import Archive, Council, Writing
from standalone.moving.tables import (
    FILES,
    KEY,
    LEFT_OUT,
    METADATA,
    PLACE,
    READS,
    SEEN,
    WATCHES,
    described,
    is_feed,
    left_out,
    moved,
    plain,
    read,
    rows,
    to_be_put,
)
from standalone.place import FOLLOWED

BATCH = 1000


def move_out(settings: Settings, books: Books, authority: str, path: Path) -> Council:
    """Write all that is kept of a council into a new file, while the product serves.

    Raises Failure, also for a council of which nothing is kept, and while a service has not applied all that
    another has told of it.
    """
    databases = databases_of(settings)
    store = storage.opened(settings)
    with archive.written(path) as writing, at_one_moment(databases) as readings:
        connections = {service: reading.connection for service, reading in readings.items()}
        revisions = _revisions(connections)
        _refuse_unapplied(databases, connections, authority)
        for service in METADATA:
            for table in moved(service):
                writing.lines(_member(service, table), _told(connections[service], table, authority))
        if not any(member.rows for member in writing.members.values()):
            raise Failure(f"nothing is kept of {authority}")
        _write_contents(writing, connections["intake"], store, authority)
        council = books.councils.get(authority)
        codes = council.model_dump_json(indent=1) if council else None
        writing.end(authority, VERSION, revisions, _described(), codes)
    with archive.opened(path) as whole:
        return whole.council


def move_in(settings: Settings, books: Books, path: Path) -> Council:
    """Bring a council in where nothing is kept of it, while nothing runs. Every row is as it was.

    Raises Failure; then nothing of it is here.
    """
    databases = databases_of(settings)
    store = storage.opened(settings)
    with archive.opened(path) as coming, ExitStack() as transactions:
        council = coming.council
        if council.authority not in books.councils:
            raise Failure(f"{council.authority} is not a council of this installation: add its file first")
        sessions = {
            service: transactions.enter_context(Session(database.write_engine))
            for service, database in databases.items()
        }
        connections = {service: session.connection() for service, session in sessions.items()}
        here = _revisions(connections)
        if here != council.revisions:
            raise Failure(
                f"{path} was written by release {council.release}, whose databases are others: use that one"
            )
        if kept := _kept(connections, council.authority):
            raise Failure(f"something is kept of {council.authority} already: {', '.join(kept)}")
        _refuse_apart(databases, sessions, council.authority)
        put: list[str] = []
        try:
            for service, session in sessions.items():
                feed.stand_still(session, databases[service].tables)
                for table in to_be_put(service):
                    _put(session, table, coming.lines(_member(service, table)), coming, store, put)
            _follow_on(databases, sessions)
            # Intake last: what the other two have of a contact that is in no feed yet is never asked for.
            for service in ("analytics", "cases", "intake"):
                sessions[service].commit()
        except BaseException as error:
            for key in put:
                store.remove(council.authority, key)
            if isinstance(error, LookupError | ValueError | TypeError):
                raise Failure(f"{path} is not of this release's form: {error!r}") from error
            raise
    return council


def forget(settings: Settings, path: Path, although_different: bool = False) -> Council:
    """Take away all that is kept of the council that a file was written of, while nothing runs.

    Raises Failure where something else is kept by now than the file has.

    Args:
        although_different: what came since goes too.
    """
    databases = databases_of(settings)
    store = storage.opened(settings)
    with archive.opened(path) as kept, ExitStack() as transactions:
        council = kept.council
        sessions = {
            service: transactions.enter_context(Session(database.write_engine))
            for service, database in databases.items()
        }
        connections = {service: session.connection() for service, session in sessions.items()}
        different = _different(connections, kept)
        if different and not although_different:
            raise Failure(f"what is kept of {council.authority} is not what {path} has: {', '.join(different)}")
        _refuse_apart(databases, sessions, council.authority, half_in=although_different)
        theirs = select(FILES.c.key).where(FILES.c.authority == council.authority, FILES.c.key.is_not(None))
        keys = list(sessions["intake"].execute(theirs).scalars())
        for service, session in sessions.items():
            feed.stand_still(session, databases[service].tables)
            ends = READS[service].ends
            all_read = update(ends).where(ends.c.authority == council.authority).values(forgotten=ends.c.length)
            session.execute(all_read)  # the guard of reads lets go of what was let go of
            for table in [*left_out(service), *reversed(to_be_put(service))]:
                _remove(session, table, council.authority)
        _follow_on(databases, sessions)
        for service in ("intake", "cases", "analytics"):
            sessions[service].commit()
    for key in keys:
        store.remove(council.authority, key)
    return council


def _member(service: str, table: Table) -> str:
    return f"{service}/{table.name}.ndjson"


def _told(connection: Connection, table: Table, authority: str) -> Iterator[dict[str, Any]]:
    events = _places(connection, authority) if table is WATCHES else []
    for row in rows(connection, table, authority):
        if table is FILES and row[KEY]:
            row[KEY] = _content_of(row)
        if table is WATCHES:
            row[SEEN] = bisect_right(events, row[SEEN])
        yield plain(row)


def _places(connection: Connection, authority: str) -> Sequence[int]:
    """Of a council's events in the feed of cases, in their order."""
    events = feed_of_cases.events.c
    theirs = select(events.position).where(events.authority == authority).order_by(events.position)
    return connection.execute(theirs).scalars().all()


def _content_of(row: Mapping[str, Any]) -> str:
    return f"files/{row['ref']}/{row['number']}"


def _write_contents(writing: Writing, connection: Connection, store: FileStore, authority: str) -> None:
    for row in rows(connection, FILES, authority):
        if row[KEY]:
            try:
                content = store.read(authority, row[KEY])
            except NotFound as error:
                raise Failure(
                    f"the content of file {row['number']} of {row['ref']} is not where it is kept"
                ) from error
            writing.content(_content_of(row), content)


def _described() -> dict[str, Any]:
    """The columns of each table, and why some do not move."""
    tables = {table.name: described(table) for service in METADATA for table in moved(service)}
    return {"tables": tables, "left_out": dict(LEFT_OUT)}


def _revisions(connections: Mapping[str, Connection]) -> dict[str, str | None]:
    """Raises Failure for databases of another release."""
    found = {service: revision(Session(connection), service) for service, connection in connections.items()}
    if other := [service for service, here in found.items() if not is_newest(service, here)]:
        raise Failure(f"the databases of {', '.join(other)} are not of this release: `redress migrate` first")
    return found


def _kept(connections: Mapping[str, Connection], authority: str) -> list[str]:
    """The tables that have rows of a council. Its events alone are none: one may have stayed (see `_remove`)."""
    return [
        table.name
        for service in METADATA
        for table in moved(service)
        if not is_feed(table)
        and connections[service].execute(select(1).where(table.c.authority == authority).limit(1)).first()
    ]


def _followers() -> Iterator[tuple[str, str, str]]:
    """Who follows whom, and under which name."""
    for service, sources in FOLLOWED.items():
        for source in sources:
            yield service, source, f"{service}.{source}"


def _refuse_unapplied(
    databases: Mapping[str, Database], connections: Mapping[str, Connection], authority: str
) -> None:
    for service, source, follower in _followers():
        there = databases[source].tables.events
        newest = select(func.max(there.c.position)).where(there.c.authority == authority)
        last = connections[source].execute(newest).scalar_one() or 0
        with Session(connections[service]) as session:
            if last > place(session, databases[service].tables, follower).position:
                raise Failure(
                    f"{service} has not applied all that {source} has told of {authority}: try again soon"
                )
            if list_parked(session, databases[service].tables, authority):
                raise Failure(f"events of {authority} are parked in {service}: see `redress feed retry`")


def _refuse_apart(
    databases: Mapping[str, Database], sessions: Mapping[str, Session], authority: str, half_in: bool = False
) -> None:
    """Every follower has to have applied what is told of other councils, and nothing that nobody tells of.

    Args:
        half_in: places may be beyond the end, where the machine ended in the middle of this council's coming in.
    """
    stand_at = {
        (service, source): place(sessions[service], databases[service].tables, follower).position
        for service, source, follower in _followers()
    }
    for (service, source), at in stand_at.items():
        if at > feed.last_position(sessions[source], databases[source].tables) and not half_in:
            raise Failure(f"{service} has applied more than {source} tells of: see `redress feed accept`")
    for (service, source), at in stand_at.items():
        events = databases[source].tables.events
        of_others = select(1).where(events.c.position > at, events.c.authority != authority).limit(1)
        if sessions[source].execute(of_others).first():
            raise Failure(f"{service} has not applied all that {source} has told: start the product until it has")


def _put(
    session: Session, table: Table, told: Iterator[Any], coming: Archive, store: FileStore, put: list[str]
) -> None:
    last = (
        session.execute(select(func.coalesce(func.max(table.c[PLACE]), 0))).scalar_one() if is_feed(table) else 0
    )
    given = itertools.count(last + 1)
    if is_feed(table):  # what stayed when it was forgotten comes again
        session.execute(delete(table).where(table.c.authority == coming.council.authority))
    ends = [reads.ends for reads in READS.values()]
    events = _places(session.connection(), coming.council.authority) if table is WATCHES else []
    while batch := [read(table, line) for line in itertools.islice(told, BATCH)]:
        for row in batch:
            if row["authority"] != coming.council.authority:
                raise Failure(f"{table.name} has a row of {row['authority']}, whose data these are not")
            if is_feed(table):
                row[PLACE] = next(given)
            if table in ends:  # it goes on with each read that follows
                row["length"], row["hash"] = row["forgotten"], row["forgotten_hash"]
            if table is WATCHES:
                row[SEEN] = events[row[SEEN] - 1] if row[SEEN] else 0
            if table is FILES and row[KEY]:
                row[KEY] = store.put(coming.council.authority, coming.content(row[KEY]))
                put.append(row[KEY])
        session.execute(insert(table), batch)


def _follow_on(databases: Mapping[str, Database], sessions: Mapping[str, Session]) -> None:
    """Let every follower go on from the end of its feed: what stands there now it has."""
    for service, source, follower in _followers():
        tables = databases[source].tables
        last = feed.last_position(sessions[source], tables)
        newest = feed.read(sessions[source], tables, last - 1, 1) if last else []
        end = Place(last, feed.mark_of(newest[0])) if newest else Place(0)
        take_cursor(sessions[service], databases[service].tables, follower)
        move_cursor(sessions[service], databases[service].tables, follower, end)


def _different(connections: Mapping[str, Connection], kept: Archive) -> list[str]:
    """Tables that have other rows of a council than an archive of it."""
    return [
        table.name
        for service in METADATA
        for table in moved(service)
        if any(
            here != there
            for here, there in itertools.zip_longest(
                _told(connections[service], table, kept.council.authority), kept.lines(_member(service, table))
            )
        )
    ]


def _remove(session: Session, table: Table, authority: str) -> None:
    going = delete(table).where(table.c.authority == authority)
    if is_feed(table):
        # The newest event stays, whosoever it is: its place was given, and is not given again.
        going = going.where(table.c[PLACE] < select(func.max(table.c[PLACE])).scalar_subquery())
    session.execute(going)
