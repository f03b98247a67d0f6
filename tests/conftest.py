"""Fixtures for every test: databases of both kinds, and the product as a process."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.garbage import collect_seldom
from chassis.logs import configure_logging
from tests.support import attacks, breadth, shared
from tests.support.databases import BACKENDS, Databases, drawn

WHOLE = "--whole"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        WHOLE,
        action="store_true",
        help="run every test that needs a database on SQLite and on PostgreSQL, and all of what repeats",
    )


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared.begin()
    if config.getoption(WHOLE):
        breadth.choose_whole()


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shared.end()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep what has its turn; of a test that two databases are open to, its twins if it is about them, or one."""
    if not breadth.is_whole():
        kept = {item: has_its_turn(item) and (is_about_databases(item) or is_drawn(item)) for item in items}
        config.hook.pytest_deselected(items=[item for item in items if not kept[item]])
        items[:] = [item for item in items if kept[item]]


def pytest_collection_finish() -> None:
    """Thousands of tests and three services stay to the end; looking through them took an eighth of the suite."""
    collect_seldom()


def has_its_turn(item: pytest.Item) -> bool:
    return not item.get_closest_marker("in_turn") or breadth.has_its_turn(name_of(item))


def is_about_databases(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("both_databases"))


def is_drawn(item: pytest.Item) -> bool:
    """Whether the test runs on the database that it draws, or on none that it could choose."""
    return database_of(item) in {"", drawn(name_of(item))}


def name_of(item: pytest.Item) -> str:
    """One for both twins, which draw by it."""
    return item.nodeid.replace(database_of(item), "")


def database_of(item: pytest.Item) -> str:
    parameters = getattr(item, "callspec", None)
    values = parameters.params.values() if parameters else ()
    return next((value for value in values if value in BACKENDS), "")


MADE_UP = ("cursors", "feed-places", "made-up-tokens", "made-up-events", "made-up-workbooks", "planted-words")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how well look-alikes were found, who was let in, which rows met, what was recovered and answered."""
    for name in (*MADE_UP, "look-alikes", "matrix", "matrix-of-records", "pairs", "suggestions"):
        if (measured := shared.folder() / name).exists():
            terminalreporter.write_line(measured.read_text())
    if (attacked := shared.folder() / "attacks").exists():
        terminalreporter.write_line(attacks.told(attacked.read_text()))
    log = shared.folder() / "generated-requests"
    if log.exists():
        statuses = Counter(log.read_text().split())
        told = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items()))
        terminalreporter.write_line(f"Generated requests to the published interfaces: {statuses.total()} ({told})")


@pytest.fixture
def anyio_backend() -> str:
    """Asynchronous tests run on asyncio, as the product does."""
    return "asyncio"


@pytest.fixture(autouse=True)
def logs_as_in_the_product() -> None:
    """Without it every unhandled error is drawn as a picture of all its frames, which takes seconds; and a command
    that logs less, such as doctor, would have the tests after it log less too.
    """
    configure_logging("INFO")


@pytest.fixture(params=BACKENDS)
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    """Makes databases: on SQLite or PostgreSQL, or, for a test that is about databases, on each in turn."""
    made = Databases(request.param, tmp_path)
    yield made
    made.close()


@pytest.fixture
def database_url(databases: Databases) -> str:
    """A new, empty database."""
    return databases.empty()
