"""Copies by PostgreSQL's own programs: pg_dump's custom format, of whole databases."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, Connection, Engine, make_url

from chassis import walls
from chassis.settings import Settings
from standalone import SERVICES
from standalone.backup.moment import Reading, together
from standalone.failure import Failure

SUFFIX = ".dump"
NOT_OWNERS = ("--no-owner", "--no-privileges")
"""A copy belongs to whoever restores it: on another server there may be no such role."""
SCRATCH = "redress_verify_"
LEFT = f"""
SELECT datname FROM pg_database
WHERE datname LIKE '{SCRATCH.replace("_", "!_")}%' ESCAPE '!' AND pg_get_userbyid(datdba) = current_user
AND pg_try_advisory_lock(hashtext(datname))
"""
"""Databases beside the real ones that nobody is at: whoever made them was killed, or could not remove them."""
TABLES = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
"""


def refuse_missing(_urls: Mapping[str, URL]) -> None:
    """Connecting tells: PostgreSQL makes no database by itself. Raises Failure without its programs."""
    _program("pg_dump")


def copy(reading: Reading, url: URL, file: Path) -> None:
    """Write the state that is read into a new file. Raises Failure."""
    os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
    options = ("--format=custom", "--enable-row-security", f"--snapshot={reading.snapshot}", f"--file={file}")
    _run("pg_dump", url, *NOT_OWNERS, *options)


def put(file: Path, url: URL) -> None:
    """Write a copy into an empty database, wholly or not at all. Raises Failure."""
    _run("pg_restore", url, *NOT_OWNERS, "--exit-on-error", "--single-transaction", str(file))


@contextmanager
def scratch(settings: Settings) -> Iterator[Settings]:
    """Settings of databases beside the real ones, which are gone afterwards. Raises Failure.

    Each holds a copy of what people told: what a run left behind that did not come to its end goes first.
    """
    urls = _urls(settings)
    with ExitStack() as made:
        renamed: dict[str, URL] = {}
        for number, names in enumerate(together(urls)):
            fresh = f"{SCRATCH}{os.getpid()}_{number}"
            server = made.enter_context(_connecting(urls[names[0]].set(database="postgres", query={})))
            connection = made.enter_context(server.connect())  # whose locks say that somebody is at it
            for left in connection.execute(text(LEFT)).scalars().all():
                _drop(connection, left)
            connection.execute(text("SELECT pg_advisory_lock(hashtext(:name))"), {"name": fresh})
            connection.execute(text(f'CREATE DATABASE "{fresh}" TEMPLATE template0'))
            made.callback(_drop, connection, fresh)
            renamed |= {name: urls[name].set(database=fresh) for name in names}
        yield settings.model_copy(
            update={f"{n}_database_url": url.render_as_string(hide_password=False) for n, url in renamed.items()}
        )


@contextmanager
def staged(settings: Settings) -> Iterator[Settings]:
    """The real databases, as long as they are empty. Raises Failure.

    A product that starts on one meanwhile and the copy that is put there make tables of the same names: one of
    them fails as a whole.
    """
    urls = _urls(settings)
    for names in together(urls):
        with _connecting(urls[names[0]]) as server, server.connect() as connection:
            if connection.execute(text(TABLES)).scalar_one():
                raise Failure(f"the database {urls[names[0]].database} is not empty; a set goes into empty ones")
    yield settings


def _urls(settings: Settings) -> dict[str, URL]:
    return {name: make_url(getattr(settings, f"{name}_database_url")) for name in SERVICES}


@contextmanager
def _connecting(url: URL) -> Iterator[Engine]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT", hide_parameters=True)
    try:
        yield engine
    finally:
        engine.dispose()


def _drop(connection: Connection, database: str) -> None:
    # Nobody else knows of it but autovacuum, whom the server sends away; to force that needs a superuser.
    connection.execute(text(f'DROP DATABASE "{database}"'))


def _program(name: str) -> str:
    if (found := shutil.which(name)) is None:
        raise Failure(f"{name} is not on the PATH: install PostgreSQL's client programs, of the server's version")
    return found


def _run(program: str, url: URL, *arguments: str) -> None:
    """Raises Failure with the first line that the program says. A password is in no list of processes."""
    address = url.set(drivername="postgresql", password=None).render_as_string()
    everything = {"PGOPTIONS": f"{os.environ.get('PGOPTIONS', '')} -c redress.council={walls.EVERY}"}
    secret = {} if url.password is None else {"PGPASSWORD": str(url.password)}
    done = subprocess.run(
        [_program(program), f"--dbname={address}", *arguments],
        env={**os.environ, **everything, **secret},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Failure(next(iter(done.stderr.splitlines()), f"{program} ended with {done.returncode}"))
