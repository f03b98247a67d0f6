"""Fixtures for every test: databases of both kinds, and the product as a process."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.observability import configure_logging
from tests.support import shared
from tests.support.databases import BACKENDS, Databases


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared.begin()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared.end()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how well look-alikes were found, how many requests the contract tests sent, and what came back."""
    measured = shared.folder() / "look-alikes"
    if measured.exists():
        terminalreporter.write_line(measured.read_text())
    log = shared.folder() / "generated-requests"
    if log.exists():
        statuses = Counter(log.read_text().split())
        told = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))
        terminalreporter.write_line(f"Generated requests to the published interfaces: {statuses.total()} ({told})")


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the product does."""
    return "asyncio"


@pytest.fixture(scope="session", autouse=True)
def logs_as_in_the_product() -> None:
    """Without it every unhandled error is drawn as a picture of all its frames, which takes seconds."""
    configure_logging("INFO")


@pytest.fixture(params=BACKENDS)
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """Makes databases; a test that uses it runs once on SQLite and once on PostgreSQL."""
    made = Databases(request.param, tmp_path)
    yield made
    made.close()


@pytest.fixture
def database_url(databases: Databases) -> str:
    """A new, empty database, on SQLite and on PostgreSQL."""
    return databases.empty()
