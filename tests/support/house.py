"""The three services inside the test's process: real databases, HTTP without a socket, followers on request."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from fastapi import FastAPI
from sqlalchemy import URL, Engine

from chassis.app import Context
from chassis.auth import Principal
from chassis.db import Database
from chassis.settings import Settings
from kernel.vocabulary import Role
from standalone import SERVICES
from standalone.compose import build_services, compose
from tests.support import services
from tests.support.books import books
from tests.support.databases import Databases

_engines: defaultdict[URL, list[tuple[Engine, Engine]]] = defaultdict(list)
"""By address, without a connection and used by nobody: statements that were compiled in one stay compiled."""

T = TypeVar("T")


@dataclass
class Caller:
    """Somebody who is signed in. Calls may come from several threads at once."""

    subject: str
    _portal: BlockingPortal
    _client: httpx.AsyncClient

    @property
    def headers(self) -> Mapping[str, str]:
        """What each of their requests says of them."""
        return self._client.headers

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        return self._portal.call(partial(self._client.request, method, path, **options))

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return self.request("POST", path, json=json, **options)

    def put(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return self.request("PUT", path, json=json, **options)

    def patch(self, path: str, json: Any = None, **options: Any) -> httpx.Response:
        return self.request("PATCH", path, json=json, **options)

    def get_meanwhile(
        self, path: str, asked: Sequence[Mapping[str, Any]], **options: Any
    ) -> list[Future[httpx.Response]]:
        """Ask all of these, and go on before any is answered."""
        return [
            self._portal.start_task_soon(partial(self._client.request, "GET", path, params=params, **options))
            for params in asked
        ]

    def post_at_once(self, path: str, bodies: Sequence[Any], **options: Any) -> list[httpx.Response]:
        """Send all of them before any is answered."""
        sent: list[Future[httpx.Response]] = [
            self._portal.start_task_soon(partial(self._client.request, "POST", path, json=body, **options))
            for body in bodies
        ]
        return [answer.result(60) for answer in sent]


@dataclass
class House:
    """The services, and whoever calls at them."""

    context: Context
    apps: Mapping[str, FastAPI]
    _portal: BlockingPortal
    _root: FastAPI = field(init=False)

    def __post_init__(self) -> None:
        self._root = compose(self.context, self.apps)

    def database(self, service: str) -> Database:
        database: Database = self.apps[service].state.database
        return database

    def replica(self) -> "House":
        """The same services on the same databases, as another process would run them."""
        return House(self.context, build_services(self.context), self._portal)

    def caller(
        self,
        *roles: Role,
        authority: str = "eastmere",
        subject: str = "",
        seconds: int = 3600,
        hides_errors: bool = False,
        address: str = "127.0.0.1",
    ) -> Caller:
        """Somebody with these roles; `hides_errors`: answered with 500 as over a socket, instead of a trace."""
        who = subject or "-".join(role.value for role in roles)
        token = self.context.issuer.issue(who, who.replace("-", " ").title(), roles, authority, seconds)
        transport = httpx.ASGITransport(
            self._root, raise_app_exceptions=not hides_errors, client=(address, 50_000)
        )
        headers = {"Authorization": f"Bearer {token}"} if roles else {}
        client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000", headers=headers)
        return Caller(who, self._portal, client)

    async def asgi(self, path: str, headers: Mapping[str, str], receive: Any, send: Any) -> None:
        """A POST as the server hears it: for what HTTP clients do not do."""
        written = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
        scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "query_string": b"",
            "headers": written,
            "client": None,
            "scheme": "http",
            "http_version": "1.1",
            "root_path": "",
        }
        await self._root(scope, receive, send)

    def settle(self) -> None:
        """Let every follower apply what there is."""
        # Cases once more: what it tells intake comes back to it.
        for name in ("cases", "intake", "cases", "analytics"):
            for follower in self.apps[name].state.followers:
                self._portal.call(follower.catch_up)

    def run(self, function: Callable[..., Any], *arguments: Any) -> Any:
        """Run a coroutine function on the services' event loop."""
        return self._portal.call(function, *arguments)


def principal(*roles: Role, authority: str = "eastmere", subject: str = "tester") -> Principal:
    """Who asks, for use cases that are called without HTTP."""
    return Principal(subject, subject.title(), frozenset(roles), authority, expires_at=0.0)


@contextmanager
def opened(databases: Databases, folder: Path, **settings: Any) -> Iterator[House]:
    """The services on new databases, with nothing in them."""
    # Tests ask faster than people.
    made = {"data_dir": folder, "demo": False, "requests_per_minute": 1_000_000, **urls(databases), **settings}
    with opened_on(Settings.model_validate(made)) as house:
        yield house


@contextmanager
def opened_on(settings: Settings) -> Iterator[House]:
    """The services on the databases that settings name."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    context = Context.of(settings, books())
    apps = build_services(context)
    databases: list[Database] = [app.state.database for app in apps.values()]
    for database in databases:
        if kept := _engines[database.url]:
            database.engine, database.write_engine = kept.pop()
    with start_blocking_portal() as portal:
        yield House(context, apps, portal)
    for database in databases:
        database.engine.dispose()
        _engines[database.url].append((database.engine, database.write_engine))


def urls(databases: Databases) -> dict[str, str]:
    """One file each on SQLite; on PostgreSQL one database for all, as small installations have it."""
    if databases.backend == "sqlite":
        return {f"{name}_database_url": databases.migrated(name, migrate_only(name)) for name in SERVICES}
    url = databases.migrated("all_services", migrate_every)
    return {f"{name}_database_url": url for name in SERVICES}


def migrate_only(service: str) -> Callable[[str], None]:
    return partial(services.migrated, service)


def migrate_every(url: str) -> None:
    for service in SERVICES:
        services.migrated(service, url)
