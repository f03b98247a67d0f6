"""What faults are tried on: one council's server on SQLite, and what would carry all councils.

There services reach each other by links that can be cut; a link is a proxy.
"""

import os
import secrets
import signal
import sqlite3
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg
from joserfc.jwk import ECKey

from standalone import SERVICES
from standalone.place import FOLLOWED
from tests.chaos.pair import Pair
from tests.chaos.post import Post
from tests.support import proxies, tokens
from tests.support.processes import free_port, started_by, stopped
from tests.support.server import Product

REPLICAS = 2
READY_SECONDS = 60.0
_UPSTREAM = """
upstream {service} {{
    {replicas}
    keepalive 8;
}}
"""
_LOCATION = """
    location /api/{service}/ {{
        proxy_pass http://{service};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_connect_timeout 2s;
    }}
"""


@dataclass
class Link:
    """A proxy to some services, which shares their requests among the replicas."""

    folder: Path
    replicas: Mapping[str, Sequence[Product]]
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def open(self) -> None:
        self.folder.mkdir(exist_ok=True)
        conf = "access_log off;"
        for service, replicas in self.replicas.items():
            servers = "".join(f"server 127.0.0.1:{one.port} fail_timeout=1s; " for one in replicas)
            conf += _UPSTREAM.format(service=service, replicas=servers)
        locations = "".join(_LOCATION.format(service=service) for service in self.replicas)
        conf += f"server {{ listen 127.0.0.1:{self.port}; {locations} }}"
        self.process = proxies.started(proxies.nginx(self.folder, conf), self.folder, [self.port])

    def cut(self) -> None:
        """Whoever tries is refused, and what was on its way is lost."""
        process, self.process = self.process, None
        if process:
            for pid in [process.pid, *started_by(process.pid)]:
                os.kill(pid, signal.SIGKILL)
            process.wait()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing comes through, and nobody is told so."""
        assert self.process, "it was opened"
        with stopped(started_by(self.process.pid)):
            yield


class Installation(ABC):
    """Some servers in one folder, that callers reach at `url`.

    Attributes:
        settings: what all servers share.
        post: what arrives by e-mail, and what left.
        poisoned: how many events nobody can read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ECKey.generate_key("P-256")
        self.poisoned = 0
        self.post = Post()
        self.settings = self.post.settings | {
            "REDRESS_SIGNING_KEY": self.key.as_pem(private=True).decode(),
            "REDRESS_FILES_KEY": secrets.token_hex(32),
        }

    @property
    @abstractmethod
    def url(self) -> str: ...

    @abstractmethod
    def everyone(self) -> list[Product]:
        """Every server."""

    def start(self) -> None:
        for replica in self.everyone():
            replica.launch()
        self.wait_until_ready()

    def end_servers(self) -> None:
        for replica in self.everyone():
            replica.kill()

    def stop(self) -> None:
        """End all of it; the data stay."""
        self.end_servers()
        self.post.close()

    def revive(self) -> None:
        """Start what ended by itself, as a supervisor does."""
        for replica in self.everyone():
            if replica.process is None or replica.process.poll() is not None:
                replica.launch()

    @abstractmethod
    def writers(self) -> list[int]:
        """The processes that write to the databases' disk."""

    @abstractmethod
    def operator(self) -> Product:
        """Who may give commands, with the settings of all three services."""

    @abstractmethod
    def rows(self, service: str, statement: str) -> list[tuple[Any, ...]]:
        """What a query of a service's database finds, seen from outside the product."""

    @abstractmethod
    def tables(self, service: str) -> list[str]:
        """The names of a service's tables."""

    @abstractmethod
    def change(self, service: str, *statements: str) -> None:
        """Change a service's database by hand, in one transaction."""

    def tell(self, service: str, ref: str, kind: str, data: str) -> None:
        """Put an event into a service's feed by hand."""
        columns = "position, authority, ref, sequence, type, occurred_on, recorded_at, data"
        self.change(
            service,
            *self._hold_the_feed(service),
            f"INSERT INTO {service}_event ({columns}) SELECT max(position) + 1, 'leicester', '{ref}', 1, "
            f"'{kind}', CURRENT_DATE, CURRENT_TIMESTAMP, '{data}' FROM {service}_event",
        )

    def wait_until_ready(self) -> None:
        for replica in self.everyone():
            replica.wait_until_ready(READY_SECONDS)

    def token(self, role: str, seconds: int) -> str:
        """Of somebody of Leicester, who may come for some seconds."""
        return tokens.signed(self.key, roles=[role], sub=role, exp=int(time.time()) + seconds)

    def client(self, role: str) -> httpx.Client:
        return httpx.Client(base_url=self.url, headers=tokens.bearer(self.token(role, 3600)), timeout=20)

    def _hold_the_feed(self, service: str) -> list[str]:
        return []


class OneCouncil(Installation):
    """One server with its worker, on SQLite."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.server = Product(folder / "data", self.settings)

    @property
    def url(self) -> str:
        return self.server.url

    def everyone(self) -> list[Product]:
        return [self.server]

    def writers(self) -> list[int]:
        return [server_of(self.server), *workers_of(self.server)]

    def operator(self) -> Product:
        return self.server

    def rows(self, service: str, statement: str) -> list[tuple[Any, ...]]:
        with closing(self._connected(service)) as connection:
            return connection.execute(statement).fetchall()

    def tables(self, service: str) -> list[str]:
        found = self.rows(
            service, f"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '{service}_%'"
        )
        return [name for (name,) in found]

    def change(self, service: str, *statements: str) -> None:
        with closing(self._connected(service)) as connection, connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in statements:
                connection.execute(statement)

    def _connected(self, service: str) -> sqlite3.Connection:
        return sqlite3.connect(self.server.data / f"{service}.db", timeout=20, isolation_level=None)


class AllCouncils(Installation):
    """Three services with two replicas each behind a proxy, on a primary and its synchronous standby.

    Args:
        earlier: the `services/` of an earlier release, which all servers are of until they are exchanged.

    Attributes:
        links: by who asks and who is asked.
    """

    def __init__(self, folder: Path, earlier: Path | None = None) -> None:
        super().__init__(folder)
        self.pair = Pair(folder if folder.is_mount() else Path(tempfile.gettempdir()))
        self.databases = {service: self.pair.primary.create(service) for service in SERVICES}
        self.settings["REDRESS_BACKUP_BEFORE_UPGRADE"] = "false"  # as where a database's administrator makes them
        for service, at in self.databases.items():
            self.settings[f"REDRESS_{service.upper()}_DATABASE_URL"] = self.pair.url(at)
        self.replicas: dict[str, Sequence[Product]] = {
            service: [self._replica(service, number) for number in range(REPLICAS)] for service in SERVICES
        }
        self.front = Link(folder / "front", self.replicas, free_port())
        self.links: dict[tuple[str, str], Link] = {}
        for asks, asked in ((asks, asked) for asks, followed in FOLLOWED.items() for asked in followed):
            link = Link(folder / f"{asks}-{asked}", {asked: self.replicas[asked]}, free_port())
            self.links[asks, asked] = link
            for replica in self.replicas[asks]:
                replica.settings = {**replica.settings, f"REDRESS_{asked.upper()}_URL": link.url}
        if earlier:
            for replica in self.everyone():
                replica.forked = False
                replica.settings = {**replica.settings, "PYTHONPATH": str(earlier)}

    @property
    def url(self) -> str:
        return self.front.url

    def everyone(self) -> list[Product]:
        return [replica for replicas in self.replicas.values() for replica in replicas]

    def start(self) -> None:
        for link in [self.front, *self.links.values()]:
            link.open()
        super().start()

    def stop(self) -> None:
        super().stop()
        for link in [self.front, *self.links.values()]:
            link.cut()
        self.pair.stop()

    def exchange(self, replica: Product) -> None:
        """Stop a server as a deployment does, and start one of this release in its place."""
        replica.stop(signal.SIGTERM)
        replica.forked = True
        replica.settings = {name: value for name, value in replica.settings.items() if name != "PYTHONPATH"}
        replica.launch()

    def revive(self) -> None:
        self.pair.revive()
        super().revive()

    def writers(self) -> list[int]:
        return self.pair.backends()

    def operator(self) -> Product:
        return Product(self.folder / "operator", self.settings)

    def rows(self, service: str, statement: str) -> list[tuple[Any, ...]]:
        with self._connected(service) as connection:
            return connection.execute(statement).fetchall()

    def tables(self, service: str) -> list[str]:
        found = self.rows(service, "SELECT tablename FROM pg_tables")
        return [name for (name,) in found if name.startswith(f"{service}_")]

    def change(self, service: str, *statements: str) -> None:
        with self._connected(service) as connection:
            for statement in statements:
                connection.execute(statement)

    def _hold_the_feed(self, service: str) -> list[str]:
        return [f"SELECT pg_advisory_xact_lock(hashtext('redress.{service}.feed'))"]

    def _connected(self, service: str) -> psycopg.Connection[Any]:
        return psycopg.connect(
            f"postgresql://postgres@127.0.0.1:{self.pair.primary.port}/{self.databases[service]}"
        )

    def _replica(self, service: str, number: int) -> Product:
        where = self.folder / f"{service}-{number}"
        return Product(where, self.settings, arguments=("--service", service), answers=(service,))


def server_of(product: Product) -> int:
    """The process that answers."""
    assert product.process, "it was started"
    return product.process.pid


def workers_of(product: Product) -> list[int]:
    """The processes that follow: one, or none just now."""
    return [worker for keeper in started_by(server_of(product)) for worker in started_by(keeper)]


def kill_workers(product: Product) -> None:
    for worker in workers_of(product):
        with suppress(ProcessLookupError):  # one that has ended since
            os.kill(worker, signal.SIGKILL)
