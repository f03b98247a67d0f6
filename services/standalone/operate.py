"""Commands that work on the data itself, with the services in this process, such as serve, recount and rebuild.

Importing the services takes seconds, so the command line imports this when one of these is asked for.
"""

import asyncio
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.exc import SQLAlchemyError

import analytics.repository
from cases import recounting
from chassis import feed, read_queries
from chassis.app import Context
from chassis.councils import books_with
from chassis.db import Database
from chassis.follower import Place, move_cursor, place, retry_parked
from chassis.logs import configure_logging
from chassis.migrations import MigrationFailed
from chassis.read_chain import missing
from chassis.reads import Reads, ReadTables
from chassis.settings import Settings
from intake import plans
from kernel.localtime import local_midnight, local_today, utc_now
from standalone import SERVICES
from standalone.backup import service as backup
from standalone.backup import sets
from standalone.backup.moment import databases_of
from standalone.compose import build_context, build_services, migrate_all
from standalone.doctor.rules import Finding
from standalone.doctor.service import examined
from standalone.failure import Failure
from standalone.moving import service as moving
from standalone.moving.archive import Council
from standalone.numbers import leave_known_numbers_out
from standalone.place import only_copy, private_files, worker_of
from standalone.serve import serve
from standalone.upgrade import upgrade

LEFT_OUT = 100
"""References that may have been given, and lost before any follower heard of them: it asks within seconds."""


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    """While nothing runs on the data folder. Raises Failure."""
    with ExitStack() as held:
        for service in SERVICES:
            held.enter_context(only_copy(settings, service))
            held.enter_context(only_copy(settings, worker_of(service)))
        yield


@contextmanager
def _operating(settings: Settings) -> Iterator[None]:
    """Logs as an operator reads them, files for nobody else. Raises Failure for what the database refuses."""
    configure_logging(settings.log_level)
    try:
        with private_files():
            yield
    except SQLAlchemyError as error:
        raise Failure(f"database: {str(error).splitlines()[0]}") from error
    except MigrationFailed as error:
        raise Failure(f"{error.service} cannot be brought to this release: {error}") from error


def serve_until_stopped(settings: Settings, listener: socket.socket, services: Sequence[str]) -> None:
    """Bring the named services' databases to this release, and serve them on a socket. Raises Failure."""
    with _operating(settings):
        upgrade(settings, services)
        serve(settings, listener, services)


def migrate(settings: Settings) -> None:
    """Bring every service's database to its newest revision. Raises Failure.

    SQLite serves one process: its files are not changed under a release that runs.
    """
    with _operating(settings), ExitStack() as held:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        if any(database.is_sqlite for database in databases_of(settings).values()):
            held.enter_context(_alone(settings))
        upgrade(settings, SERVICES)


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


def recount(settings: Settings) -> list[str]:
    """Count every open case anew by the rules of this release, and tell figures of contact plans from before it.

    Returns what changed, in words. Raises Failure.
    """
    with _operating(settings):
        context = build_context(settings)
        apps, today = build_services(context), local_today()
        changed = list(recounting.recount(apps["cases"].state.database, context.books, today))
        for authority in context.books.councils:
            with apps["intake"].state.database.transaction(authority) as tx:
                told = plans.tell_of_earlier(tx, authority, today)
            changed += [f"{ref}: its contact plan is counted from now on" for ref in told]
        return changed


def accept(settings: Settings, leave_out: int = 0) -> list[str]:
    """Let followers go on from the end of feeds that are not what they followed. Returns what was done, in words.

    Whatever the lost events told stays where it was applied. No reference that any service knows is given again,
    nor any of the next hundred: some may have been given and never told. Raises Failure.

    Args:
        leave_out: so many references of each year, although every feed may be what was followed: all databases
            were set back to an earlier moment together, and no follower can tell.
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
        if done or leave_out:
            done += leave_known_numbers_out(databases, max(leave_out, LEFT_OUT))
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


def back_up(settings: Settings, folder: Path) -> None:
    """Write a set of all three databases into a new folder, while the product serves. Raises Failure."""
    with _operating(settings):
        backup.backup(settings, folder)


def back_up_and_keep(settings: Settings, folder: Path, keep: int) -> list[str]:
    """Add a verified set of now to a folder of sets and let go of all but the newest. Returns what was done.

    Raises Failure, with all older sets still there.
    """
    with _operating(settings):
        made = sets.add(settings, folder)
        gone = sets.let_go(folder, keep)
    return [f"{made}: verified", *(f"{old}: let go of" for old in gone)]


def verify(settings: Settings, folder: Path) -> list[str]:
    """Restore a set where nobody looks, and compare all of it. Returns what was found. Raises Failure."""
    with _operating(settings):
        return backup.verify(settings, folder)


def restore(settings: Settings, folder: Path, leave_out: int) -> list[str]:
    """Put a set where no database is, while nothing runs. Returns what was done, in words. Raises Failure.

    Args:
        leave_out: so many references of each year, which may have been given since the backup.
    """
    with _operating(settings):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        with _alone(settings):
            return backup.restore(settings, folder, leave_out)


def examine(settings: Settings, proxy: tuple[str, int] | None) -> list[Finding]:
    """Look at the installation, which is left as it is; `proxy`: host and port by which people come."""
    configure_logging("CRITICAL")
    return examined(settings, proxy)


def move_out(settings: Settings, authority: str, file: Path) -> Council:
    """Write all that is kept of a council into a new file, while the product serves. Raises Failure."""
    with _operating(settings):
        return moving.move_out(
            settings, books_with(settings.councils_folder, settings.last_in_force), authority, file
        )


def move_in(settings: Settings, file: Path) -> Council:
    """Bring a council in where nothing is kept of it, while nothing runs. Raises Failure."""
    with _operating(settings), _alone(settings):
        return moving.move_in(settings, books_with(settings.councils_folder, settings.last_in_force), file)


def forget(settings: Settings, file: Path, although_different: bool) -> Council:
    """Take away all that is kept of the council that a file was written of, while nothing runs. Raises Failure."""
    with _operating(settings), _alone(settings):
        return moving.forget(settings, file, although_different)


def rebuild(settings: Settings) -> int:
    """Build analytics' facts again from zero. Returns how many events that was. Raises Failure."""
    with _operating(settings):
        return asyncio.run(rebuild_facts(build_context(settings)))


class ReadsOf(NamedTuple):
    """How a council's chain of reads stands in one service; `fault`: what is wrong with it, in words."""

    service: str
    authority: str
    length: int
    hash: str
    fault: str | None


def verify_reads(
    settings: Settings, authority: str | None, earlier: Mapping[tuple[str, str], tuple[int, str]]
) -> list[ReadsOf]:
    """Check every chain of reads, or one council's. Raises Failure.

    Args:
        earlier: length and hash that were printed before, by service and council: they have to hold still.
    """
    found = []
    with _operating(settings):
        for service, app in build_services(build_context(settings)).items():
            database, tables = app.state.database, app.state.reads.tables
            with database.reading() as session:
                councils = read_queries.councils(session, tables)
            kept_elsewhere = {council for of_service, council in earlier if of_service == service}
            for council in sorted({*councils, *kept_elsewhere}):
                if authority in {None, council}:
                    found.append(_verified(database, tables, service, council, earlier.get((service, council))))
    return found


def _verified(
    database: Database, tables: ReadTables, service: str, council: str, earlier: tuple[int, str] | None
) -> ReadsOf:
    with database.reading() as session:
        end, fault = read_queries.verify(session, tables, council)
        if earlier and not fault:
            length, known = earlier
            there = read_queries.hash_of(session, tables, council, length)
            if length > end.length:
                fault = missing(end.length + 1, length)
            elif length > end.forgotten and (there is None or there.hex() != known):
                fault = f"read {length} is not the one that was there before"
    return ReadsOf(service, council, end.length, end.hash.hex(), fault)


def forget_reads(settings: Settings, authority: str | None, before: date) -> list[str]:
    """Let go of reads before a local date. Returns what was done, in words. Raises Failure."""
    done = []
    with _operating(settings):
        for service, app in build_services(build_context(settings)).items():
            reads: Reads = app.state.reads
            with reads.database.reading() as session:
                councils = read_queries.councils(session, reads.tables)
            for council in councils:
                if authority in {None, council}:
                    with reads.database.transaction() as tx:
                        count = read_queries.forget(tx, reads, council, local_midnight(before), utc_now())
                    done.append(f"{service} {council}: {count} reads let go of")
    return done


async def rebuild_facts(context: Context) -> int:
    """Forget analytics' facts and follow both feeds from their beginning. Returns how many events that was."""
    app = build_services(context)["analytics"]
    with app.state.database.transaction() as tx:
        analytics.repository.clear(tx)
    return sum([await follower.catch_up() for follower in app.state.followers])
