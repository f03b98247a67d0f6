"""Brings what an earlier release kept to this one: a verified backup first, then all databases or none."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session

from chassis.db import Database
from chassis.migrations import MigrationFailed, alone, is_known, is_newest, migrate, revision
from chassis.settings import Settings
from chassis.version import VERSION
from standalone import SERVICES
from standalone.backup import sets
from standalone.backup.moment import databases_of, is_there
from standalone.failure import Failure

UNCHANGED = "Nothing was changed: the release before can be started again."


def upgrade(settings: Settings, services: Sequence[str]) -> None:
    """Bring services' databases to this release. Raises Failure, which says whether all is as it was before.

    A service that runs alone knows no other's database, so it takes no backup, which is of all three:
    `redress migrate` does, before its new release is started.
    """
    databases = {name: database for name, database in databases_of(settings).items() if name in services}
    try:
        with ExitStack() as held:
            stand_at = {name: _stands_at(held, name, database) for name, database in databases.items()}
            _refuse_to_begin_anew(settings, stand_at)
            _refuse_newer(stand_at)
            behind = [name for name, at in stand_at.items() if not is_newest(name, at)]
            if any(stand_at[name] for name in behind):
                _back_up(settings, services)
            if behind:
                migrate(*databases.values())
    except MigrationFailed as error:
        said = f"{error.service} cannot be brought to release {VERSION}: {error}"
        raise Failure(f"{said}. {_goes_on(error.done) if error.done else UNCHANGED}") from error
    finally:
        for database in databases.values():
            database.engine.dispose()


def _refuse_to_begin_anew(settings: Settings, stand_at: Mapping[str, str | None]) -> None:
    """An empty product beside backups would give references again, and its own backups would take their place.

    So would one that has lost cases alone, and opens them all anew.
    """
    empty = [name for name, at in stand_at.items() if at is None]
    if empty and (newest := sets.newest_in(settings.backups_folder)):
        raise Failure(
            f"nothing is kept in the database of {', '.join(empty)}, and {settings.backups_folder} has backups. "
            "Mount what belongs there, or name it in the settings, or move the others aside and restore the "
            f"newest: `redress restore {newest.folder}`. To begin anew, move the backups away"
        )


def _goes_on(done: Sequence[str]) -> str:
    return f"Of this release already: {', '.join(done)}. Mend that and start this release again, which goes on."


def _stands_at(held: ExitStack, name: str, database: Database) -> str | None:
    """Its revision, which no other process moves meanwhile; None: nothing was migrated yet."""
    if not is_there(database):
        return None
    connection = held.enter_context(database.engine.connect())
    alone(connection, name, "upgrade")
    found = revision(Session(connection), name)
    if database.is_sqlite:
        connection.rollback()  # a reading that stays open sees nothing of the migration
    return found


def _refuse_newer(stand_at: Mapping[str, str | None]) -> None:
    for name, at in stand_at.items():
        if at and not is_known(name, at):
            raise Failure(
                f"the database of {name} is of a newer release than {VERSION}, at {at}. Start that release, "
                "or restore the backup that it made before it upgraded"
            )


def _back_up(settings: Settings, services: Sequence[str]) -> None:
    if not settings.backup_before_upgrade or set(services) != set(SERVICES):
        return
    structlog.get_logger().warning("backing_up_before_upgrade", release=VERSION)
    try:
        made = sets.add(settings, settings.backups_folder, before_release=VERSION)
    except (Failure, OSError, SQLAlchemyError) as error:
        why = str(error).partition("\n")[0]
        raise Failure(
            f"the backup before the upgrade to {VERSION} could not be made in {settings.backups_folder}: {why}. "
            f"{UNCHANGED} Or set REDRESS_BACKUP_BEFORE_UPGRADE=0, once there is a backup of another kind"
        ) from error
    structlog.get_logger().warning("backed_up_before_upgrade", set=str(made))
