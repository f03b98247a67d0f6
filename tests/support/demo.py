"""The demonstration's council as it is made on one afternoon: once a run, by whichever process comes first."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import time_machine

from chassis.settings import Settings
from standalone import SERVICES
from standalone.compose import build_context, build_services, migrate_all
from standalone.demo_data import make_demo_council
from tests.support import house, shared
from tests.support.databases import Databases
from tests.support.house import House

NOW = datetime(2026, 3, 24, 14, 30, tzinfo=UTC)


@contextmanager
def made(databases: Databases, folder: Path, now: datetime = NOW, **urls: str) -> Iterator[House]:
    with time_machine.travel(now, tick=True), house.opened(databases, folder, **urls) as services:
        services.run(make_demo_council, services.context, services.apps)
        yield services


def made_once() -> Path:
    """The folder that has it, on SQLite: to be read, or to be copied and changed."""
    folder = shared.folder() / "demo"
    with shared.locked("demo"):
        if not folder.exists():
            folder.mkdir()
            migrate_all(build_services(build_context(Settings(data_dir=folder))))
            with made(Databases("sqlite", folder), folder, **urls_in(folder)):
                pass  # made while others wait
    return folder


def urls_in(folder: Path) -> Mapping[str, str]:
    """Settings of the databases in a folder."""
    return {f"{name}_database_url": f"sqlite:///{folder}/{name}.db" for name in SERVICES}
