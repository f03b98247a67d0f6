"""Runs services' Alembic trees on their databases, once at a time, and says whether they are up to date."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, inspect, text
from sqlalchemy.engine import URL, Connection
from sqlmodel import Session

from chassis import walls
from chassis.db import Database
from chassis.said.index import is_of_index

LOCK_TIMEOUT = "5s"


class MigrationFailed(Exception):
    """A database could not be brought to this release; `service` names whose.

    None was, but for those of `done`: the disk may have had room for their last step and not for the next one's.
    """

    def __init__(self, service: str, error: Exception, done: Sequence[str] = ()) -> None:
        super().__init__(str(error).partition("\n")[0])
        self.service = service
        self.done = done


def config(service: str, database: Database | None = None, connection: Connection | None = None) -> Config:
    """Alembic's settings for one service; every service keeps its own version table.

    Args:
        connection: in whose transaction everything happens; None: in one of its own of the database.
    """
    folder = Path(str(import_module(service).__file__)).parent / "migrations"
    settings = Config()
    settings.set_main_option("script_location", str(folder))
    settings.set_main_option("version_locations", str(folder / "versions"))
    settings.set_main_option("path_separator", "os")
    settings.set_main_option(
        "file_template", "%%(year)d-%%(month).2d-%%(day).2d-%%(hour).2d%%(minute).2d_%%(slug)s"
    )
    settings.attributes["service"] = service
    settings.attributes["database"] = database
    settings.attributes["connection"] = connection
    return settings


def migrate(*databases: Database) -> None:
    """Bring databases to their services' newest revisions: all of them or, where one fails, none.

    All is done in each before the first is committed. A second process waits for the first. Raises
    MigrationFailed.
    """
    with ExitStack() as held:
        begun: dict[URL, Connection] = {}
        for database in databases:
            service = database.tables.service
            try:
                if database.url not in begun:
                    begun[database.url] = held.enter_context(_begun(database))
                command.upgrade(config(service, connection=begun[database.url]), "head")
            except Exception as error:
                raise MigrationFailed(service, error) from error
        done: list[str] = []
        for url, connection in begun.items():
            services = [database.tables.service for database in databases if database.url == url]
            try:
                connection.commit()
            except Exception as error:
                raise MigrationFailed(services[0], error, done) from error
            done += services


def alone(connection: Connection, service: str, purpose: str) -> None:
    """Let no other process be at the same on a service's data until the transaction ends: others wait.

    On SQLite the write lock, and before it the data folder's, keep others out.
    """
    if connection.dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(hashtext(:name))")
        connection.execute(lock, {"name": f"redress.{service}.{purpose}"})


@contextmanager
def _begun(database: Database) -> Iterator[Connection]:
    """A transaction to migrate in, which whoever takes it commits."""
    with database.write_engine.connect() as connection:
        connection.begin()
        yield connection


def is_migrated(session: Session, service: str) -> bool:
    """Whether the database stands at the newest revision."""
    return is_newest(service, revision(session, service))


def is_served(session: Session, service: str) -> bool:
    """Whether this release serves the database as it stands: at its newest revision, or at one of a later release.

    That came while this one runs, beside processes of the later release, which only adds to what this one uses.
    """
    here = revision(session, service)
    return is_newest(service, here) or (here is not None and not is_known(service, here))


def revision(session: Session, service: str) -> str | None:
    """Where the database stands; None: nothing was migrated yet."""
    context = MigrationContext.configure(session.connection(), opts={"version_table": version_table(service)})
    return context.get_current_revision()


def is_newest(service: str, revision: str | None) -> bool:
    """Whether there is nothing to migrate from a revision."""
    return revision == _head(service)


def is_known(service: str, revision: str) -> bool:
    """Whether this release can go on from a revision."""
    scripts = ScriptDirectory.from_config(config(service))
    return any(script.revision == revision for script in scripts.walk_revisions())


def version_table(service: str) -> str:
    return f"{service}_schema_version"


@cache
def _head(service: str) -> str | None:
    return ScriptDirectory.from_config(config(service)).get_current_head()


def run(settings: Config, metadata: MetaData) -> None:
    """The body of every service's `migrations/env.py`."""
    connection: Connection | None = settings.attributes["connection"]
    if connection is not None:
        _run(settings.attributes["service"], metadata, connection)
        return
    with _begun(settings.attributes["database"]) as own:
        _run(settings.attributes["service"], metadata, own)
        own.commit()


def _run(service: str, metadata: MetaData, connection: Connection) -> None:
    from alembic import context

    alone(connection, service, "migrate")
    if connection.dialect.name == "postgresql":  # whoever waits longer for a table has the others wait behind it
        connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))
        # A follower that runs takes its place first, and then what it writes; otherwise both wait for each other.
        if inspect(connection).has_table(f"{service}_cursor"):
            connection.execute(text(f"LOCK TABLE {service}_cursor"))
    context.configure(
        connection=connection,
        target_metadata=metadata,
        version_table=version_table(service),
        render_as_batch=True,
        compare_type=True,
        include_name=lambda name, kind, _parents: (
            kind != "table" or (str(name).startswith(f"{service}_") and not is_of_index(str(name)))
        ),
    )
    # The transaction has begun: Alembic leaves its end to whoever began it.
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "postgresql":
            walls.build(connection, metadata)
