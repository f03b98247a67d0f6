"""Commands that work on the data itself, with the services in this process: serve, migrate, retry, rebuild.

Importing the services takes seconds, so the command line imports this when one of these is asked for.
"""

import asyncio
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

import analytics.repository
import intake.repository
from analytics.models import CaseFact
from cases.record.models import CaseRow
from chassis import feed
from chassis.app import Context
from chassis.db import Database
from chassis.follower import Place, move_cursor, place, retry_parked
from chassis.observability import configure_logging
from chassis.settings import Settings
from standalone import SERVICES
from standalone.compose import build_context, build_services, migrate_all
from standalone.failure import Failure
from standalone.serve import only_copy, serve

PRIVATE = 0o077
"""Whoever else has an account on the machine reads none of the data."""
LEFT_OUT = 100
"""References after the highest that is known: they may have been given, and lost before anybody heard of them."""


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """While nothing runs on the data folder. Raises Failure."""
    with ExitStack() as held:
        for service in SERVICES:
            held.enter_context(only_copy(settings, service))
        yield


@contextmanager
def _operating(settings: Settings) -> Iterator[None]:
    """Logs as an operator reads them, files for nobody else. Raises Failure for what the database refuses."""
    configure_logging(settings.log_level)
    before = os.umask(PRIVATE)
    try:
        yield
    except SQLAlchemyError as error:
        raise Failure(f"database: {str(error).splitlines()[0]}") from error
    finally:
        os.umask(before)


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


def accept(settings: Settings) -> list[str]:
    """Let followers go on from the end of feeds that are not what they followed. Returns what was done, in words.

    Whatever the lost events told stays where it was applied. No reference that any service knows is given again,
    nor any of the next hundred: some may have been given and never told. Raises Failure.
    """
    done = []
    with _operating(settings), _alone(settings):
        apps = build_services(build_context(settings))
        migrate_all(apps)
        databases = {name: app.state.database for name, app in apps.items()}
        for name, database in databases.items():
            for follower in apps[name].state.followers:
                source = databases[follower.name.partition(".")[2]]
                if (end := _end_where_refused(database, source, follower.name)) is not None:
                    with database.transaction() as tx:
                        move_cursor(tx, database.tables, follower.name, end)
                    done.append(f"{follower.name} goes on after position {end.position}")
        if done:
            done += _leave_known_numbers_out(databases)
    return done


def _end_where_refused(database: Database, source: Database, follower: str) -> Place | None:
    """Where a follower has to go on, if its place is not in the feed."""
    with database.reading() as session:
        kept = place(session, database.tables, follower)
    with source.reading() as session:
        try:
            feed.read(session, source.tables, kept.position, 1, kept.mark)
        except feed.AnotherFeed:
            last = feed.last_position(session, source.tables)
            found = feed.read(session, source.tables, last - 1, 1) if last else []
            return Place(last, feed.mark_of(found[0])) if found else Place(0)
    return None


def _leave_known_numbers_out(databases: Mapping[str, Database]) -> Iterator[str]:
    highest: dict[tuple[str, int], int] = {}
    for database, known in ((databases["cases"], CaseRow), (databases["analytics"], CaseFact)):
        with database.reading() as session:
            for authority, ref in session.execute(select(known.authority, known.ref)):
                _, years, number = ref.split("-")
                key = authority, 2000 + int(years[:2])
                highest[key] = max(highest.get(key, 0), int(number))
    with databases["intake"].transaction() as tx:
        for (authority, year), number in sorted(highest.items()):
            intake.repository.keep_above(tx, authority, year, number + LEFT_OUT)
            yield f"{authority}'s references of {year} go on above {number + LEFT_OUT}"


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
