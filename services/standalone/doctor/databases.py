"""Looks at the three databases: there, of this release, following each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from cases.clocks.models import ClockRow
from cases.outbox.models import OutboxRow
from chassis import feed
from chassis.db import Database
from chassis.feed import AnotherFeed
from chassis.follower import list_parked, place
from chassis.migrations import is_known, is_newest, revision
from chassis.rows import table_of
from chassis.sealing import MASTER_KEY, UnreadableMasterKey
from chassis.settings import Settings
from intake.files import storage
from intake.models import FileRow
from kernel.errors import DomainError
from kernel.vocabulary import SendingState
from standalone.backup import sets
from standalone.backup.moment import databases_of, is_there
from standalone.doctor import rules
from standalone.doctor.rules import Finding, look, mend, ok
from standalone.place import FOLLOWED

RESTORE = "Leave the product stopped, and restore the newest set (docs/operating.md, Backup)."
NEWEST = 1_000
"""Events among which the newest instant is: a clock that was set back leaves it behind the end."""


@dataclass
class Seen:
    """What others judge by.

    Attributes:
        newest: the newest instant stored.
        last_due: the last date by which something is due.
    """

    newest: datetime | None = None
    last_due: date | None = None
    findings: list[Finding] = field(default_factory=list)


def seen(settings: Settings, now: datetime) -> Seen:
    """Look at all of them."""
    found, databases = Seen(), databases_of(settings)
    try:
        stand_at = {name: _stands_at(database) for name, database in databases.items()}
        gone = _gone(settings, stand_at)
        of_this = {
            name for name, at in stand_at.items() if _is_of_this(found, databases[name], at, gone=name in gone)
        }
        for name in of_this:
            _instants(found, databases[name])
        for name, sources in FOLLOWED.items():
            if {name, *sources} <= of_this:
                found.findings.append(_following(databases, name, sources, now))
        if "intake" in of_this:
            found.findings.extend(_newest_file(databases["intake"], settings))
        if "cases" in of_this:
            found.last_due = _last_due(databases["cases"])
            found.findings.append(_leaving(databases["cases"], now))
    finally:
        for database in databases.values():
            database.engine.dispose()
    return found


def _stands_at(database: Database) -> str | SQLAlchemyError | None:
    """Its revision, or why it cannot be read; None: nothing was begun in it."""
    if not is_there(database):
        return None
    try:
        with database.reading() as session:
            return revision(session, database.tables.service)
    except SQLAlchemyError as error:
        return error


def _gone(settings: Settings, stand_at: Mapping[str, str | SQLAlchemyError | None]) -> set[str]:
    """Those that hold nothing while others, or backups, do; services that run apart have each its own."""
    there = {name for name, at in stand_at.items() if at is not None}
    together = not (settings.intake_url or settings.cases_url)
    return stand_at.keys() - there if together and (there or _has_backups(settings)) else set()


def _has_backups(settings: Settings) -> bool:
    try:
        return sets.newest_in(settings.backups_folder) is not None
    except PermissionError:
        return False  # said of the backups


def _is_of_this(found: Seen, database: Database, at: str | SQLAlchemyError | None, *, gone: bool) -> bool:
    """Whether a database is at this release; what it is else is said."""
    name = database.tables.service
    of = f"database of {name}"
    if gone:
        says = "It is gone, and others, or backups, are there."
        do = f"If its disk is not mounted, or the settings name another, mend that. Else: {RESTORE}"
        found.findings.append(mend(of, says, do))
    elif at is None:
        found.findings.append(look(of, "There is none yet.", "Start the product: it makes one."))
    elif isinstance(at, SQLAlchemyError):
        said = str(at).partition("\n")[0]
        found.findings.append(mend(of, f"It cannot be read: {said}", _what_to_do(database, at)))
    elif is_newest(name, at):
        found.findings.append(ok(of, f"It answers, at {at}."))
        return True
    elif is_known(name, at):
        does = "Start the product: it backs up and upgrades."
        found.findings.append(look(of, "It is an earlier release's.", does))
    else:
        found.findings.append(mend(of, f"It is a newer release's, at {at}.", "Install that release again."))
    return False


def _what_to_do(database: Database, error: SQLAlchemyError) -> str:
    """A file that SQLite may not open, or whose disk fails, may be whole: a set in its place would be a loss."""
    if not database.is_sqlite:
        return "See that it runs and who may sign in to it."
    if isinstance(error, OperationalError):
        return f"See whose {database.url.database} is, and whether its disk is well; then ask again."
    return RESTORE


def _instants(found: Seen, database: Database) -> None:
    events = database.tables.events.c
    newest = select(events.recorded_at).order_by(events.position.desc()).limit(NEWEST)
    with database.reading() as session:
        there = session.execute(newest).scalars().all()
    found.newest = max([*there, *filter(None, [found.newest])], default=None)


def _following(databases: dict[str, Database], name: str, sources: tuple[str, ...], now: datetime) -> Finding:
    behind, waiting = 0, list[dict[str, Any]]()
    with databases[name].reading() as session:
        tables = databases[name].tables
        places = {source: place(session, tables, f"{name}.{source}") for source in sources}
        parked = len(list_parked(session, tables))
    for source, kept in places.items():
        with databases[source].reading() as session:
            try:
                waiting += feed.read(session, databases[source].tables, kept.position, 1, kept.mark)
            except AnotherFeed:
                return mend(
                    f"events of {name}",
                    f"What {source} tells is not what was followed: was a backup restored?",
                    "See docs/operating.md, When a feed is refused.",
                )
            behind += feed.last_position(session, databases[source].tables) - kept.position
    since = min((datetime.fromisoformat(event["time"]) for event in waiting), default=None)
    return rules.following(name, parked, behind, since, now)


def _newest_file(database: Database, settings: Settings) -> Iterator[Finding]:
    """Whether what people sent can be read; none is no finding."""
    file = table_of(FileRow).c
    newest = select(file.authority, file.key).where(file.key.is_not(None)).order_by(file.at.desc()).limit(1)
    with database.reading() as session:
        kept = session.execute(newest).first()
    if kept is None:
        return
    do = "Put files.key, or REDRESS_FILES_KEY, and what it opens back as they were (docs/one-council.md, 8)."
    if not (settings.files_key or (settings.data_dir / MASTER_KEY).exists()):
        yield mend("files", "The key is gone that opens them.", do)
        return
    try:
        storage.opened(settings).read(*kept)
    except UnreadableMasterKey:
        return  # said of the keys
    except DomainError as error:
        yield mend("files", f"The newest that is kept does not open: {error}", do)
    else:
        yield ok("files", "The newest that is kept opens.")


def _leaving(database: Database, now: datetime) -> Finding:
    message = table_of(OutboxRow).c
    queued = select(func.count(), func.min(message.at)).where(message.state == SendingState.WAITING)
    with database.reading() as session:
        waiting, since = session.execute(queued).one()
    return rules.leaving(waiting, since, now)


def _last_due(database: Database) -> date | None:
    """Of the clocks that run."""
    clock = table_of(ClockRow).c
    running = select(func.max(clock.due_on)).where(clock.met_on.is_(None), clock.cancelled.is_(False))
    with database.reading() as session:
        found: date | None = session.execute(running).scalar_one()
    return found
