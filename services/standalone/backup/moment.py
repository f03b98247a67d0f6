"""One moment in three databases."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import MetaData
from sqlalchemy.engine import URL, Connection
from sqlmodel import Session

from chassis import feed
from chassis.db import Database
from chassis.settings import Settings
from standalone import SERVICES


@dataclass(frozen=True)
class Reading:
    """A service's database as it was at the moment, for as long as the reading lasts.

    `snapshot` is PostgreSQL's name of that state, by which other connections see it too; "" on SQLite.
    """

    connection: Connection
    snapshot: str = ""


def databases_of(settings: Settings) -> dict[str, Database]:
    """Each service's database; nothing is connected to yet."""
    return {
        name: Database(getattr(settings, f"{name}_database_url"), feed.feed_tables(name, MetaData()))
        for name in SERVICES
    }


def is_there(database: Database) -> bool:
    """Whether a database may be asked: a file of SQLite that is missing would be made by that."""
    return not database.is_sqlite or Path(str(database.url.database)).is_file()


def together(urls: Mapping[str, URL]) -> list[tuple[str, ...]]:
    """Which services share a database, whichever schema or user of it they have."""
    sharing: defaultdict[tuple[str | int | None, ...], list[str]] = defaultdict(list)
    for name, url in urls.items():
        sharing[url.host, url.port, url.database].append(name)
    return [tuple(names) for names in sharing.values()]


@contextmanager
def at_one_moment(databases: Mapping[str, Database]) -> Iterator[dict[str, Reading]]:
    """Begin to read every database while no feed grows, which takes milliseconds; then writing goes on.

    What a follower has applied was told by then, so no place is beyond the feed that it is in. Copying one
    database after the other would not do in any order: cases follows intake, and intake follows cases.
    """
    with ExitStack() as reading:
        readings: dict[str, Reading] = {}
        with ExitStack() as still:
            groups = together({name: database.url for name, database in databases.items()})
            for names in groups:
                tx = still.enter_context(Session(databases[names[0]].write_engine))
                tx.connection()  # begins: SQLite's write lock
                for name in names:
                    feed.stand_still(tx, databases[name].tables)
            for names in groups:
                shared = ""
                for name in names:
                    readings[name] = reading.enter_context(_reading(databases[name], shared))
                    shared = readings[name].snapshot
        yield {name: readings[name] for name in databases}


@contextmanager
def _reading(database: Database, shared: str) -> Iterator[Reading]:
    if database.is_sqlite:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")  # the state is that of a first look
            yield Reading(connection)
        return
    frozen = database.engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with frozen.connect() as connection:
        if shared:
            connection.exec_driver_sql(f"SET TRANSACTION SNAPSHOT '{shared}'")
        yield Reading(connection, shared or connection.exec_driver_sql("SELECT pg_export_snapshot()").scalar_one())
