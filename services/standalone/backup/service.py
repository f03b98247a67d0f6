"""Back up, verify, restore: one rule for both databases."""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, Protocol

from pydantic import ValidationError
from sqlalchemy.engine import URL
from sqlmodel import Session

from chassis.db import Database
from chassis.migrations import is_known, is_migrated, is_newest, migrate
from chassis.on_disk import kept_on_disk
from chassis.settings import Settings
from standalone import SERVICES
from standalone.backup import contents, postgresql, sqlite, told
from standalone.backup.files import new_folder, sha256
from standalone.backup.moment import Reading, at_one_moment, databases_of, together
from standalone.backup.told import File, Manifest
from standalone.failure import Failure
from standalone.numbers import leave_known_numbers_out

MANIFEST, CONTENTS, COUNCILS = "manifest.json", "contents", "councils"


class Kind(Protocol):
    """How copies are made and put on one kind of database."""

    SUFFIX: str

    def refuse_missing(self, urls: Mapping[str, URL], /) -> None: ...

    def copy(self, reading: Reading, url: URL, file: Path, /) -> None: ...

    def put(self, file: Path, url: URL, /) -> None: ...

    def scratch(self, settings: Settings, /) -> AbstractContextManager[Settings]: ...

    def staged(self, settings: Settings, /) -> AbstractContextManager[Settings]: ...


KINDS: Mapping[Literal["sqlite", "postgresql"], Kind] = {"sqlite": sqlite, "postgresql": postgresql}


def backup(settings: Settings, folder: Path, of_any_release: bool = False) -> None:
    """Write the set into a new folder for its owner alone, wholly or not at all. Neither the signing key nor
    the key of the files is in it.

    Raises Failure, also where the databases do not hang together or are of another release.

    Args:
        of_any_release: an earlier release's databases too, of which this one compares the tables alone.
    """
    if folder.exists():
        raise Failure(f"{folder} is there already; a backup goes into a new folder")
    with _opened(settings) as databases:
        urls = {name: database.url for name, database in databases.items()}
        kind = _kind(databases)
        KINDS[kind].refuse_missing(urls)
        with at_one_moment(databases) as readings, new_folder(folder) as part:
            taken_at = datetime.now(UTC)
            connections = {name: reading.connection for name, reading in readings.items()}
            of_this = all(is_migrated(Session(connection), name) for name, connection in connections.items())
            if not (of_this or of_any_release):
                raise Failure("the databases are not at this release's revision: use the release that serves them")
            if of_this:
                told.refuse_apart(connections)
            files = {}
            for names in together(urls):
                file = part / f"{'-'.join(names)}{KINDS[kind].SUFFIX}"
                KINDS[kind].copy(readings[names[0]], urls[names[0]], file)
                kept_on_disk(file)
                files[file.name] = File(services=names, sha256=sha256(file))
            manifest = Manifest(
                taken_at=taken_at,
                database=kind,
                files=files,
                contents=contents.copied_to(
                    part / CONTENTS, settings.files_folder, contents.contents_in(settings.files_folder)
                ),
                councils=contents.copied_to(
                    part / COUNCILS, settings.councils_folder, contents.councils_in(settings.councils_folder)
                ),
                services={name: told.held(connection, name) for name, connection in connections.items()},
                figures=told.yearly_figures(connections["analytics"]) if of_this else None,
            )
            (part / MANIFEST).write_text(manifest.model_dump_json(indent=1))
            kept_on_disk(part / MANIFEST)


def verify(settings: Settings, folder: Path) -> list[str]:
    """Restore the set where nobody else looks and compare every table, place and figure. Returns what was found.

    Raises Failure that names the first difference.
    """
    manifest = _read(folder)
    with KINDS[manifest.database].scratch(_fitting(settings, manifest)) as elsewhere:
        return _put_and_compare(elsewhere, folder, manifest)


def restore(settings: Settings, folder: Path, leave_out: int) -> list[str]:
    """Put the set where no database is, while nothing runs, and compare as `verify` does. Returns what was found.

    Nobody knows which references were given after the backup: the next `leave_out` of each year are never given.
    Raises Failure.
    """
    manifest = _read(folder)
    with (
        KINDS[manifest.database].staged(_fitting(settings, manifest)) as targets,
        contents.staged(folder / CONTENTS, settings.files_folder),
        # Those that are there already are kept elsewhere, and may be newer.
        nullcontext()
        if contents.councils_in(settings.councils_folder)
        else contents.staged(folder / COUNCILS, settings.councils_folder),
    ):
        found = _put_and_compare(targets, folder, manifest)
        with _opened(targets) as databases:
            return found + list(leave_known_numbers_out(databases, leave_out))


def _read(folder: Path) -> Manifest:
    try:
        manifest = Manifest.model_validate_json((folder / MANIFEST).read_text())
    except FileNotFoundError as error:
        raise Failure(f"{folder} has no {MANIFEST}: it is no set, or not a whole one") from error
    except ValidationError as error:
        raise Failure(f"{folder / MANIFEST} cannot be read: {error.errors()[0]['msg']}") from error
    if {name for file in manifest.files.values() for name in file.services} != set(SERVICES):
        raise Failure(f"{folder} is not a set of all three services")
    for name, file in manifest.files.items():
        if not (folder / name).is_file():
            raise Failure(f"{name} is missing from the set; a part of it is not restored")
        if sha256(folder / name) != file.sha256:
            raise Failure(f"{folder / name} is not what was backed up: its checksum differs")
    contents.refuse_different(folder / CONTENTS, manifest.contents)
    contents.refuse_different(folder / COUNCILS, manifest.councils)
    for name, held in manifest.services.items():
        if not is_known(name, held.revision):
            raise Failure(f"{name} is of a newer release, at {held.revision}")
    return manifest


def _fitting(settings: Settings, manifest: Manifest) -> Settings:
    """The settings, if the set goes where they say. Raises Failure."""
    databases = databases_of(settings)
    if (kind := _kind(databases)) != manifest.database:
        raise Failure(f"the set is of {manifest.database}, and the settings name {kind}")
    shared = together({name: database.url for name, database in databases.items()})
    if sorted(shared) != sorted(file.services for file in manifest.files.values()):
        raise Failure("the settings share databases between services otherwise than the set does")
    return settings


def _kind(databases: Mapping[str, Database]) -> Literal["sqlite", "postgresql"]:
    kinds = {database.url.get_backend_name() for database in databases.values()}
    for kind in KINDS:
        if kinds == {kind}:
            return kind
    raise Failure("a set is of three databases of one kind, SQLite or PostgreSQL")


def _put_and_compare(settings: Settings, folder: Path, manifest: Manifest) -> list[str]:
    with _opened(settings) as databases:
        for name, file in manifest.files.items():
            KINDS[manifest.database].put(folder / name, databases[file.services[0]].url)
        for name, database in databases.items():
            with database.engine.connect() as connection:
                told.refuse_different(connection, name, manifest.services[name])
            if not is_newest(name, manifest.services[name].revision):
                migrate(database)
        with at_one_moment(databases) as readings:
            connections = {name: reading.connection for name, reading in readings.items()}
            told.refuse_apart(connections)
            figures = told.yearly_figures(connections["analytics"])
            if manifest.figures not in (None, figures):
                raise Failure("the figures are not what they were when the set was taken")
    years = sum(map(len, (manifest.figures or {}).values()))
    return [
        *(
            f"{name}: {len(held.tables)} tables, {sum(rows.count for rows in held.tables.values())} rows, "
            f"{f'feed of {held.feed.position}' if held.feed else 'of an earlier release'}: as backed up"
            for name, held in manifest.services.items()
        ),
        f"{len(manifest.contents)} contents of files: as backed up",
        f"figures of {years} years of councils: as at {manifest.taken_at.isoformat(timespec='seconds')}"
        if manifest.figures is not None
        else "figures: an earlier release's, which were not asked",
    ]


@contextmanager
def _opened(settings: Settings) -> Iterator[dict[str, Database]]:
    databases = databases_of(settings)
    try:
        yield databases
    finally:
        for database in databases.values():
            database.engine.dispose()
