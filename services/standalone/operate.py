"""Commands that work on the data itself, with the services in this process: serve, migrate, retry, rebuild.

Importing the services takes seconds, so the command line imports this when one of these is asked for.
"""

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

import analytics.repository
from chassis.app import Context
from chassis.follower import retry_parked
from chassis.observability import configure_logging
from chassis.settings import Settings
from standalone.compose import build_context, build_services, migrate_all
from standalone.failure import Failure
from standalone.serve import serve

PRIVATE = 0o077
"""Whoever else has an account on the machine reads none of the data."""


@contextmanager
def _operating(settings: Settings) -> Iterator[None]:
    """Logs as an operator reads them, files for nobody else. Raises Failure for what the database refuses."""
    configure_logging(settings.log_level)
    os.umask(PRIVATE)
    try:
        yield
    except SQLAlchemyError as error:
        raise Failure(f"database: {str(error).splitlines()[0]}") from error


def serve_until_stopped(settings: Settings, host: str, port: int, services: Sequence[str]) -> None:
    """Serve the named services. Raises Failure."""
    with _operating(settings):
        serve(settings, host, port, services)


def migrate(settings: Settings) -> None:
    """Bring every service's database to its newest revision. Raises Failure."""
    with _operating(settings):
        migrate_all(build_services(build_context(settings)))


def retry(settings: Settings) -> int:
    """Try every service's parked events again. Returns how many took effect. Raises Failure."""
    applied = 0
    with _operating(settings):
        for app in build_services(build_context(settings)).values():
            database = app.state.database
            for follower in app.state.followers:
                with database.transaction() as tx:
                    applied += retry_parked(tx, database.tables, follower.name, app.state.handlers)
    return applied


def rebuild(settings: Settings) -> int:
    """Build analytics' facts again from zero. Returns how many events that was. Raises Failure."""
    with _operating(settings):
        return asyncio.run(rebuild_facts(build_context(settings)))


async def rebuild_facts(context: Context) -> int:
    """Forget analytics' facts and follow both feeds from their beginning. Returns how many events that was."""
    app = build_services(context)["analytics"]
    with app.state.database.transaction() as tx:
        analytics.repository.clear(tx)
    return sum([await follower.catch_up() for follower in app.state.followers])
