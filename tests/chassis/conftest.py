"""Factories for the chassis's tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.db import Database
from tests.chassis.feeds import SINK, SOURCE, Feed, connected, create_tables
from tests.support import repeatable
from tests.support.databases import Databases

repeatable.use()


@pytest.fixture
def feeds_url(databases: Databases) -> str:
    return databases.migrated("feeds", create_tables)


@pytest.fixture
def source(feeds_url: str) -> Iterator[Database]:
    """The database of a service that tells."""
    with connected(feeds_url, SOURCE) as database:
        yield database


@pytest.fixture
def sink(feeds_url: str) -> Iterator[Database]:
    """The database of a service that follows."""
    with connected(feeds_url, SINK) as database:
        yield database


@pytest.fixture
def feed_of_source(source: Database, tmp_path: Path) -> Feed:
    return Feed(source, tmp_path)
