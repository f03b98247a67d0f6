"""PgBouncer as `deploy/` sets it up, before the tests' PostgreSQL."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.support.postgres import ROLE, Cluster
from tests.support.processes import free_port
from tests.support.proxies import DEPLOY, changed
from tests.support.waiting import eventually


@contextmanager
def pooled(cluster: Cluster, database: str, connections: int) -> Iterator[str]:
    """The URL of a database behind a PgBouncer with so many connections to it."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        port, file = free_port(), Path(folder, "pgbouncer.ini")
        file.write_text(
            changed(
                (DEPLOY / "pgbouncer" / "pgbouncer.ini").read_text(),
                {
                    "port=5432": f"port={cluster.port}",
                    "listen_port = 6432": f"listen_port = {port}",
                    "auth_type = scram-sha-256": "auth_type = any",
                    "auth_file = /etc/pgbouncer/userlist.txt": "",
                    "* = ": f"* = user={ROLE} ",
                    "default_pool_size = 20": f"default_pool_size = {connections}",
                },
            )
        )
        Path(folder).chmod(0o755)  # it refuses to be root, as PostgreSQL does
        program = ["/usr/sbin/pgbouncer", "-q", file]
        with subprocess.Popen(program, stderr=subprocess.DEVNULL, **cluster.as_user) as pooler:
            try:
                url = f"{ROLE}@127.0.0.1:{port}/{database}"
                eventually(lambda: _answers(f"postgresql://{url}"), what="PgBouncer")
                yield f"postgresql+psycopg://{url}?prepare_threshold=none"
            finally:
                pooler.kill()


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True
