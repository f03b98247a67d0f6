"""Runs a service's Alembic tree on its database, once at a time, and says whether it is up to date."""

from functools import cache
from importlib import import_module
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, text
from sqlmodel import Session

from chassis import walls
from chassis.db import Database
from chassis.said.index import is_of_index

LOCK_TIMEOUT = "5s"


def config(service: str, database: Database | None = None) -> Config:
    """Alembic's settings for one service; every service keeps its own version table."""
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
    return settings


def migrate(database: Database) -> None:
    """Bring a database to its service's newest revision; a second process waits for the first."""
    command.upgrade(config(database.tables.service, database), "head")


def is_migrated(session: Session, service: str) -> bool:
    """Whether the database stands at the newest revision."""
    return is_newest(service, revision(session, service))


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
    from alembic import context

    database: Database = settings.attributes["database"]
    service: str = settings.attributes["service"]
    with database.write_engine.connect() as connection:
        if not database.is_sqlite:  # SQLite's write transaction keeps others out already
            connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
            connection.execute(
                text("SELECT pg_advisory_lock(hashtext(:name))"), {"name": f"redress.{service}.migrate"}
            )
            connection.commit()
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
        with context.begin_transaction():
            context.run_migrations()
            if not database.is_sqlite:
                walls.build(connection, metadata)
        if not database.is_sqlite:
            connection.execute(
                text("SELECT pg_advisory_unlock(hashtext(:name))"), {"name": f"redress.{service}.migrate"}
            )
        connection.commit()
